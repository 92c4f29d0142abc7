//! The ground under a country's map: outlines, and where degrees fall on the drawing.

use super::plots::escape;
use crate::country::OUTLINES;
use platform::chart::WorldMap;
use platform::web::Visit;
use std::fmt::Write;
use std::sync::LazyLock;

/// Kilometres of a degree of latitude.
const DEGREE_KM: f64 = 111.2;
/// The drawing's width; it is never higher than [`HEIGHT_MAX`].
pub(super) const WIDTH: f64 = 800.0;
const HEIGHT_MAX: f64 = 640.0;
const HEIGHT_MIN: f64 = 320.0;

/// A closed line of points: degrees east, degrees north.
type Ring = Vec<(f64, f64)>;

/// The outline of a country.
struct Outline {
    /// ISO 3166-1 alpha-3; empty for areas without one.
    iso3: &'static str,
    rings: Vec<Ring>,
}

static WORLD: LazyLock<Vec<Outline>> = LazyLock::new(|| read(OUTLINES[0]));
/// The invented region of the demo.
static DEMO: LazyLock<Vec<Outline>> = LazyLock::new(|| read(OUTLINES[1]));

fn read(text: &'static str) -> Vec<Outline> {
    let lines = text.lines().filter_map(|line| line.split_once('\t'));
    lines.map(|(iso3, rings)| Outline { iso3, rings: rings.split(';').map(ring).collect() }).collect()
}

fn ring(text: &str) -> Ring {
    let numbers: Vec<f64> = text.split(' ').filter_map(|n| n.parse().ok()).collect();
    let mut at: Option<(f64, f64)> = None;
    // A way that leads across the 180th meridian goes on beyond it.
    let nearest = |way: f64| (way + 18_000.0).rem_euclid(36_000.0) - 18_000.0;
    let step = |pair: &[f64]| {
        let next = at.map_or((pair[0], pair[1]), |(x, y)| (x + nearest(pair[0]), y + pair[1]));
        at = Some(next);
        (next.0 / 100.0, next.1 / 100.0)
    };
    numbers.chunks_exact(2).map(step).collect()
}

/// The outlines among which a country stands, and its own.
fn outlines_of(iso3: &str) -> (&'static [Outline], Option<&'static Outline>) {
    for all in [&*WORLD, &*DEMO] {
        if let Some(own) = all.iter().find(|o| o.iso3 == iso3) {
            return (all, Some(own));
        }
    }
    (&WORLD, None)
}

/// Least and most degrees east, least and most degrees north.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    west: f64,
    east: f64,
    south: f64,
    north: f64,
}

impl Bounds {
    const NONE: Bounds = Bounds { west: f64::INFINITY, east: f64::NEG_INFINITY, south: f64::INFINITY, north: f64::NEG_INFINITY };

    fn with(self, x: f64, y: f64) -> Bounds {
        Bounds { west: self.west.min(x), east: self.east.max(x), south: self.south.min(y), north: self.north.max(y) }
    }

    fn of(points: impl IntoIterator<Item = (f64, f64)>) -> Bounds {
        points.into_iter().fold(Bounds::NONE, |b, (x, y)| b.with(x, y))
    }

    fn area(self) -> f64 {
        (self.east - self.west) * (self.north - self.south)
    }

    fn is_apart(self, other: Bounds) -> bool {
        self.east < other.west || self.west > other.east || self.north < other.south || self.south > other.north
    }
}

/// Degrees east counted from a middle, so that no map is cut at the 180th meridian.
fn from_middle(longitude: f64, middle: f64) -> f64 {
    (longitude - middle + 540.0).rem_euclid(360.0) - 180.0
}

/// A window onto the ground: plate carrée, true to scale along its middle parallel.
pub(super) struct Ground {
    all: &'static [Outline],
    own: Option<&'static Outline>,
    middle: f64,
    shown: Bounds,
    /// Units of the drawing a degree of latitude takes.
    scale: f64,
    /// Shrinks degrees of longitude to the length they have at the middle parallel.
    narrowing: f64,
    pub height: f64,
}

