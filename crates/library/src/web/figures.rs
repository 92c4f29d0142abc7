//! Figures: the share of agreements with a topic by year, and documents by country, as charts
//! that are tables and data too.

use super::{names, shared};
use crate::document::{DocumentKind, TextState, Texts};
use crate::figure::{self, Asked as FigureAsked, Map, Release, STAGES, TOPICS_MAX, Trend};
use crate::index;
use askama::Template;
use methods::countries;
use platform::actor::Needs;
use platform::chart::{self, BarChart, LineChart, Series, Shade, Unit, WorldMap};
use platform::web::{Asked, Outcome, Reply, Route, ShowPage, Visit, Wanted};
use platform::{Result, Sample};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/library/figures", Needs::Reading, |_: Visit, _: Asked<serde_json::Value>| Ok(Reply::see("/library/figures/trends"))),
        Route::page("/library/figures/trends", Needs::Reading, trends_page),
        Route::page("/library/figures/map", Needs::Reading, map_page),
    ]
}

/// What the filters of a figure offer.
struct Choices {
    /// Top topics, each with those that can be chosen: id and name, indented.
    topics: Vec<(String, Vec<(String, String)>)>,
    countries: Vec<(String, String)>,
    regions: Vec<(&'static str, String)>,
}

fn choices(v: &Visit) -> Result<Choices> {
    let thesaurus = index::thesaurus(&v.app)?;
    let in_use = figure::codes_in_use(&v.app, &v.actor)?;
    let mut groups = Vec::new();
    for top in thesaurus.tops() {
        let all = thesaurus.with_narrower(&top.id);
        let countable: Vec<(String, String)> = all
            .iter()
            .filter(|(c, _)| !figure::codes_of(&thesaurus, c, &in_use).is_empty())
            .map(|(c, depth)| (c.id.clone(), format!("{}{}", "\u{2003}".repeat(depth.saturating_sub(1)), c.name(v.language))))
            .collect();
        if !countable.is_empty() {
            groups.push((top.name(v.language).to_owned(), countable));
        }
    }
    groups.sort();
    let mut regions: Vec<(&'static str, String)> = countries::REGIONS.iter().map(|r| (r.code, r.name(v.language).to_owned())).collect();
    regions.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(Choices { topics: groups, countries: shared::country_choices(v)?, regions })
}

/// A topic's name, or its code where the thesaurus does not know it.
fn name_of(v: &Visit, id: &str) -> String {
    index::thesaurus(&v.app).ok().and_then(|t| t.by_id(id).map(|c| c.name(v.language).to_owned())).unwrap_or_else(|| id.to_owned())
}

/// A share as the language writes it; words where it is unknown.
fn share(v: &Visit, share: Option<f64>) -> String {
    share.map_or_else(|| v.t("library-figure-no-data"), |s| chart::percent(v.language, s))
}

/// The state of the library that a figure was counted from, as shown below it.
struct Stamp<'a> {
    release: &'a Release,
    address: String,
}

impl Stamp<'_> {
    fn states(&self) -> [TextState; 3] {
        TextState::ALL
    }
}

fn stamp<'a>(v: &Visit, release: &'a Release) -> Stamp<'a> {
    let query = if v.query.is_empty() { String::new() } else { format!("?{}", v.query) };
    Stamp { release, address: format!("{}{}{query}", v.app.base_url(), v.path) }
}

#[derive(Template)]
#[template(path = "trends.html")]
struct TrendsPage<'a> {
    v: &'a Visit,
    asked: &'a FigureAsked,
    choices: Choices,
    stages: [&'static str; 7],
    /// The topics chosen, and one more empty place while there is room.
    places: Vec<String>,
    names: Vec<String>,
    /// Topics that coders here do not code: id and name.
    uncoded: Vec<(String, String)>,
    trend: &'a Trend,
    line: String,
    bars: String,
    stamp: Stamp<'a>,
}

