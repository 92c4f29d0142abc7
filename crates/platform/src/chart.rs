//! Charts: line charts, bar charts and a world map, drawn on the server as SVG.
//!
//! A chart is a plain value; drawing it gives markup for a template (`{{ chart|safe }}`), with
//! every text escaped. Charts are read without colours (lines differ in their dashes, areas in
//! their lightness), without a pointer (axes and legends say what is drawn) and by a screen
//! reader (one sentence as label; the page shows the same numbers as a table). A missing value
//! is a gap, never a zero. Styles come from `style.css`; nothing is styled inline.

use crate::web::Visit;
use methods::language::Language;
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::LazyLock;

/// What the numbers of a chart are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Whole things, from 0.
    Count,
    /// Whole things of very different sizes, from 0, on the scale of log(1 + x): 0, 1, 10, 100
    /// and so on stand about as far apart.
    Magnitude,
    /// Shares, 0 to 1, shown in hundredths.
    Share,
}

/// A line of a chart, with as many values as the chart has places.
#[derive(Debug, Clone, Default)]
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// Its values; `None` where nothing is known.
    pub values: Vec<Option<f64>>,
    /// Ranges around the values, each as a list of lower and upper ends: the widest first, as
    /// in a fan chart. Empty where there are none.
    pub bands: Vec<Vec<Option<(f64, f64)>>>,
}

/// Lines over places in order, as years are.
#[derive(Debug, Clone)]
pub struct LineChart {
    /// What the chart shows, in one sentence.
    pub title: String,
    /// Names of the places along the bottom.
    pub places: Vec<String>,
    /// One to six lines.
    pub series: Vec<Series>,
    /// What the numbers are.
    pub unit: Unit,
}

/// One bar for each place.
#[derive(Debug, Clone)]
pub struct BarChart {
    /// What the chart shows, in one sentence.
    pub title: String,
    /// Names of the places along the bottom.
    pub places: Vec<String>,
    /// Heights of the bars; `None` where nothing is known.
    pub values: Vec<Option<f64>>,
    /// What the numbers are.
    pub unit: Unit,
    /// Height of the whole chart, 120 to 320.
    pub height: u32,
}

/// How much an area of the map has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shade {
    /// 1 for the least to 5 for the most; 0 where nothing is known.
    pub class: u8,
    /// The area's name and number, as a pointer or a screen reader tells it.
    pub label: String,
}

/// The world, with areas shaded by class.
#[derive(Debug, Clone)]
pub struct WorldMap {
    /// What the map shows, in one sentence.
    pub title: String,
    /// Shades by ISO 3166-1 alpha-3; areas without one are shown as unknown.
    pub shades: HashMap<String, Shade>,
    /// What each class means: class and words, in the order to show.
    pub legend: Vec<(u8, String)>,
}

// 800 units: at 38rem, the least width at which a chart is drawn, its text has 10 px.
const WIDTH: f64 = 800.0;
const LEFT: f64 = 52.0;
const RIGHT: f64 = 14.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 28.0;

/// A share as the language writes hundredths.
pub fn percent(language: Language, share: f64) -> String {
    let n = (share * 100.0).round();
    match language {
        Language::English | Language::Chinese => format!("{n}%"),
        Language::Arabic => format!("{n}٪"),
        // A narrow space that does not break.
        _ => format!("{n}\u{202f}%"),
    }
}

/// A chance in hundredths, never rounded to certainty.
pub fn chance(language: Language, chance: f64) -> String {
    match chance {
        c if c < 0.01 => format!("<{}", percent(language, 0.01)),
        c if c > 0.99 => format!(">{}", percent(language, 0.99)),
        c => percent(language, c),
    }
}

/// The drawing space of a chart with axes.
struct Frame<'a> {
    v: &'a Visit,
    height: f64,
    top_value: f64,
    places: usize,
    unit: Unit,
}

