//! Drawings of scores: who is ahead, what was said against what came, how sharp it was.

use crate::ledger::{Calibration, GroupScore, Means};
use platform::chart;
use platform::web::Visit;
use std::collections::BTreeMap;
use std::fmt::Write;

const WIDTH: f64 = 800.0;
/// The models that plots of chances hold against each other: all five would hide one another.
pub(super) const COMPARED: [&str; 2] = ["method", "conflictology"];

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Opens a drawing. Numbers stay beside their marks in every language, so the drawing itself
/// is never mirrored.
pub(super) fn open(v: &Visit, title: &str, height: f64) -> String {
    format!(
        r#"<div class="chart"><svg viewBox="0 0 {WIDTH} {height}" role="img" direction="ltr" lang="{}" aria-label="{}">"#,
        v.language.code(),
        escape(title)
    )
}

/// What of the means is compared.
type Measure = fn(&Means) -> f64;

/// A model's scores as multiples of conflictology's.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Standing {
    pub model: String,
    /// Over all groups.
    pub ratio: f64,
    /// By group.
    pub groups: Vec<(i64, f64)>,
}

/// How models stand against the last 12 months (conflictology, 1.0) on one measure, the best
/// first; none where there is nothing to compare with.
pub(super) fn standings(scores: &[GroupScore], measure: Measure) -> Vec<Standing> {
    let baseline: BTreeMap<i64, f64> =
        scores.iter().filter(|s| s.model == "conflictology").map(|s| (s.group, measure(&s.means))).filter(|(_, x)| *x > 0.0).collect();
    let mut models: Vec<&str> = scores.iter().map(|s| s.model.as_str()).collect();
    models.sort_unstable();
    models.dedup();
    let standing = |model: &str| {
        let of_model = || scores.iter().filter(move |s| s.model == model).filter(|s| baseline.contains_key(&s.group));
        let groups: Vec<(i64, f64)> = of_model().map(|s| (s.group, measure(&s.means) / baseline[&s.group])).collect();
        // The ratio of the means over all country-months, not the mean of the ratios.
        let weighed = |value: &dyn Fn(&GroupScore) -> f64| of_model().map(|s| value(s) * s.means.n as f64).sum::<f64>();
        let ratio = weighed(&|s| measure(&s.means)) / weighed(&|s| baseline[&s.group]);
        ratio.is_finite().then(|| Standing { model: model.to_owned(), ratio, groups })
    };
    let mut all: Vec<Standing> = models.into_iter().filter_map(standing).collect();
    all.sort_by(|a, b| a.ratio.total_cmp(&b.ratio));
    all
}