fn trends_page(visit: Visit, Asked(asked): Asked<FigureAsked>) -> Outcome {
    let trend = figure::trend(&visit.app, &visit.actor, &asked)?;
    if visit.wanted == Wanted::Data("csv".into()) {
        return trend_csv(&trend);
    }
    visit.show(&trends(&visit, &asked, &trend)?, &trend)
}

fn trends<'a>(v: &'a Visit, asked: &'a FigureAsked, trend: &'a Trend) -> Result<TrendsPage<'a>> {
    let names: Vec<String> = trend.topics.iter().map(|t| name_of(v, &t.id)).collect();
    let years: Vec<String> = trend.years.iter().map(|y| y.year.to_string()).collect();
    let series = names.iter().enumerate().map(|(at, name)| Series {
        name: name.clone(),
        values: trend.years.iter().map(|y| y.topics[at].share).collect(),
        bands: Vec::new(),
    });
    let title = v.tx("library-figure-trend-of", names.join(", "));
    let line = LineChart { title, places: years.clone(), series: series.collect(), unit: Unit::Share };
    let bars = BarChart {
        title: v.t("library-figure-n-by-year"),
        places: years,
        values: trend.years.iter().map(|y| (y.n > 0).then_some(y.n as f64)).collect(),
        unit: Unit::Count,
        height: 120,
    };
    let mut places: Vec<String> = trend.topics.iter().map(|t| t.id.clone()).collect();
    if places.len() < TOPICS_MAX {
        places.push(String::new());
    }
    let uncoded =
        trend.topics.iter().zip(&names).filter(|(t, _)| t.codes.is_empty()).map(|(t, name)| (t.id.clone(), name.clone())).collect();
    Ok(TrendsPage {
        v,
        asked,
        uncoded,
        choices: choices(v)?,
        stages: STAGES,
        places,
        names,
        trend,
        line: chart::line_chart(v, &line),
        bars: chart::bar_chart(v, &bars),
        stamp: stamp(v, &trend.release),
    })
}

impl TrendsPage<'_> {
    fn share(&self, of: &Option<f64>) -> String {
        share(self.v, *of)
    }
}

fn trend_csv(trend: &Trend) -> Outcome {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["year", "topic", "with_topic", "n", "share", "data_version"]).map_err(shared::csv_failed)?;
    for year in &trend.years {
        for (topic, counted) in trend.topics.iter().zip(&year.topics) {
            // No data is an empty cell, never a zero.
            let (with_topic, share) = match counted.share {
                Some(share) => (counted.with_topic.to_string(), format!("{share:.6}")),
                None => (String::new(), String::new()),
            };
            let cells = [year.year.to_string(), topic.id.clone(), with_topic, year.n.to_string(), share, trend.release.version.clone()];
            table.write_record(cells).map_err(shared::csv_failed)?;
        }
    }
    Ok(Reply::download("text/csv; charset=utf-8", "trends.csv", table.into_inner().map_err(shared::csv_failed)?))
}

/// A country in the table beside the map.
struct Row {
    name: String,
    iso3: String,
    n: i64,
    with_topic: i64,
    share: Option<f64>,
}

#[derive(Template)]
#[template(path = "map.html")]
struct MapPage<'a> {
    v: &'a Visit,
    asked: &'a FigureAsked,
    choices: Choices,
    stages: [&'static str; 7],
    kinds: [DocumentKind; 6],
    chosen: String,
    topic: Option<String>,
    uncoded: bool,
    map: &'a Map,
    drawing: String,
    rows: Vec<Row>,
    /// Names of countries that have a number but no place on the map.
    undrawn: Vec<String>,
    stamp: Stamp<'a>,
}

impl MapPage<'_> {
    fn share(&self, of: &Option<f64>) -> String {
        share(self.v, *of)
    }
}

fn map_page(visit: Visit, Asked(asked): Asked<FigureAsked>) -> Outcome {
    let map = figure::map(&visit.app, &visit.actor, &asked)?;
    if visit.wanted == Wanted::Data("csv".into()) {
        return map_csv(&map);
    }
    visit.show(&map_shown(&visit, &asked, &map)?, &map)
}

