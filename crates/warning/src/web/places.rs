//! A country's events on a map: every place an area, as wide as it is uncertain.

use super::geography::{self, Ground, WIDTH};
use super::plots::escape;
use crate::place::{self, Area, Choice, EventMap, Place};
use crate::{country, store};
use askama::Template;
use axum::extract::Path;
use methods::forecast::month::Month;
use platform::actor::Needs;
use platform::web::{Asked, Outcome, Reply, Route, ShowPage, Visit, Wanted};
use platform::{Error, Result, Sample, say};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Events in the table; programs get more.
const EVENTS: usize = 100;
/// Events in a file.
const EVENTS_IN_FILE: usize = 50_000;
/// Kinds of violence, as the sources tell them apart.
const KINDS: [&str; 4] = ["state", "non_state", "one_sided", "other"];
/// The least radius that the eye still finds, in units of the drawing. It only ever widens.
const RADIUS_MIN: f64 = 3.0;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::page("/warning/countries/{id}/events", Needs::Reading, page)]
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asking {
    from: String,
    until: String,
    source: String,
    violence: String,
}

#[derive(Debug, Serialize)]
struct Shown {
    country: String,
    name: String,
    from: String,
    until: String,
    source: String,
    violence: String,
    /// Sources that tell of these months, with how many events each.
    sources: Vec<(String, i64)>,
    map: EventMap,
}

/// A line of the legend: how exact, how wide it is drawn, what lies there.
struct Legend {
    precision: Option<i64>,
    /// None: the whole country.
    radius_km: Option<f64>,
    swatch: String,
    events: i64,
    deaths: i64,
}

#[derive(Template)]
#[template(path = "warning-events.html")]
struct EventsPage<'a> {
    v: &'a Visit,
    shown: &'a Shown,
    drawing: String,
    /// Whether places of unknown whereabouts could not be drawn, as no outline is known.
    is_partly_drawn: bool,
    legend: Vec<Legend>,
    kinds: [&'static str; 4],
}

impl EventsPage<'_> {
    fn precision(&self, precision: &Option<i64>) -> String {
        precision_words(self.v, *precision)
    }

    fn km(&self, radius_km: &f64) -> String {
        self.v.tx("warning-km", self.v.number(radius_km.round() as i64))
    }

    fn drawn(&self, precision: &Option<i64>, has_point: bool) -> String {
        match place::area(*precision, has_point) {
            Area::Circle { radius_km } => self.km(&radius_km),
            Area::Country => self.v.t("warning-area-country"),
        }
    }
}

fn precision_words(v: &Visit, precision: Option<i64>) -> String {
    precision.map_or_else(|| v.t("warning-precision-unknown"), |p| v.t(&format!("warning-precision-{p}")))
}

fn page(visit: Visit, asked: (Path<String>, Asked<Asking>)) -> Outcome {
    let (Path(id), Asked(asked)) = asked;
    let limit = if visit.wanted == Wanted::Page { EVENTS } else { EVENTS_IN_FILE };
    let shown = read(&visit, &id, &asked, limit)?;
    match &visit.wanted {
        Wanted::Data(ending) if ending == "csv" => table(&shown),
        Wanted::Data(ending) if ending == "geojson" => {
            Ok(Reply::download("application/geo+json", "events.geojson", features(&shown).to_string().into_bytes()))
        }
        _ => visit.show(&draw(&visit, &shown), &shown),
    }
}

fn month(field: &str, text: &str) -> Result<Option<Month>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let found = text.parse().map_err(|_| Error::invalid(field, say!("warning-error-month", text = text)));
    found.map(Some)
}

fn read(v: &Visit, id: &str, asked: &Asking, limit: usize) -> Result<Shown> {
    let source_name = v.app.read(&v.actor, |c| store::release::country(c, id))?;
    if !asked.violence.is_empty() && !KINDS.contains(&asked.violence.as_str()) {
        return Err(Error::invalid("violence", say!("warning-error-violence", word = &asked.violence, words = KINDS.join(", "))));
    }
    let last = place::last_month(&v.app, &v.actor, id)?;
    let until = month("until", &asked.until)?.or(last).unwrap_or(Month(1));
    let from = month("from", &asked.from)?.unwrap_or_else(|| until.plus(-11));
    if from > until {
        return Err(Error::invalid("until", say!("warning-error-span", from = from.to_string(), until = until.to_string())));
    }
    let sources = place::sources(&v.app, &v.actor, id, from, until)?;
    let usual = sources.iter().find(|(source, _)| source == "ucdp_ged").or(sources.first()).map(|(source, _)| source.clone());
    let source = if asked.source.is_empty() { usual.unwrap_or_default() } else { asked.source.clone() };
    let choice = Choice { from, until, source: source.clone(), violence: asked.violence.clone() };
    Ok(Shown {
        country: id.to_owned(),
        name: country::name(id, &source_name, v.language),
        from: from.to_string(),
        until: until.to_string(),
        violence: asked.violence.clone(),
        map: place::map(&v.app, &v.actor, id, &choice, limit)?,
        source,
        sources,
    })
}