/// The leaderboard: for each measure, a row a model; a filled mark over all years, a ring for
/// each year; left of the line is better than conflictology.
pub(super) fn leaderboard(v: &Visit, by_year: &[GroupScore]) -> String {
    const LEFT: f64 = 210.0;
    const RIGHT: f64 = 60.0;
    const ROW: f64 = 24.0;
    /// Ratios beyond are drawn at the edge; the table has them.
    const MOST: f64 = 3.0;
    let measures: [(&str, Measure); 3] = [("CRPS", |m| m.crps), ("IGN", |m| m.ign), ("MIS", |m| m.mis)];
    let panels: Vec<(&str, Vec<Standing>)> =
        measures.into_iter().map(|(name, measure)| (name, standings(by_year, measure))).filter(|(_, s)| !s.is_empty()).collect();
    if panels.is_empty() {
        return String::new();
    }
    let x = |ratio: f64| LEFT + (WIDTH - LEFT - RIGHT) * ratio.clamp(0.0, MOST) / MOST;
    let height = panels.iter().map(|(_, s)| 46.0 + ROW * s.len() as f64).sum::<f64>();
    let mut out = open(v, &v.t("warning-leaderboard-plot"), height);
    let mut top = 0.0;
    for (name, rows) in panels {
        let bottom = top + 24.0 + ROW * rows.len() as f64;
        let _ = write!(out, r#"<text class="strong" x="0" y="{:.1}">{name}</text>"#, top + 16.0);
        for tick in 0..=6 {
            let at = x(f64::from(tick) / 2.0);
            let class = if tick == 2 { "rule" } else { "axis" };
            let _ = write!(out, r#"<path class="{class}" d="M{at:.1} {:.1}V{bottom:.1}"/>"#, top + 24.0);
            let _ = write!(out, r#"<text x="{at:.1}" y="{:.1}" text-anchor="middle">{:.1}×</text>"#, bottom + 14.0, f64::from(tick) / 2.0);
        }
        for (at, row) in rows.iter().enumerate() {
            let y = top + 24.0 + ROW * (at as f64 + 0.5);
            let class = if row.model == "method" { "c1" } else { "c6" };
            // The drawing runs from left to right; a name keeps its own direction.
            let name = format!("\u{2068}{}\u{2069}", escape(&v.tk("warning-model-", &row.model)));
            let _ = write!(out, r#"<text x="{:.1}" y="{:.1}" text-anchor="end">{name}</text>"#, LEFT - 10.0, y + 4.0);
            for (group, ratio) in &row.groups {
                let _ = write!(
                    out,
                    r#"<circle class="{class} ring" cx="{:.1}" cy="{y:.1}" r="4"><title>{group}: {ratio:.3}×</title></circle>"#,
                    x(*ratio)
                );
            }
            let _ = write!(out, r#"<circle class="{class}" cx="{:.1}" cy="{y:.1}" r="5.5"/>"#, x(row.ratio));
            let _ = write!(out, r#"<text x="{WIDTH}" y="{:.1}" text-anchor="end">{:.3}×</text>"#, y + 4.0, row.ratio);
        }
        top = bottom + 22.0;
    }
    out + "</svg></div>"
}

/// A square with the chance said across and the share that came true upwards: a good
/// forecaster's marks lie on the diagonal. The larger a mark, the more often such a chance was
/// said.
pub(super) fn calibration(v: &Visit, all: &[Calibration]) -> String {
    const SIDE: f64 = 340.0;
    const LEFT: f64 = 60.0;
    const TOP: f64 = 12.0;
    let place = |said: f64, came: f64| (LEFT + SIDE * said, TOP + SIDE * (1.0 - came));
    let mut out = format!(
        r#"<div class="chart square"><svg viewBox="0 0 {:.0} {:.0}" role="img" direction="ltr" lang="{}" aria-label="{}">"#,
        LEFT + SIDE + 20.0,
        TOP + SIDE + 46.0,
        v.language.code(),
        escape(&v.t("warning-calibration"))
    );
    for tick in 0..=4 {
        let share = f64::from(tick) / 4.0;
        let ((x, y), shown) = (place(share, share), escape(&chart::percent(v.language, share)));
        let _ = write!(out, r#"<path class="axis" d="M{LEFT} {y:.1}h{SIDE}M{x:.1} {TOP}v{SIDE}"/>"#);
        let _ = write!(out, r#"<text x="{:.1}" y="{:.1}" text-anchor="end">{shown}</text>"#, LEFT - 6.0, y + 4.0);
        let _ = write!(out, r#"<text x="{x:.1}" y="{:.1}" text-anchor="middle">{shown}</text>"#, TOP + SIDE + 18.0);
    }
    let ((x0, y0), (x1, y1)) = (place(0.0, 0.0), place(1.0, 1.0));
    let _ = write!(out, r#"<path class="rule" d="M{x0} {y0}L{x1} {y1}"/>"#);
    let _ = write!(
        out,
        r#"<text x="{:.1}" y="{:.1}" text-anchor="middle">{}</text>"#,
        LEFT + SIDE / 2.0,
        TOP + SIDE + 38.0,
        escape(&v.t("warning-calibration-said"))
    );
    for (at, model) in COMPARED.into_iter().enumerate() {
        let groups: Vec<&Calibration> = all.iter().filter(|c| c.model == model).collect();
        let class = at + 1;
        let points = groups.iter().map(|c| place(c.chance_mean, c.happened_share)).map(|(x, y)| format!("{x:.1} {y:.1}"));
        let d = points.collect::<Vec<_>>().join("L");
        if d.is_empty() {
            continue;
        }
        let _ = write!(out, r#"<path class="c{class} line dash{class}" d="M{d}"/>"#);
        for c in groups {
            let (x, y) = place(c.chance_mean, c.happened_share);
            let r = (2.0 + (c.n as f64).log10() * 1.6).clamp(2.0, 8.0);
            let title = format!(
                "{} → {} ({})",
                chart::percent(v.language, c.chance_mean),
                chart::percent(v.language, c.happened_share),
                v.number(c.n)
            );
            let _ =
                write!(out, r#"<circle class="c{class}" cx="{x:.1}" cy="{y:.1}" r="{r:.1}"><title>{}</title></circle>"#, escape(&title));
        }
    }
    out.push_str("</svg>");
    out + &legend(v) + "</div>"
}

/// How often each chance was said: a sharp forecaster says little in the middle. Heights are
/// logarithmic, since nearly all country-months are quiet; the number stands above each bar.
pub(super) fn sharpness(v: &Visit, all: &[Calibration]) -> String {
    const HEIGHT: f64 = 300.0;
    const FOOT: f64 = 262.0;
    let most = all.iter().map(|c| c.n).max().unwrap_or(1) as f64;
    let high = |n: usize| 215.0 * (1.0 + n as f64).ln() / (1.0 + most).ln();
    let mut out = open(v, &v.t("warning-sharpness"), HEIGHT);
    let _ = write!(out, r#"<path class="axis" d="M10 {FOOT}H{:.0}"/>"#, WIDTH - 10.0);
    let step = (WIDTH - 20.0) / 10.0;
    for bin in 0..10 {
        let left = 10.0 + step * f64::from(bin);
        let name = format!("{}–{}", bin * 10, bin * 10 + 10);
        let _ = write!(out, r#"<text x="{:.1}" y="{:.1}" text-anchor="middle">{name}</text>"#, left + step / 2.0, FOOT + 18.0);
        for (at, model) in COMPARED.into_iter().enumerate() {
            let n = all.iter().find(|c| c.model == model && ((c.chance_mean * 10.0) as i32).min(9) == bin).map_or(0, |c| c.n);
            let (class, wide) = (at + 1, step * 0.38);
            let (x, h) = (left + step * 0.1 + wide * 1.05 * at as f64, high(n).max(1.0));
            let _ = write!(out, r#"<rect class="c{class} bar{class}" x="{x:.1}" y="{:.1}" width="{wide:.1}" height="{h:.1}"/>"#, FOOT - h);
            let _ = write!(
                out,
                r#"<text class="small" x="{:.1}" y="{:.1}" text-anchor="middle">{}</text>"#,
                x + wide / 2.0,
                FOOT - h - 5.0,
                v.number(n)
            );
        }
    }
    let _ = write!(
        out,
        r#"<text x="{:.1}" y="{:.1}" text-anchor="middle">{}</text></svg>"#,
        WIDTH / 2.0,
        HEIGHT - 2.0,
        escape(&v.t("warning-sharpness-said"))
    );
    out + &legend(v) + "</div>"
}

fn legend(v: &Visit) -> String {
    let mut out = format!(r#"<ul class="legend" dir="{}">"#, v.direction());
    for (at, model) in COMPARED.into_iter().enumerate() {
        let (class, name) = (at + 1, escape(&v.tk("warning-model-", model)));
        let _ = write!(
            out,
            r#"<li><svg viewBox="0 0 36 12" aria-hidden="true"><path class="c{class} line dash{class}" d="M0 6H36"/></svg> {name}</li>"#
        );
    }
    out + "</ul>"
}

/// A month of the calendar: none where it was not observed.
pub(super) struct Day {
    pub class: &'static str,
    pub text: String,
    /// The month, as people read it.
    pub month: String,
}

/// Years below one another, months beside one another, darker for more deaths.
pub(super) fn calendar(v: &Visit, title: &str, years: &[(i64, Vec<Day>)]) -> String {
    const LEFT: f64 = 56.0;
    const TOP: f64 = 22.0;
    const HIGH: f64 = 26.0;
    let wide = (WIDTH - LEFT) / 12.0;
    let mut out = open(v, title, TOP + HIGH * years.len() as f64 + 2.0);
    for month in 0..12_i64 {
        let x = LEFT + wide * (month as f64 + 0.5);
        let _ = write!(out, r#"<text x="{x:.1}" y="14" text-anchor="middle">{}</text>"#, v.number(month + 1));
    }
    for (row, (year, months)) in years.iter().enumerate() {
        let y = TOP + HIGH * row as f64;
        let _ = write!(out, r#"<text x="{:.1}" y="{:.1}" text-anchor="end">{year}</text>"#, LEFT - 8.0, y + 17.0);
        for (column, day) in months.iter().enumerate() {
            let x = LEFT + wide * column as f64;
            let told = if day.class == "heat-none" { v.t("warning-not-observed") } else { day.text.clone() };
            let _ = write!(
                out,
                r#"<g class="{}"><title>{}: {}</title><rect x="{:.1}" y="{y:.1}" width="{:.1}" height="{:.1}"/><text x="{:.1}" y="{:.1}" text-anchor="middle">{}</text></g>"#,
                day.class,
                escape(&day.month),
                escape(&told),
                x + 1.0,
                wide - 2.0,
                HIGH - 2.0,
                x + wide / 2.0,
                y + 17.0,
                escape(&day.text)
            );
        }
    }
    out + "</svg></div>"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(model: &str, group: i64, crps: f64, n: i64) -> GroupScore {
        GroupScore { model: model.into(), group, means: Means { crps, n, ..Means::default() } }
    }

    #[test]
    fn a_standing_is_the_ratio_of_the_means_over_all_country_months() {
        let scores = [
            score("conflictology", 2020, 10.0, 300),
            score("conflictology", 2021, 20.0, 100),
            score("method", 2020, 9.0, 300),
            score("method", 2021, 10.0, 100),
        ];
        let found = standings(&scores, |m| m.crps);
        assert_eq!(found[0].model, "method");
        // (9 · 300 + 10 · 100) / (10 · 300 + 20 · 100)
        assert!((found[0].ratio - 0.74).abs() < 1e-9, "{found:?}");
        assert_eq!(found[0].groups, [(2020, 0.9), (2021, 0.5)]);
        assert_eq!(found[1].ratio, 1.0);
    }

    #[test]
    fn without_the_baseline_there_is_no_standing() {
        assert_eq!(standings(&[score("method", 2020, 9.0, 300)], |m| m.crps), []);
    }
}