fn map_shown<'a>(v: &'a Visit, asked: &'a FigureAsked, map: &'a Map) -> Result<MapPage<'a>> {
    let topic = map.topic.as_ref().map(|t| name_of(v, &t.id));
    let row = |a: &figure::Area| Row {
        name: names::country(v, &a.iso3),
        iso3: a.iso3.clone(),
        n: a.n,
        with_topic: a.topic.as_ref().map_or(0, |t| t.with_topic),
        share: a.topic.as_ref().and_then(|t| t.share),
    };
    let mut rows: Vec<Row> = map.areas.iter().map(row).collect();
    match &topic {
        None => rows.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.name.cmp(&b.name))),
        Some(_) => rows.sort_by(|a, b| {
            b.share.unwrap_or(-1.0).total_cmp(&a.share.unwrap_or(-1.0)).then(b.n.cmp(&a.n)).then_with(|| a.name.cmp(&b.name))
        }),
    }
    let title = match &topic {
        Some(name) => v.tx("library-figure-map-share", name),
        None => v.t("library-figure-map-count"),
    };
    let (shades, legend) = if topic.is_some() { by_share(v, &rows) } else { by_count(v, &rows) };
    let undrawn = rows.iter().filter(|r| !chart::is_on_map(&r.iso3)).map(|r| r.name.clone()).collect();
    let drawing = chart::world_map(v, &WorldMap { title, shades, legend });
    let chosen = map.topic.as_ref().map(|t| t.id.clone()).unwrap_or_default();
    let uncoded = map.topic.as_ref().is_some_and(|t| t.codes.is_empty());
    Ok(MapPage {
        v,
        asked,
        uncoded,
        choices: choices(v)?,
        stages: STAGES,
        kinds: DocumentKind::ALL,
        chosen,
        topic,
        map,
        drawing,
        rows,
        undrawn,
        stamp: stamp(v, &map.release),
    })
}

type Shading = (std::collections::HashMap<String, Shade>, Vec<(u8, String)>);

/// Classes of counts hold about the same number of countries each.
fn by_count(v: &Visit, rows: &[Row]) -> Shading {
    let classes = chart::classes(&rows.iter().map(|r| r.n).collect::<Vec<_>>());
    // Fewer than five classes are spread from the darkest down.
    let number = |at: usize| (5 - (classes.len() - 1 - at)) as u8;
    let shade = |r: &Row| {
        let at = classes.iter().position(|(from, to)| (*from..=*to).contains(&r.n))?;
        Some((r.iso3.clone(), Shade { class: number(at), label: format!("{}: {}", r.name, v.number(r.n)) }))
    };
    let words =
        |(from, to): &(i64, i64)| if from == to { v.number(*from) } else { v.txy("library-figure-range", v.number(*from), v.number(*to)) };
    let mut legend: Vec<(u8, String)> = classes.iter().enumerate().map(|(at, class)| (number(at), words(class))).collect();
    legend.push((0, v.t("library-figure-map-none")));
    (rows.iter().filter_map(shade).collect(), legend)
}

/// Classes of shares; none at all is a class of its own, apart from no data.
fn by_share(v: &Visit, rows: &[Row]) -> Shading {
    let class = |share: f64| match share {
        s if s <= 0.0 => 1,
        s if s <= 0.25 => 2,
        s if s <= 0.5 => 3,
        s if s <= 0.75 => 4,
        _ => 5,
    };
    let shade = |r: &Row| {
        let of = r.share?;
        Some((
            r.iso3.clone(),
            Shade {
                class: class(of),
                label: format!("{}: {} ({} / {})", r.name, chart::percent(v.language, of), v.number(r.with_topic), v.number(r.n)),
            },
        ))
    };
    let to = |from: f64, to: f64| v.txy("library-figure-range", chart::percent(v.language, from), chart::percent(v.language, to));
    let zero = chart::percent(v.language, 0.0);
    let legend = vec![
        (1, zero),
        (2, to(0.01, 0.25)),
        (3, to(0.26, 0.5)),
        (4, to(0.51, 0.75)),
        (5, to(0.76, 1.0)),
        (0, v.t("library-figure-no-data")),
    ];
    (rows.iter().filter_map(shade).collect(), legend)
}

