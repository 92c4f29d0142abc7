use super::*;
use crate::testing::TestApp;

fn visit(language: Language) -> Visit {
    Visit::sample(&TestApp::open(&[]).app, language)
}

fn lines(values: Vec<Option<f64>>) -> LineChart {
    let places = (0..values.len()).map(|n| format!("{}", 1990 + n)).collect();
    LineChart {
        title: "Shares <of> documents".into(),
        places,
        series: vec![Series { name: "A".into(), values, bands: Vec::new() }],
        unit: Unit::Share,
    }
}

#[test]
fn a_missing_value_breaks_the_line() {
    let svg = line_chart(&visit(Language::English), &lines(vec![Some(0.1), Some(0.2), None, Some(0.4)]));
    let line = svg.split("class=\"c1 line").nth(1).unwrap().split("/>").next().unwrap();
    assert_eq!((line.matches('M').count(), line.matches('L').count()), (2, 1));
    assert_eq!(svg.matches("<circle").count(), 3);
}

#[test]
fn texts_are_escaped_and_nothing_is_styled_inline() {
    let svg = line_chart(&visit(Language::Arabic), &lines(vec![Some(0.5)]));
    assert!(svg.contains("aria-label=\"Shares &lt;of&gt; documents\"") && !svg.contains("style="));
    assert!(svg.contains("direction=\"ltr\""));
}

#[test]
fn axes_end_at_a_round_number_above_the_most() {
    for (most, unit, expected) in [
        (0.0, Unit::Count, (1.0, 1.0)),
        (3.0, Unit::Count, (1.0, 3.0)),
        (37.0, Unit::Count, (10.0, 40.0)),
        (1024.0, Unit::Count, (500.0, 1500.0)),
        (1.0, Unit::Share, (0.25, 1.0)),
    ] {
        assert_eq!(scale(most, unit), expected, "{most}");
    }
}

#[test]
fn a_band_is_drawn_around_known_values_only() {
    let mut chart = lines(vec![Some(0.1), Some(0.2), None, Some(0.4), Some(0.4)]);
    chart.series[0].bands = vec![vec![Some((0.0, 0.2)), Some((0.1, 0.3)), None, Some((0.3, 0.5)), Some((0.2, 0.9))]];
    assert_eq!(line_chart(&visit(Language::English), &chart).matches("band").count(), 2);
}

#[test]
fn a_zero_bar_differs_from_no_bar() {
    let chart =
        BarChart { title: "n".into(), places: vec!["a".into(), "b".into()], values: vec![Some(0.0), None], unit: Unit::Count, height: 120 };
    assert_eq!(bar_chart(&visit(Language::English), &chart).matches("<rect").count(), 1);
}

#[test]
fn every_outline_is_a_listed_country_and_small_states_are_points() {
    assert!(OUTLINES.iter().all(|o| o.iso3.is_empty() || methods::countries::by_iso3(o.iso3).is_some()));
    assert!(OUTLINES.len() > 230 && is_on_map("COL") && is_on_map("TUV") && is_on_map("MDV"));
    assert!(OUTLINES.iter().find(|o| o.iso3 == "TUV").unwrap().shape.starts_with('@'));
}

#[test]
fn an_area_without_a_number_is_drawn_as_unknown() {
    let shades = HashMap::from([("COL".to_owned(), Shade { class: 5, label: "Colombia: 12".into() })]);
    let svg = world_map(
        &visit(Language::English),
        &WorldMap { title: "t".into(), shades, legend: vec![(5, "10–12".into()), (0, "none".into())] },
    );
    assert_eq!(svg.matches("land s5").count(), 2);
    assert!(svg.contains("<title>Colombia: 12</title>") && svg.matches("land unknown").count() > 200);
}

#[test]
fn classes_hold_about_the_same_number_of_areas() {
    assert_eq!(classes(&[]), []);
    assert_eq!(classes(&[1, 1, 1]), [(1, 1)]);
    assert_eq!(classes(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 100]), [(1, 2), (3, 4), (5, 6), (7, 8), (9, 100)]);
}

#[test]
fn shares_are_written_as_each_language_does() {
    assert_eq!(percent(Language::English, 0.256), "26%");
    assert_eq!(percent(Language::French, 0.5), "50\u{202f}%");
    assert_eq!(percent(Language::Arabic, 1.0), "100٪");
}