fn draw<'a>(v: &'a Visit, shown: &'a Shown) -> EventsPage<'a> {
    let places = &shown.map.places;
    let circle = |p: &Place| match p.area {
        Area::Circle { radius_km } => Some((p.longitude?, p.latitude?, radius_km)),
        Area::Country => None,
    };
    let circles: Vec<(f64, f64, f64)> = places.iter().filter_map(circle).collect();
    let ground = Ground::around(&shown.country, &circles);
    let drawing = ground.as_ref().map(|ground| map(v, shown, ground)).unwrap_or_default();
    let is_partly_drawn = !ground.as_ref().is_some_and(Ground::has_own) && places.iter().any(|p| p.area == Area::Country);
    EventsPage { v, shown, drawing, is_partly_drawn, legend: legend(places, ground.as_ref()), kinds: KINDS }
}

/// Darker areas have more deaths: 0, 1, 25, 100.
fn class_of(deaths: i64) -> &'static str {
    match deaths {
        ..1 => "d0",
        1..25 => "d1",
        25..100 => "d2",
        _ => "d3",
    }
}

/// Provinces and wider areas are paler and dashed, so that they do not hide what is within.
fn wide(radius_km: f64) -> &'static str {
    if radius_km >= 150.0 { " wide" } else { "" }
}

fn title(v: &Visit, p: &Place) -> String {
    let words = [p.place.clone(), precision_words(v, p.precision), v.tn("warning-n-events", p.events), v.tn("warning-n-deaths", p.deaths)];
    let words: Vec<String> = words.into_iter().filter(|w| !w.is_empty()).collect();
    format!("<title>{}</title>", escape(&words.join(" · ")))
}