impl Ground {
    /// The window that holds the largest part of a country and all `circles` (degrees east,
    /// degrees north, radius in kilometres); none where there is nothing to hold.
    pub fn around(iso3: &str, circles: &[(f64, f64, f64)]) -> Option<Ground> {
        let (all, own) = outlines_of(iso3);
        let largest = own.and_then(|o| o.rings.iter().max_by(|a, b| size(a).total_cmp(&size(b))));
        let middle = match (largest, circles.first()) {
            (Some(ring), _) => {
                let bounds = Bounds::of(ring.iter().copied());
                f64::midpoint(bounds.west, bounds.east)
            }
            (None, Some(circle)) => circle.0,
            (None, None) => return None,
        };
        let mut shown = Bounds::of(largest.into_iter().flatten().map(|(x, y)| (x - middle, *y)));
        for (x, y, radius_km) in circles {
            let (x, up) = (from_middle(*x, middle), radius_km / DEGREE_KM);
            let aside = up / y.to_radians().cos().max(0.1);
            shown = shown.with(x - aside, y - up).with(x + aside, y + up);
        }
        let air = ((shown.east - shown.west).max(shown.north - shown.south) * 0.04).max(0.1);
        shown = shown.with(shown.west - air, shown.south - air).with(shown.east + air, shown.north + air);
        shown = Bounds { south: shown.south.max(-89.0), north: shown.north.min(89.0), ..shown };
        let narrowing = f64::midpoint(shown.south, shown.north).to_radians().cos().max(0.1);
        let (wide, high) = ((shown.east - shown.west) * narrowing, shown.north - shown.south);
        let scale = (WIDTH / wide).min(HEIGHT_MAX / high);
        let height = (high * scale).clamp(HEIGHT_MIN, HEIGHT_MAX);
        // What is left and right, above and below of the window is shown as well.
        let aside = (WIDTH / scale / narrowing - (shown.east - shown.west)) / 2.0;
        let above = (height / scale - high) / 2.0;
        let shown = Bounds { west: shown.west - aside, east: shown.east + aside, south: shown.south - above, north: shown.north + above };
        Some(Ground { all, own, middle, shown, scale, narrowing, height })
    }

    /// Where a place falls on the drawing.
    pub fn at(&self, longitude: f64, latitude: f64) -> (f64, f64) {
        self.place((from_middle(longitude, self.middle), latitude))
    }

    fn place(&self, (x, y): (f64, f64)) -> (f64, f64) {
        ((x - self.shown.west) * self.narrowing * self.scale, (self.shown.north - y) * self.scale)
    }

    /// Half axes on the drawing of a circle on the ground at a latitude.
    pub fn radii(&self, latitude: f64, radius_km: f64) -> (f64, f64) {
        let up = radius_km / DEGREE_KM * self.scale;
        (up * self.narrowing / latitude.to_radians().cos().max(0.1), up)
    }

    /// Units of the drawing for a length on the ground.
    pub fn length(&self, km: f64) -> f64 {
        km / DEGREE_KM * self.scale
    }

    /// A round number of kilometres that takes about a sixth of the width.
    pub fn bar_km(&self) -> f64 {
        let most = WIDTH / 5.0 / self.length(1.0);
        let power = 10f64.powf(most.log10().floor());
        [5.0, 2.0, 1.0].into_iter().map(|n| n * power).find(|km| *km <= most).unwrap_or(power)
    }

    /// Whether the country's own outline is known.
    pub fn has_own(&self) -> bool {
        self.own.is_some()
    }

    /// Paths of all other countries in the window.
    pub fn neighbours(&self) -> Vec<String> {
        let own = self.own.map_or("", |o| o.iso3);
        self.all.iter().filter(|o| o.iso3.is_empty() || o.iso3 != own).map(|o| self.path(o)).filter(|d| !d.is_empty()).collect()
    }

    /// The path of the country itself; empty where its outline is not known.
    pub fn own_path(&self) -> String {
        self.own.map_or_else(String::new, |o| self.path(o))
    }

    fn path(&self, outline: &Outline) -> String {
        let mut d = String::new();
        for ring in &outline.rings {
            let bounds = Bounds::of(ring.iter().copied());
            let centre = f64::midpoint(bounds.west, bounds.east);
            let aside = from_middle(centre, self.middle) - centre;
            let ring: Ring = ring.iter().map(|(x, y)| (x + aside, *y)).collect();
            if Bounds::of(ring.iter().copied()).is_apart(self.shown) {
                continue;
            }
            let ring: Ring = clip(ring, self.shown).into_iter().map(|point| self.place(point)).collect();
            for (at, (x, y)) in ring.iter().enumerate() {
                let _ = write!(d, "{}{x:.1} {y:.1}", if at == 0 { "M" } else { "L" });
            }
            if !ring.is_empty() {
                d.push('Z');
            }
        }
        d
    }
}

