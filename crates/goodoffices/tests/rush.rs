//! A rush of sign-ins: two hundred people at the same moment. Passwords cost what they must;
//! memory stays bounded, everybody is served in their turn, and pages are answered meanwhile.
//!
//! The figures in docs/reliability.md come from a build for release:
//! `cargo test --release -p goodoffices --test rush -- --nocapture`.

mod kit;

use kit::Product;
use std::io::{Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Barrier, Mutex};
use std::time::{Duration, Instant};

const PEOPLE: usize = 200;
const PASSWORD: &str = "talking ends wars";

/// One request by hand; its status and how long it took.
fn ask(address: &str, head: &str, body: &str) -> (u16, Duration) {
    let began = Instant::now();
    let mut stream = std::net::TcpStream::connect(address).expect("the server listens");
    let length = body.len();
    write!(stream, "{head} HTTP/1.0\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}")
        .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("the server answers");
    let status = String::from_utf8_lossy(&answer).split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    (status, began.elapsed())
}

fn percentile(times: &mut [Duration], share: f64) -> Duration {
    times.sort_unstable();
    times[((times.len() - 1) as f64 * share).round() as usize]
}

/// The most memory that a process ever held, in MiB.
fn memory_peak(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.trim().split(' ').next()?.parse::<u64>().ok()).map_or(0, |kib| kib / 1024)
}

/// The processor time that a process took so far.
fn processor_time(pid: u32) -> Duration {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let after_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let ticks: u64 = after_name.split(' ').skip(11).take(2).filter_map(|text| text.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10) // A tick is a hundredth of a second.
}

/// Opens accounts that share one person's password, without the work of a hash for each.
fn open_accounts(product: &Product) {
    assert_eq!(product.run_with(&["access", "person", "add", "first"], PASSWORD).code, 0);
    let db = product.past_the_product();
    for n in 0..PEOPLE {
        let sql = "INSERT INTO access_account SELECT ?1, ?2, name, role, password_hash, state, created_at FROM access_account WHERE login = 'first'";
        db.execute(sql, (format!("{n:032x}"), format!("person-{n}"))).unwrap();
    }
}

#[test]
fn two_hundred_people_sign_in_at_once_and_pages_are_answered_meanwhile() {
    let product = Product::new("rush");
    open_accounts(&product);
    let server = product.serve(&["serve", "--set", "sign_in_tries_per_source=1000"]);
    let address = server.address.as_str();
    let page = || ask(address, "GET /sign-in", "");
    let sign_in = |n: usize| ask(address, "POST /api/v1/access/sessions", &format!(r#"{{"login":"person-{n}","password":"{PASSWORD}"}}"#));
    let mut alone: Vec<Duration> = (0..50).map(|_| page().1).collect();
    let mut single: Vec<Duration> = (0..5).map(|n| sign_in(n).1).collect();
    let before = processor_time(server.pid());
    let (start, over, pages, times) = (Barrier::new(PEOPLE + 1), AtomicBool::new(false), Mutex::new(Vec::new()), Mutex::new(Vec::new()));
    let whole = std::thread::scope(|scope| {
        for n in 0..PEOPLE {
            let (start, times, sign_in) = (&start, &times, &sign_in);
            scope.spawn(move || {
                start.wait();
                let (status, took) = sign_in(n);
                times.lock().unwrap().push(took);
                assert_eq!(status, 201, "person {n}");
            });
        }
        scope.spawn(|| {
            while !over.load(Ordering::SeqCst) {
                let (status, took) = page();
                assert_eq!(status, 200);
                pages.lock().unwrap().push(took);
                std::thread::sleep(Duration::from_millis(20));
            }
        });
        start.wait();
        let began = Instant::now();
        while times.lock().unwrap().len() < PEOPLE && began.elapsed() < Duration::from_secs(240) {
            std::thread::sleep(Duration::from_millis(10));
        }
        over.store(true, Ordering::SeqCst);
        began.elapsed()
    });
    let each = (processor_time(server.pid()) - before) / u32::try_from(PEOPLE).unwrap();
    let (mut times, mut pages, memory) = (times.into_inner().unwrap(), pages.into_inner().unwrap(), memory_peak(server.pid()));
    println!(
        "one sign-in {:?}; {PEOPLE} at once: {each:?} of processor time each, whole {whole:?}, median {:?}, p99 {:?}; {memory} MiB at most; page alone median {:?} p99 {:?}, meanwhile median {:?} p99 {:?} ({} pages)",
        percentile(&mut single, 0.5),
        percentile(&mut times, 0.5),
        percentile(&mut times, 0.99),
        percentile(&mut alone, 0.5),
        percentile(&mut alone, 0.99),
        percentile(&mut pages, 0.5),
        percentile(&mut pages, 0.99),
        pages.len(),
    );
    assert_eq!(times.len(), PEOPLE);
    assert!(memory > 0 && memory < 1536, "{memory} MiB");
    assert!(pages.len() > 10 && percentile(&mut pages, 0.5) < Duration::from_secs(1), "pages wait behind sign-ins");
}
