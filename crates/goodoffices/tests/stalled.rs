//! Peers that stall: downloads that nobody reads, heads that never end, a field without end,
//! connections that ask for nothing. The sign-in page is answered meanwhile, memory stays
//! bounded, and what stalled is freed.
//!
//! The whole run has 10,000 idle connections: `GOODOFFICES_TEST_LONG=1 cargo test -p goodoffices
//! --test stalled -- --nocapture`.

mod kit;

use kit::{Product, Server};
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const DOWNLOADS: usize = 600;
const HALF_HEADS: usize = 3_000;
const PASSWORD: &str = "talking ends wars";
/// Nobody waits longer for the sign-in page, however slow the machine is.
const PATIENCE: Duration = Duration::from_secs(20);
/// MiB that the server may hold at most; one that keeps what it is sent holds far more.
const MEMORY_MAX: u64 = 400;

fn idle() -> usize {
    if std::env::var_os("GOODOFFICES_TEST_LONG").is_some() { 10_000 } else { 1_000 }
}

fn connect(server: &Server) -> TcpStream {
    let stream = TcpStream::connect(&server.address).expect("the server listens");
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// A request whose answer's head is read, and nothing after; the status, and the connection.
fn open(server: &Server, head: &str) -> (u16, TcpStream) {
    let mut stream = connect(server);
    write!(stream, "{head}\r\nHost: {}\r\n\r\n", server.address).unwrap();
    let mut start = [0u8; 12];
    let status = stream.read_exact(&mut start).ok().and_then(|()| String::from_utf8_lossy(&start[9..]).parse().ok());
    (status.unwrap_or(0), stream)
}

/// The token of a session of somebody in the demo world.
fn token(server: &Server, login: &str) -> String {
    let mut stream = connect(server);
    let body = format!(r#"{{"login":"{login}","password":"{PASSWORD}"}}"#);
    let (address, length) = (&server.address, body.len());
    write!(stream, "POST /api/v1/access/sessions HTTP/1.0\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let json = answer.split_once("\r\n\r\n").expect("it has a body").1;
    let json: serde_json::Value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {answer}"));
    json["token"].as_str().unwrap_or_else(|| panic!("no token in {answer}")).to_owned()
}

/// Downloads that nobody reads, by visitors and four people in turn; how many began.
fn unread_downloads(server: &Server, tokens: &[String]) -> (usize, Vec<TcpStream>) {
    let (mut begun, mut held) = (0, Vec::new());
    for n in 0..DOWNLOADS {
        let proof = match tokens.get(n % (tokens.len() + 1)) {
            Some(token) => format!("\r\nAuthorization: Bearer {token}"),
            None => String::new(),
        };
        let (status, stream) = open(server, &format!("GET /api/v1/library/export?format=jsonl HTTP/1.1{proof}"));
        assert!([200, 503].contains(&status), "download {n}: {status}");
        begun += usize::from(status == 200);
        held.push(stream);
    }
    (begun, held)
}

/// Connections that begin a request and never end it.
fn half_heads(server: &Server) -> Vec<TcpStream> {
    let head = format!("GET /sign-in HTTP/1.1\r\nHost: {}\r\nX-Half", server.address);
    (0..HALF_HEADS)
        .map(|_| {
            let mut stream = connect(server);
            let _ = stream.write_all(head.as_bytes());
            stream
        })
        .collect()
}

/// Sends a field until the server has enough; MiB that it took, and its status.
fn endless_field(server: &Server, token: &str) -> (usize, u16) {
    let mut stream = connect(server);
    let head = "--edge\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n";
    write!(stream, "POST /api/v1/library/imports HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {token}\r\nContent-Type: multipart/form-data; boundary=edge\r\nContent-Length: 1000000000\r\n\r\n{head}", server.address).unwrap();
    let mib = vec![b'x'; 1 << 20];
    let sent = (0..400).take_while(|_| stream.write_all(&mib).is_ok()).count();
    let mut start = [0u8; 12];
    let status = stream.read_exact(&mut start).ok().and_then(|()| String::from_utf8_lossy(&start[9..]).parse().ok());
    (sent, status.unwrap_or(0))
}

/// Whether the server has let go of a connection.
fn is_closed(stream: &mut TcpStream) -> bool {
    stream.set_nonblocking(true).unwrap();
    let mut byte = [0u8; 1];
    !matches!(stream.read(&mut byte), Err(error) if error.kind() == ErrorKind::WouldBlock)
}

/// Waits until a share of connections is let go of; how long that took.
fn until_closed(what: &str, streams: &mut [TcpStream]) -> Duration {
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(120) {
        if streams.iter_mut().all(is_closed) {
            return began.elapsed();
        }
        std::thread::sleep(Duration::from_millis(500));
    }
    panic!("{what} are still open");
}

/// A figure of `/proc/PID/status`, in MiB.
fn memory(pid: u32, name: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|rest| rest.trim_matches([':', ' ', '\t']).split(' ').next()?.parse::<u64>().ok()).map_or(0, |kib| kib / 1024)
}

/// A demo world whose export is too long to stand in the buffers of the system.
fn long_world() -> Product {
    let product = Product::new("stalled");
    product.run(&["demo", "--fill-only"]).well();
    let db = product.past_the_product();
    db.execute("UPDATE library_provision SET text = text || hex(zeroblob(20000))", []).unwrap();
    product
}

#[test]
fn peers_that_stall_hold_up_nobody() {
    let product = long_world();
    let server = product.serve(&["serve", "--set", "visitors_may_read=true"]);
    rlimit::increase_nofile_limit(1 << 16).unwrap();
    let tokens: Vec<String> = ["reader", "curator", "mediator", "auditor"].iter().map(|login| token(&server, login)).collect();
    let before = memory(server.pid(), "VmHWM");
    let over = AtomicBool::new(false);
    let mut pages = std::thread::scope(|scope| {
        let asking = scope.spawn(|| {
            let mut pages = Vec::new();
            while !over.load(Ordering::SeqCst) {
                let began = Instant::now();
                let (status, _) = open(&server, "GET /sign-in HTTP/1.1");
                assert_eq!(status, 200, "the sign-in page, while others stall");
                pages.push(began.elapsed());
                std::thread::sleep(Duration::from_millis(100));
            }
            pages
        });
        let (begun, mut downloads) = unread_downloads(&server, &tokens);
        assert!((1..=16).contains(&begun), "{begun} downloads began");
        let mut half = half_heads(&server);
        let (mib, status) = endless_field(&server, &tokens[1]);
        assert!(mib < 64, "the server took {mib} MiB of one field, and answered {status}");
        let mut idle: Vec<TcpStream> = (0..idle()).map(|_| connect(&server)).collect();
        let (idle_after, half_after) = (until_closed("idle connections", &mut idle), until_closed("half heads", &mut half));
        let freed = Instant::now();
        while open(&server, "GET /api/v1/library/export?format=jsonl HTTP/1.1").0 != 200 {
            assert!(freed.elapsed() < Duration::from_secs(120), "unread downloads are never ended");
            std::thread::sleep(Duration::from_millis(500));
        }
        println!(
            "{begun} of {DOWNLOADS} downloads began; one field: {mib} MiB taken, status {status}; {} idle connections gone after {idle_after:?}, {HALF_HEADS} half heads {half_after:?} later; downloads again {:?} later",
            idle.len(),
            freed.elapsed()
        );
        downloads.clear();
        over.store(true, Ordering::SeqCst);
        asking.join().expect("the sign-in page was answered")
    });
    pages.sort_unstable();
    let (median, worst) = (pages[pages.len() / 2], pages[pages.len() - 1]);
    let (most, threads) = (memory(server.pid(), "VmHWM"), std::fs::read_dir(format!("/proc/{}/task", server.pid())).unwrap().count());
    println!(
        "the sign-in page meanwhile: {} times, median {median:?}, at most {worst:?}; memory {before} MiB before, {most} MiB at most; {threads} threads",
        pages.len()
    );
    assert!(worst < PATIENCE, "{worst:?}");
    assert!(most > 0 && most < MEMORY_MAX, "{most} MiB");
}
