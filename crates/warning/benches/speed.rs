//! How long the world's forecast, an import and a country's page take.
//!
//! `cargo bench -p warning`; with `GOODOFFICES_BENCH_EVENTS=10000000` up to ten million events.

use methods::forecast::model::{Model, STEPS};
use methods::forecast::month::Month;
use methods::forecast::panel::Panel;
use platform::Domain;
use platform::actor::Actor;
use platform::cli::Console;
use platform::testing::{TestApp, scratch, shared_folder};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;
use warning::import::{Order, OrderKind, Source};

static DOMAINS: &[&Domain] = &[&warning::DOMAIN];
/// Events in one imported file.
const FILE_EVENTS: usize = 250_000;

fn main() {
    // `cargo test` runs benches too, to see that they start.
    if std::env::args().any(|a| a == "--test") {
        return;
    }
    forecast();
    events();
}

/// The most memory this process held so far, in MiB.
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.trim().trim_end_matches("kB").trim().parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn forecast() {
    let panel = match shared_folder() {
        Some(shared) => {
            let read = warning::files::series(&shared.join("forecast/cm_ged_sb_history_to_2021-12.csv")).expect("the series can be read");
            Panel::from_cells(read.rows.into_iter().map(|c| (c.country_id, c.month, c.deaths)))
        }
        None => Panel::from_cells((0..191).flat_map(|c| (121..505).map(move |m| (c, Month(m), ((m * 7 + c * 13) % 41 * (c % 5)) as f64)))),
    };
    let started = Instant::now();
    let model = Model::train(&panel, 1);
    let trained = started.elapsed();
    let n: usize = (0..panel.countries().len()).map(|place| model.forecast(place, STEPS).len()).sum();
    println!(
        "forecast: {} countries × 14 months: trained in {:.1} s, {n} forecasts in {:.1} s in all, peak {} MiB",
        panel.countries().len(),
        trained.as_secs_f64(),
        started.elapsed().as_secs_f64(),
        peak_mib()
    );
}

fn write_events(folder: &Path, from: usize) -> PathBuf {
    // Gleditsch–Ward numbers of forty states.
    const STATES: [u32; 40] = [
        700, 530, 652, 645, 490, 625, 475, 520, 369, 770, 750, 100, 70, 850, 840, 451, 450, 432, 436, 483, 482, 500, 501, 516, 517, 540,
        541, 551, 552, 560, 571, 600, 615, 616, 620, 630, 640, 651, 660, 666,
    ];
    let path = folder.join(format!("events-{from}.csv"));
    let mut out = std::io::BufWriter::new(std::fs::File::create(&path).expect("the scratch folder can be written"));
    writeln!(out, "id,type_of_violence,country_id,country,date_start,date_end,best,low,high,conflict_name,side_a,side_b,where_coordinates,latitude,longitude,where_prec").expect("a file is written");
    for id in from..from + FILE_EVENTS {
        let r = (id as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
        let (year, month, day) = (1990 + r % 35, 1 + r / 35 % 12, 1 + r / 420 % 28);
        let deaths = r / 11_760 % 12;
        let state = STATES[(r / 7 % 40) as usize];
        writeln!(out, "{id},{},{state},State,{year}-{month:02}-{day:02},{year}-{month:02}-{day:02},{deaths},{deaths},{},Government,Government of the state,Some front,Village {id},{}.5,{}.5,{}", 1 + r % 3, deaths + 2, r % 80, r % 170, 1 + r % 6).expect("a file is written");
    }
    path
}

fn events() {
    let most: usize = std::env::var("GOODOFFICES_BENCH_EVENTS").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    let (t, folder) = (TestApp::open(DOMAINS), scratch("bench-events"));
    let mut console = Console::writing_to(t.app.clone(), true, Box::new(std::io::sink()));
    let actor = Actor::local_operator();
    let mut next_report = FILE_EVENTS;
    for from in (0..most).step_by(FILE_EVENTS) {
        let path = write_events(&folder, from);
        let order = Order { kind: OrderKind::Ged, files: vec![Source::on_disk(&path)], covers: None };
        let started = Instant::now();
        console.run_job(warning::import::JOB.name, &serde_json::to_value(&order).expect("an order is data")).expect("the import goes well");
        let took = started.elapsed().as_secs_f64();
        let _ = std::fs::remove_file(&path);
        let there = from + FILE_EVENTS;
        if there < next_report && there < most {
            continue;
        }
        next_report = there * 2;
        if from == 0 {
            warning::forecast::make(&t.app, &actor, None, &|_, _, _| Ok(())).expect("there is enough to forecast from");
        }
        let mut pages: Vec<f64> = (0..21)
            .map(|_| {
                let started = Instant::now();
                assert_eq!(t.get("/warning/countries/ETH").status, 200);
                started.elapsed().as_secs_f64() * 1000.0
            })
            .collect();
        pages.sort_by(f64::total_cmp);
        println!(
            "events: {there}: the last {FILE_EVENTS} imported in {took:.1} s, country page {:.1} ms (median of 21), {:.1} ms (slowest), peak {} MiB",
            pages[10],
            pages[20],
            peak_mib()
        );
    }
    let _ = std::fs::remove_dir_all(&folder);
    let _ = std::fs::remove_dir_all(&t.folder);
}
