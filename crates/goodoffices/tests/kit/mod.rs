//! What the tests of the whole product share: the binary on a scratch folder.

#![allow(dead_code)]

use platform::testing::scratch;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// The binary on a data folder of its own.
pub struct Product {
    pub data: PathBuf,
}

/// What a command did.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Standard output as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("not JSON ({error}): {}\n{}", self.out, self.err))
    }

    /// The same, where the command went well.
    pub fn well(self) -> Ran {
        assert_eq!(self.code, 0, "{}\n{}", self.out, self.err);
        self
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Product {
    pub fn new(purpose: &str) -> Product {
        Product { data: scratch(purpose) }
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_goodoffices"));
        command.args(arguments).env("GOODOFFICES_DATA", &self.data).env_remove("DATABASE_URL").stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.command(arguments).output().expect("the binary starts").into()
    }

    /// Runs a command that reads `input`.
    pub fn run_with(&self, arguments: &[&str], input: &str) -> Ran {
        let mut child =
            self.command(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary starts");
        child.stdin.take().expect("its input is a pipe").write_all(input.as_bytes()).expect("it reads");
        child.wait_with_output().expect("it ends").into()
    }

    /// A file beside the data folder.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let folder = self.data.join("../files-of-".to_owned() + &self.data.file_name().unwrap_or_default().to_string_lossy());
        std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
        let path = folder.join(name);
        std::fs::write(&path, content).expect("the temporary folder can be written");
        path.display().to_string()
    }

    /// The database's file itself, past the product, as who owns the machine may open it. The
    /// functions that its triggers ask are answered as for the system.
    pub fn past_the_product(&self) -> rusqlite::Connection {
        let db = rusqlite::Connection::open(self.data.join("goodoffices.db")).unwrap();
        let flags = rusqlite::functions::FunctionFlags::SQLITE_UTF8 | rusqlite::functions::FunctionFlags::SQLITE_INNOCUOUS;
        let answers = [("reader", None), ("now", Some("9999")), ("authority", Some("system")), ("purpose", Some(""))];
        for (name, answer) in answers {
            db.create_scalar_function(format!("platform_{name}").as_str(), 0, flags, move |_| Ok(answer)).unwrap();
        }
        db
    }

    pub fn serve(&self, arguments: &[&str]) -> Server {
        self.serve_at(arguments, "127.0.0.1:0")
    }

    #[allow(clippy::zombie_processes)] // The server is waited for when it is dropped.
    pub fn serve_at(&self, arguments: &[&str], listen: &str) -> Server {
        let mut all = arguments.to_vec();
        all.extend(["--listen", listen]);
        let mut process = self.command(&all).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().expect("the binary starts");
        let lines = BufReader::new(process.stdout.take().expect("its output is a pipe")).lines();
        let mut printed = Vec::new();
        for line in lines {
            let line = line.expect("the server prints text");
            let address = line.split_whitespace().find_map(|word| word.strip_prefix("http://")).map(str::to_owned);
            printed.push(line);
            if let Some(address) = address {
                return Server { process, address, printed };
            }
        }
        panic!("the server stopped before it told its address: {printed:?}");
    }
}

impl Drop for Product {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.data);
    }
}

/// A running server; it is stopped with the test.
pub struct Server {
    process: Child,
    pub address: String,
    pub printed: Vec<String>,
}

impl Server {
    /// Asks it to stop, as Ctrl-C does, and gives its exit code.
    pub fn stop(mut self) -> i32 {
        let pid = self.process.id().to_string();
        let asked = Command::new("kill").args(["-INT", &pid]).status().expect("kill runs");
        assert!(asked.success());
        self.process.wait().expect("it ends").code().unwrap_or(-1)
    }

    pub fn pid(&self) -> u32 {
        self.process.id()
    }

    /// One request by hand: status line, headers and body.
    pub fn get(&self, path: &str) -> String {
        let mut stream = std::net::TcpStream::connect(&self.address).expect("the server listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).expect("it reads");
        let mut answer = Vec::new();
        std::io::Read::read_to_end(&mut stream, &mut answer).expect("it answers");
        String::from_utf8_lossy(&answer).into_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the project is there")
}

/// Compares with a golden file, or writes it where `UPDATE_GOLDEN=1`.
pub fn golden(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name);
    if std::env::var("UPDATE_GOLDEN").is_ok() {
        std::fs::create_dir_all(path.parent().expect("it has a folder")).expect("the folder can be made");
        return std::fs::write(&path, found).expect("the golden file can be written");
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    let differing = known.lines().zip(found.lines()).find(|(a, b)| a != b);
    assert!(
        known == found,
        "{name} has changed; first difference: {differing:?}. If that is meant, run with UPDATE_GOLDEN=1 and read the change."
    );
}