fn map_csv(map: &Map) -> Outcome {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["iso3", "n", "topic", "with_topic", "share", "data_version"]).map_err(shared::csv_failed)?;
    let topic = map.topic.as_ref().map_or("", |t| t.id.as_str());
    for area in &map.areas {
        let counted = area.topic.as_ref().filter(|t| t.share.is_some());
        let with_topic = counted.map(|t| t.with_topic.to_string()).unwrap_or_default();
        let share = counted.and_then(|t| t.share).map(|s| format!("{s:.6}")).unwrap_or_default();
        table
            .write_record([&area.iso3, &area.n.to_string(), topic, &with_topic, &share, &map.release.version])
            .map_err(shared::csv_failed)?;
    }
    Ok(Reply::download("text/csv; charset=utf-8", "map.csv", table.into_inner().map_err(shared::csv_failed)?))
}

pub(super) fn samples() -> Vec<Sample> {
    fn release() -> Release {
        let source = crate::store::figures::ReleaseSource {
            id: "demo".into(),
            title: "The demo world".into(),
            documents: 60,
            texts: Texts { full: 40, passages: 5, none: 15 },
            changed_at: Some("2026-11-23T10:00:00.000Z".into()),
        };
        let empty = crate::store::figures::ReleaseSource {
            id: "own".into(),
            title: "Texts added here".into(),
            documents: 0,
            texts: Texts::default(),
            changed_at: None,
        };
        Release { version: "0a1b2c3d4e5f".into(), thesaurus: "0123456789abcdef".into(), sources: vec![source, empty] }
    }
    fn topic() -> figure::FigureTopic {
        figure::FigureTopic { id: "buffer-zone".into(), codes: vec!["CeProv".into()] }
    }
    fn trend(v: &Visit) -> Result<String> {
        let year = |year, n, with_topic| figure::Year {
            year,
            n,
            topics: vec![figure::Counted { with_topic, share: (n > 0).then(|| with_topic as f64 / n as f64) }],
        };
        let full = Trend {
            topics: vec![topic()],
            years: vec![year(2019, 4, 1), year(2020, 0, 0), year(2021, 8, 0)],
            undated: 2,
            release: release(),
        };
        let bare = Trend { topics: Vec::new(), years: Vec::new(), undated: 0, release: release() };
        let unknown = Trend { topics: vec![topic()], years: Vec::new(), undated: 0, release: release() };
        let asked = FigureAsked::default();
        let not_coded = Trend { topics: vec![figure::FigureTopic { codes: Vec::new(), ..topic() }], ..full.clone() };
        Ok(trends(v, &asked, &full)?.render()?
            + &trends(v, &asked, &not_coded)?.render()?
            + &trends(v, &asked, &bare)?.render()?
            + &trends(v, &asked, &unknown)?.render()?)
    }
    fn map(v: &Visit) -> Result<String> {
        let area = |iso3: &str, n, share: Option<f64>| figure::Area {
            iso3: iso3.into(),
            n,
            topic: Some(figure::Counted { with_topic: 1, share }),
        };
        let shares = Map {
            topic: Some(topic()),
            areas: vec![area("COL", 4, Some(0.25)), area("XKX", 0, None)],
            without_country: 3,
            release: release(),
        };
        let counts = Map {
            topic: None,
            areas: vec![figure::Area { iso3: "COL".into(), n: 4, topic: None }],
            without_country: 0,
            release: release(),
        };
        let empty = Map { topic: None, areas: Vec::new(), without_country: 0, release: release() };
        let asked = FigureAsked::default();
        Ok(map_shown(v, &asked, &shares)?.render()?
            + &map_shown(v, &asked, &counts)?.render()?
            + &map_shown(v, &asked, &empty)?.render()?)
    }
    vec![Sample { name: "trends.html", render: trend }, Sample { name: "map.html", render: map }]
}