/// The countries of the invented region by class, where one of them has a shade; the map of
/// the world has no place for them.
pub(super) fn region_map(v: &Visit, map: &WorldMap) -> Option<String> {
    if !DEMO.iter().any(|outline| map.shades.contains_key(outline.iso3)) {
        return None;
    }
    let corners = Bounds::of(DEMO.iter().flat_map(|o| &o.rings).flatten().copied());
    let ends = [(corners.west, corners.south, 1.0), (corners.east, corners.north, 1.0)];
    let ground = Ground::around(DEMO.first()?.iso3, &ends)?;
    let mut out = format!(
        r#"<div class="chart map"><svg viewBox="0 0 {WIDTH} {:.0}" role="img" direction="ltr" lang="{}" aria-label="{}">"#,
        ground.height,
        v.language.code(),
        escape(&map.title)
    );
    for outline in DEMO.iter() {
        let shade = map.shades.get(outline.iso3);
        let class = shade.filter(|s| s.class > 0).map_or_else(|| "unknown".to_owned(), |s| format!("s{}", s.class));
        let title = shade.map(|s| format!("<title>{}</title>", escape(&s.label))).unwrap_or_default();
        let _ = write!(out, r#"<path class="land {class}" d="{}">{title}</path>"#, ground.path(outline));
    }
    for outline in DEMO.iter() {
        let Some((shade, ring)) = map.shades.get(outline.iso3).zip(outline.rings.first()) else { continue };
        let bounds = Bounds::of(ring.iter().copied());
        let (x, y) = ground.at(f64::midpoint(bounds.west, bounds.east), f64::midpoint(bounds.south, bounds.north));
        let name = shade.label.split(':').next().unwrap_or("");
        let _ = write!(out, r#"<text class="tag" x="{x:.1}" y="{y:.1}" text-anchor="middle">{}</text>"#, escape(name));
    }
    let _ = write!(out, r#"</svg><ul class="legend" dir="{}">"#, v.direction());
    for (class, words) in &map.legend {
        let class = if *class == 0 { "unknown".to_owned() } else { format!("s{class}") };
        let _ = write!(
            out,
            r#"<li><svg viewBox="0 0 36 12" aria-hidden="true"><rect class="land {class}" x="1" y="1" width="34" height="10"/></svg> {}</li>"#,
            escape(words)
        );
    }
    Some(out + "</ul></div>")
}

fn size(ring: &Ring) -> f64 {
    Bounds::of(ring.iter().copied()).area()
}

/// What of a ring lies within bounds a little wider than those shown, so that cut edges are
/// out of sight (Sutherland & Hodgman 1974).
fn clip(ring: Ring, shown: Bounds) -> Ring {
    let air = ((shown.east - shown.west) + (shown.north - shown.south)) * 0.02;
    let mut out = ring;
    // Side by side: the coordinate, its limit, and whether more than it is inside.
    let sides: [(bool, f64, bool); 4] = [
        (true, shown.west - air, true),
        (true, shown.east + air, false),
        (false, shown.south - air, true),
        (false, shown.north + air, false),
    ];
    for (is_x, limit, more) in sides {
        let value = |p: (f64, f64)| if is_x { p.0 } else { p.1 };
        let inside = |p: (f64, f64)| (value(p) >= limit) == more;
        let mut kept = Ring::with_capacity(out.len());
        for (at, point) in out.iter().enumerate() {
            let before = out[(at + out.len() - 1) % out.len()];
            if inside(before) != inside(*point) {
                let share = (limit - value(before)) / (value(*point) - value(before));
                kept.push((before.0 + share * (point.0 - before.0), before.1 + share * (point.1 - before.1)));
            }
            if inside(*point) {
                kept.push(*point);
            }
        }
        out = kept;
    }
    out
}

/// A circle on the ground as a closed line of points, for programs.
pub(super) fn circle(longitude: f64, latitude: f64, radius_km: f64) -> Vec<[f64; 2]> {
    let up = radius_km / DEGREE_KM;
    let aside = up / latitude.to_radians().cos().max(0.1);
    let point = |at: i32| {
        let turn = std::f64::consts::TAU * f64::from(at % 48) / 48.0;
        let round = |x: f64| (x * 10_000.0).round() / 10_000.0;
        [round(longitude + aside * turn.cos()), round(latitude + up * turn.sin())]
    };
    (0..=48).map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outline_is_of_a_listed_country_and_lies_on_the_globe() {
        for outline in WORLD.iter() {
            assert!(outline.iso3.is_empty() || methods::countries::by_iso3(outline.iso3).is_some(), "{}", outline.iso3);
            assert!(outline.rings.iter().flatten().all(|(x, y)| x.abs() <= 200.0 && y.abs() <= 90.0), "{}", outline.iso3);
        }
        assert!(WORLD.len() > 230 && DEMO.iter().all(|o| methods::countries::by_iso3(o.iso3).is_none()));
    }

    #[test]
    fn a_window_holds_the_country_and_its_circles_at_one_scale() {
        // Mali: Bamako lies in its south-west.
        let ground = Ground::around("MLI", &[(-8.0, 12.65, 25.0)]).unwrap();
        let (x, y) = ground.at(-8.0, 12.65);
        assert!(x > 0.0 && x < WIDTH / 2.0 && y > ground.height / 2.0 && y < ground.height, "{x} {y}");
        let (across, up) = ground.radii(17.0, 100.0);
        assert!((across / up - 1.0).abs() < 0.05 && (up - ground.length(100.0)).abs() < 1e-9);
        assert!(ground.has_own() && ground.neighbours().len() >= 7);
    }

    #[test]
    fn a_country_at_the_180th_meridian_is_drawn_whole() {
        let ground = Ground::around("FJI", &[(179.5, -17.0, 5.0), (-179.5, -17.0, 5.0)]).unwrap();
        let (east, west) = (ground.at(179.5, -17.0).0, ground.at(-179.5, -17.0).0);
        assert!(west > east && west - east < WIDTH / 2.0, "{east} {west}");
    }

    #[test]
    fn what_is_nowhere_has_no_map() {
        assert!(Ground::around("XQA", &[]).is_none());
        assert!(Ground::around("XQA", &[(10.0, 10.0, 5.0)]).is_some_and(|g| !g.has_own() && g.own_path().is_empty()));
    }
}
