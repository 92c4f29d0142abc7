//! The whole product on real data: how long the import takes and how much memory, how soon a
//! server answers from cold, how much it keeps, and what a search page weighs.
//!
//! `cargo bench -p goodoffices --bench product`

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

fn main() {
    let Some(data) = platform::testing::shared_data() else { return };
    let folder = platform::testing::scratch("bench-product");
    println!("| what | figure |\n|---|---|");
    import(&folder, &data);
    serve(&folder);
    let _ = std::fs::remove_dir_all(&folder);
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goodoffices"));
    command.args(arguments).env("GOODOFFICES_DATA", folder).env_remove("DATABASE_URL").stdin(Stdio::null()).stdout(Stdio::null());
    command
}

/// PA-X with its codings, then all resolutions: seconds together, and the most memory that
/// the command and its reading children held at one time.
fn import(folder: &Path, data: &Path) {
    let path = |name: &str| data.join(name).display().to_string();
    let (metadata, codings) = (path("pax/pax_v10_metadata_descriptions.csv"), path("pax/pax_all_agreements_v10.csv"));
    let resolutions = path("texts/resolutions");
    let mut most = 0;
    let began = Instant::now();
    for arguments in [
        vec!["library", "import", "pax", &metadata, "--codings", &codings],
        vec!["library", "import", "texts", &resolutions, "--kind", "resolution"],
    ] {
        let mut child = command(folder, &arguments).spawn().expect("the binary starts");
        while child.try_wait().expect("it can be asked").is_none() {
            most = most.max(resident_kib(child.id(), true));
            std::thread::sleep(Duration::from_millis(20));
        }
    }
    println!("| PA-X v10 with codings and all resolutions imported | {:.1} s |", began.elapsed().as_secs_f64());
    println!("| most memory meanwhile, reading children included | {} MiB |", most / 1024);
}

/// Resident memory of a process, and of its children where asked, KiB; 0 where it is gone.
fn resident_kib(pid: u32, with_children: bool) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let own = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
    let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
    let below: u64 = if with_children { children.split_whitespace().filter_map(|id| id.parse().ok()).map(|id| resident_kib(id, true)).sum() } else { 0 };
    own.unwrap_or(0) + below
}

struct Server {
    process: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn started(folder: &Path) -> Server {
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--set", "visitors_may_read=true"];
    let mut process = command(folder, &arguments).stdout(Stdio::piped()).spawn().expect("the binary starts");
    let mut lines = BufReader::new(process.stdout.take().expect("its output is a pipe")).lines();
    let address = lines.find_map(|line| line.ok()?.split_whitespace().find_map(|word| word.strip_prefix("http://").map(str::to_owned)));
    Server { process, address: address.expect("the server tells its address") }
}

/// Bytes of an answer as they cross the network, headers included.
fn get(address: &str, path: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept-Encoding: br\r\nConnection: close\r\n\r\n").expect("it reads");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("it answers");
    answer
}

fn serve(folder: &Path) {
    let question = "/api/v1/library/search?q=monitoring+of+the+ceasefire+line";
    let mut times: Vec<f64> = (0..5)
        .map(|_| {
            let began = Instant::now();
            let server = started(folder);
            assert!(get(&server.address, question).starts_with(b"HTTP/1.1 200"), "the question is answered");
            began.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("| from start to the first answer, middle of five | {:.0} ms |", times[2]);
    let server = started(folder);
    for page in ["/", "/library/search?q=ceasefire", "/library/documents", "/library/topics", "/library/figures/trends", question] {
        for _ in 0..10 {
            get(&server.address, page);
        }
    }
    println!("| resident memory after sixty pages | {} MiB |", resident_kib(server.process.id(), false) / 1024);
    let page = get(&server.address, "/library/search?q=monitoring+of+the+ceasefire+line");
    let mut total = page.len();
    let plain = {
        let mut stream = TcpStream::connect(&server.address).expect("the server listens");
        write!(stream, "GET /library/search?q=monitoring HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").expect("it reads");
        let mut text = String::new();
        stream.read_to_string(&mut text).expect("it answers");
        text
    };
    for asset in plain.split('"').filter(|part| part.starts_with("/assets/")).collect::<std::collections::BTreeSet<_>>() {
        total += get(&server.address, asset).len();
    }
    println!("| search page with 20 hits, all told, compressed, headers included | {:.1} KiB |", total as f64 / 1024.0);
}