impl Frame<'_> {
    fn x(&self, at: usize) -> f64 {
        let step = (WIDTH - LEFT - RIGHT) / self.places.max(1) as f64;
        LEFT + step * (at as f64 + 0.5)
    }

    fn y(&self, value: f64) -> f64 {
        let room = self.height - TOP - BOTTOM;
        let share = match self.unit {
            Unit::Magnitude => value.max(0.0).ln_1p() / self.top_value.ln_1p(),
            Unit::Count | Unit::Share => value / self.top_value,
        };
        TOP + room * (1.0 - share.clamp(0.0, 1.0))
    }

    fn shown(&self, value: f64) -> String {
        match self.unit {
            Unit::Count | Unit::Magnitude => self.v.number(value.round() as i64),
            Unit::Share => percent(self.v.language, value),
        }
    }

    /// Lines across with their numbers, and names below.
    fn axes(&self, out: &mut String, places: &[String], step: f64) {
        for at in 0.. {
            let value = match self.unit {
                Unit::Magnitude => {
                    if at == 0 {
                        0.0
                    } else {
                        10f64.powi(at - 1)
                    }
                }
                Unit::Count | Unit::Share => step * f64::from(at),
            };
            if value > self.top_value * 1.0001 {
                break;
            }
            let y = self.y(value);
            let _ = write!(out, r#"<path class="axis" d="M{LEFT} {y:.1}H{:.1}"/>"#, WIDTH - RIGHT);
            let _ =
                write!(out, r#"<text x="{:.1}" y="{:.1}" text-anchor="end">{}</text>"#, LEFT - 6.0, y + 4.0, escape(&self.shown(value)));
        }
        // A name of four signs takes some 40 units, with air around it.
        let longest = places.iter().map(|p| p.chars().count()).max().unwrap_or(4);
        let fitting = ((WIDTH - LEFT - RIGHT) / (10.0 * longest as f64).max(46.0)).floor().max(1.0) as usize;
        let every = places.len().div_ceil(fitting).max(1);
        for (at, name) in places.iter().enumerate().filter(|(at, _)| at % every == 0) {
            let _ = write!(out, r#"<text x="{:.1}" y="{:.1}" text-anchor="middle">{}</text>"#, self.x(at), self.height - 8.0, escape(name));
        }
    }
}

/// The step between lines across, and the topmost line, for numbers up to `most`.
fn scale(most: f64, unit: Unit) -> (f64, f64) {
    if unit == Unit::Magnitude {
        return (1.0, most.max(10.0));
    }
    let least = if unit == Unit::Count { 1.0 } else { 0.01 };
    let most = most.max(least);
    let raw = most / 4.0;
    let power = 10f64.powf(raw.log10().floor());
    let nice = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|n| n * power).find(|step| *step >= raw * 0.9999).unwrap_or(raw);
    let step = nice.max(least);
    let step = if unit == Unit::Count { step.ceil() } else { step };
    (step, step * (most / step - 0.0001).ceil().max(1.0))
}

fn open(out: &mut String, v: &Visit, title: &str, width: f64, height: f64) {
    // Numbers stay beside their lines in every language, so the drawing itself is never
    // mirrored; the texts within keep their own direction.
    let _ = write!(
        out,
        r#"<svg viewBox="0 0 {width} {height}" role="img" direction="ltr" lang="{}" aria-label="{}">"#,
        v.language.code(),
        escape(title)
    );
}

/// Draws a line chart. Lines break where a value is missing.
pub fn line_chart(v: &Visit, chart: &LineChart) -> String {
    let tops = chart.series.iter().flat_map(|s| s.values.iter().flatten().copied().chain(s.bands.iter().flatten().flatten().map(|b| b.1)));
    let (step, top_value) = scale(tops.fold(0.0, f64::max), chart.unit);
    let frame = Frame { v, height: 300.0, top_value, places: chart.places.len(), unit: chart.unit };
    let mut out = String::from(r#"<div class="chart">"#);
    open(&mut out, v, &chart.title, WIDTH, frame.height);
    frame.axes(&mut out, &chart.places, step);
    for (at, series) in chart.series.iter().enumerate() {
        let class = at % 6 + 1;
        for band in &series.bands {
            draw_band(&mut out, &frame, band, class);
        }
        draw_line(&mut out, &frame, &series.values, class);
    }
    out.push_str("</svg>");
    if chart.series.len() > 1 {
        out.push_str(&legend_of_lines(v, &chart.series));
    }
    out.push_str("</div>");
    out
}

fn draw_line(out: &mut String, frame: &Frame<'_>, values: &[Option<f64>], class: usize) {
    let mut d = String::new();
    let mut pen_down = false;
    for (at, value) in values.iter().enumerate() {
        let Some(value) = value else {
            pen_down = false;
            continue;
        };
        let _ = write!(d, "{}{:.1} {:.1}", if pen_down { "L" } else { "M" }, frame.x(at), frame.y(*value));
        pen_down = true;
    }
    let _ = write!(out, r#"<path class="c{class} line dash{class}" d="{d}"/>"#);
    // A point shows a value that stands alone between gaps, and where a line is known at all.
    for (at, value) in values.iter().enumerate() {
        if let Some(value) = value {
            let _ = write!(out, r#"<circle class="c{class}" cx="{:.1}" cy="{:.1}" r="2.5"/>"#, frame.x(at), frame.y(*value));
        }
    }
}

fn draw_band(out: &mut String, frame: &Frame<'_>, band: &[Option<(f64, f64)>], class: usize) {
    let place = |at: usize, value: f64| format!("{:.1} {:.1}", frame.x(at), frame.y(value));
    let known: Vec<(usize, (f64, f64))> = band.iter().enumerate().filter_map(|(at, ends)| Some((at, (*ends)?))).collect();
    for run in known.chunk_by(|a, b| a.0 + 1 == b.0) {
        let upper = run.iter().map(|(at, ends)| place(*at, ends.1));
        let lower = run.iter().rev().map(|(at, ends)| place(*at, ends.0));
        let _ = write!(out, r#"<path class="c{class} band" d="M{}Z"/>"#, upper.chain(lower).collect::<Vec<_>>().join("L"));
    }
}

fn legend_of_lines(v: &Visit, series: &[Series]) -> String {
    let mut out = format!(r#"<ul class="legend" dir="{}">"#, v.direction());
    for (at, s) in series.iter().enumerate() {
        let class = at % 6 + 1;
        let _ = write!(
            out,
            r#"<li><svg viewBox="0 0 36 12" aria-hidden="true"><path class="c{class} line dash{class}" d="M0 6H36"/></svg> {}</li>"#,
            escape(&s.name)
        );
    }
    out + "</ul>"
}

/// Draws a bar chart. A zero is a flat mark on the axis; a missing value is nothing.
pub fn bar_chart(v: &Visit, chart: &BarChart) -> String {
    let (step, top_value) = scale(chart.values.iter().flatten().copied().fold(0.0, f64::max), chart.unit);
    let step = if chart.height < 200 { top_value } else { step };
    let frame = Frame { v, height: f64::from(chart.height), top_value, places: chart.places.len(), unit: chart.unit };
    let mut out = String::from(r#"<div class="chart">"#);
    open(&mut out, v, &chart.title, WIDTH, frame.height);
    frame.axes(&mut out, &chart.places, step);
    let wide = ((WIDTH - LEFT - RIGHT) / chart.places.len().max(1) as f64 * 0.7).min(40.0);
    for (at, value) in chart.values.iter().enumerate() {
        let Some(value) = value else { continue };
        let (y, foot) = (frame.y(*value), frame.y(0.0));
        let _ = write!(
            out,
            r#"<rect class="c1" x="{:.1}" y="{:.1}" width="{wide:.1}" height="{:.1}"/>"#,
            frame.x(at) - wide / 2.0,
            y.min(foot - 1.0),
            (foot - y).max(1.0)
        );
    }
    out.push_str("</svg></div>");
    out
}

/// An area of the map.
struct Outline {
    /// ISO 3166-1 alpha-3; empty where it has none.
    iso3: &'static str,
    /// SVG path, or `@x y` where the area is too small to draw and becomes a point.
    shape: &'static str,
}

/// Outlines in the Equal Earth projection on a grid 2,000 units wide, made from Natural
/// Earth's 1:110 million map (public domain); areas missing there are points.
static OUTLINES: LazyLock<Vec<Outline>> = LazyLock::new(|| {
    let lines = include_str!("../assets/outlines.tsv").lines();
    lines.filter_map(|line| line.split_once('\t')).map(|(iso3, shape)| Outline { iso3, shape }).collect()
});

/// Whether the map has a place for an area.
pub fn is_on_map(iso3: &str) -> bool {
    OUTLINES.iter().any(|outline| outline.iso3 == iso3)
}

/// Draws a world map with its legend.
pub fn world_map(v: &Visit, map: &WorldMap) -> String {
    let mut out = String::from(r#"<div class="chart map">"#);
    open(&mut out, v, &map.title, 2000.0, 866.0);
    for outline in OUTLINES.iter() {
        let shade = map.shades.get(outline.iso3).filter(|_| !outline.iso3.is_empty());
        let class = match shade.map_or(0, |s| s.class) {
            0 => "land unknown".to_owned(),
            n => format!("land s{}", n.min(5)),
        };
        let title = shade.map(|s| format!("<title>{}</title>", escape(&s.label))).unwrap_or_default();
        let _ = match outline.shape.strip_prefix('@').and_then(|at| at.split_once(' ')) {
            Some((x, y)) => {
                write!(out, r#"<circle class="{class}" cx="{x}" cy="{y}" r="{}">{title}</circle>"#, if shade.is_some() { 7 } else { 3 })
            }
            None => write!(out, r#"<path class="{class}" d="{}">{title}</path>"#, outline.shape),
        };
    }
    let _ = write!(out, r#"</svg><ul class="legend" dir="{}">"#, v.direction());
    for (class, words) in &map.legend {
        let class = if *class == 0 { "land unknown".to_owned() } else { format!("land s{class}") };
        let _ = write!(
            out,
            r#"<li><svg viewBox="0 0 36 12" aria-hidden="true"><rect class="{class}" x="1" y="1" width="34" height="10"/></svg> {}</li>"#,
            escape(words)
        );
    }
    out.push_str("</ul></div>");
    out
}

/// Up to five classes of whole numbers above zero, of about the same number of areas each:
/// the least and the most of each class.
pub fn classes(values: &[i64]) -> Vec<(i64, i64)> {
    let mut sorted: Vec<i64> = values.iter().copied().filter(|n| *n > 0).collect();
    sorted.sort_unstable();
    let Some(most) = sorted.last().copied() else { return Vec::new() };
    let mut ends: Vec<i64> = (1..5).map(|k| sorted[(sorted.len() * k).div_ceil(5).saturating_sub(1)]).collect();
    ends.push(most);
    ends.dedup();
    let mut out = Vec::new();
    let mut from = 1;
    for to in ends {
        out.push((from, to));
        from = to + 1;
    }
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests;