fn map(v: &Visit, shown: &Shown, ground: &Ground) -> String {
    let height = ground.height;
    let label = escape(&v.tx("warning-events-of", &shown.name));
    let mut out = format!(
        r#"<div class="chart map"><svg viewBox="0 0 {WIDTH} {height:.0}" role="img" direction="ltr" lang="{}" aria-label="{label}"><rect class="sea" width="{WIDTH}" height="{height:.0}"/>"#,
        v.language.code()
    );
    for d in ground.neighbours() {
        let _ = write!(out, r#"<path class="land near" d="{d}"/>"#);
    }
    let own = ground.own_path();
    if !own.is_empty() {
        let _ = write!(out, r#"<path class="land own" d="{own}"/>"#);
    }
    let (whole, mut around): (Vec<&Place>, Vec<&Place>) = shown.map.places.iter().partition(|p| p.area == Area::Country);
    if !whole.is_empty() && !own.is_empty() {
        let (events, deaths) = (whole.iter().map(|p| p.events).sum(), whole.iter().map(|p| p.deaths).sum());
        let all = Place { place: shown.name.clone(), events, deaths, ..whole[0].clone() };
        let _ = write!(out, r#"<path class="spot whole {}" d="{own}">{}</path>"#, class_of(deaths), title(v, &all));
    }
    // The widest below, so that the sharper stay in reach of a pointer.
    let radius = |p: &Place| if let Area::Circle { radius_km } = p.area { radius_km } else { 0.0 };
    around.sort_by(|a, b| radius(b).total_cmp(&radius(a)).then(a.deaths.cmp(&b.deaths)));
    // Each group as a whole stays translucent, however many areas lie upon one another.
    let mut is_wide_open = true;
    out.push_str(r#"<g class="spots wide">"#);
    for p in around {
        if is_wide_open && wide(radius(p)).is_empty() {
            is_wide_open = false;
            out.push_str(r#"</g><g class="spots">"#);
        }
        let (Some(longitude), Some(latitude)) = (p.longitude, p.latitude) else { continue };
        let ((x, y), (across, up)) = (ground.at(longitude, latitude), ground.radii(latitude, radius(p)));
        let _ = write!(
            out,
            r#"<ellipse class="spot {}{}" cx="{x:.1}" cy="{y:.1}" rx="{:.1}" ry="{:.1}">{}</ellipse>"#,
            class_of(p.deaths),
            wide(radius(p)),
            across.max(RADIUS_MIN),
            up.max(RADIUS_MIN),
            title(v, p)
        );
    }
    let km = ground.bar_km();
    let _ = write!(
        out,
        r#"</g><path class="bar" d="M12 {:.1}v6h{:.1}v-6"/><text x="16" y="{:.1}">{}</text></svg></div>"#,
        height - 16.0,
        ground.length(km),
        height - 22.0,
        escape(&v.tx("warning-km", v.number(km.round() as i64)))
    );
    out
}

/// What each size means, the most exact first; the areas in the legend have the map's scale
/// as far as they fit.
fn legend(places: &[Place], ground: Option<&Ground>) -> Vec<Legend> {
    let mut groups: BTreeMap<(i64, Option<i64>), (i64, i64, Area)> = BTreeMap::new();
    for p in places {
        // Unknown comes last; a place without a point is as wide as the country.
        let order = match p.area {
            Area::Circle { radius_km } => radius_km as i64,
            Area::Country => 1_000 + p.precision.unwrap_or(99),
        };
        let group = groups.entry((order, p.precision)).or_insert((0, 0, p.area));
        *group = (group.0 + p.events, group.1 + p.deaths, p.area);
    }
    let line = |((_, precision), (events, deaths, area)): ((i64, Option<i64>), (i64, i64, Area))| {
        let radius_km = if let Area::Circle { radius_km } = area { Some(radius_km) } else { None };
        let size = radius_km.zip(ground).map(|(km, ground)| ground.length(km).clamp(RADIUS_MIN, 22.0));
        let shape = match size {
            Some(r) => format!(r#"<circle class="spot d2{}" cx="24" cy="24" r="{r:.1}"/>"#, wide(radius_km.unwrap_or(0.0))),
            None => r#"<rect class="spot whole d2" x="3" y="9" width="42" height="30"/>"#.to_owned(),
        };
        let swatch = format!(r#"<svg class="swatch" viewBox="0 0 48 48" aria-hidden="true">{shape}</svg>"#);
        Legend { precision, radius_km, swatch, events, deaths }
    };
    groups.into_iter().map(line).collect()
}

fn table(shown: &Shown) -> Outcome {
    let head = [
        "source",
        "event_id",
        "release",
        "month",
        "violence",
        "started_on",
        "ended_on",
        "deaths_best",
        "deaths_low",
        "deaths_high",
        "conflict",
        "side_a",
        "side_b",
        "place",
        "latitude",
        "longitude",
        "place_precision",
        "area_radius_km",
    ];
    let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
    let degrees = |n: Option<f64>| n.map(|n| n.to_string()).unwrap_or_default();
    let rows = shown.map.events.iter().map(|e| {
        let radius = match place::area(e.place_precision, e.latitude.is_some() && e.longitude.is_some()) {
            Area::Circle { radius_km } => radius_km.to_string(),
            Area::Country => "country".to_owned(),
        };
        vec![
            e.source.clone(),
            e.event_id.clone(),
            e.release.clone(),
            e.month.clone(),
            e.violence.clone(),
            e.started_on.clone(),
            e.ended_on.clone(),
            e.deaths_best.to_string(),
            number(e.deaths_low),
            number(e.deaths_high),
            e.conflict.clone(),
            e.side_a.clone(),
            e.side_b.clone(),
            e.place.clone(),
            degrees(e.latitude),
            degrees(e.longitude),
            number(e.place_precision),
            radius,
        ]
    });
    Reply::csv(&format!("{}-events.csv", shown.country), &head, rows)
}

/// The areas for other maps. What is somewhere in the country has no geometry: a point would
/// say more than the source does.
fn features(shown: &Shown) -> serde_json::Value {
    let feature = |p: &Place| {
        let geometry = match (p.area, p.longitude, p.latitude) {
            (Area::Circle { radius_km }, Some(x), Some(y)) => {
                json!({"type": "Polygon", "coordinates": [geography::circle(x, y, radius_km)]})
            }
            _ => serde_json::Value::Null,
        };
        let properties = json!({"place": p.place, "precision": p.precision, "area": p.area, "events": p.events, "deaths_best": p.deaths, "country": shown.country, "source": shown.source, "from": shown.from, "until": shown.until});
        json!({"type": "Feature", "geometry": geometry, "properties": properties})
    };
    json!({"type": "FeatureCollection", "features": shown.map.places.iter().map(feature).collect::<Vec<_>>()})
}

pub(super) fn samples() -> Vec<Sample> {
    fn place(precision: Option<i64>, deaths: i64) -> Place {
        Place {
            latitude: precision.map(|_| 13.2),
            longitude: precision.map(|_| -6.1),
            precision,
            area: place::area(precision, precision.is_some()),
            place: "Ostrava ridge".into(),
            events: 2,
            deaths,
        }
    }
    fn shown(country: &str) -> Shown {
        let places = (1..=7).map(|p| place(Some(p), p * 20)).chain([place(None, 0)]).collect();
        let events = vec![super::country::sample_event()];
        Shown {
            country: country.into(),
            name: "Karsava".into(),
            from: "2025-11".into(),
            until: "2026-10".into(),
            source: "ucdp_ged".into(),
            violence: String::new(),
            sources: vec![("ucdp_ged".into(), 16)],
            map: EventMap { places, events, events_all: 16, deaths_all: 560 },
        }
    }
    vec![
        Sample { name: "warning-events.html", render: |v| Ok(draw(v, &shown("MLI")).render()?) },
        Sample { name: "warning-events.html, without an outline", render: |v| Ok(draw(v, &shown("XQA")).render()?) },
        Sample {
            name: "warning-events.html, empty",
            render: |v| {
                let map = EventMap { places: Vec::new(), events: Vec::new(), events_all: 0, deaths_all: 0 };
                Ok(draw(v, &Shown { map, sources: Vec::new(), ..shown("XQA") }).render()?)
            },
        },
    ]
}
