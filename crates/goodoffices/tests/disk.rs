//! What is strictly confidential stands nowhere in the clear below the data folder: tried
//! through the real server and its upload, marked before and after, refused, cut off, killed
//! and backed up.

mod kit;

use kit::{Product, Server};

use platform::testing::{FORM_COOKIE, files_with, form_token};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

const PASSWORD: &str = "talking ends wars";

/// The demo world on a server with its compartment key, and the curator's session there.
struct World {
    product: Product,
    key: String,
    server: Option<Server>,
    session: String,
    compartment: String,
}

impl World {
    fn new() -> World {
        let product = Product::new("disk");
        product.run(&["demo", "--fill-only"]).well();
        let key = format!("compartment_key={}.key", product.data.display());
        let mut world = World { product, key, server: None, session: String::new(), compartment: String::new() };
        world.start();
        let made = world.call("POST", "/api/v1/compartments/open", &json!({"kind": "process", "title": "Heron channel"}));
        world.compartment = made["id"].as_str().expect("a compartment").to_owned();
        world
    }

    fn start(&mut self) {
        self.server = Some(self.product.serve(&["serve", "--set", &self.key]));
        let body = json!({"login": "curator", "password": PASSWORD});
        self.session = String::new();
        self.session = self.call("POST", "/api/v1/access/sessions", &body)["token"].as_str().expect("a session").to_owned();
    }

    fn server(&self) -> &Server {
        self.server.as_ref().expect("it runs")
    }

    fn kill(&mut self) {
        // A server that is dropped is killed with signal 9.
        self.server = None;
    }

    fn head(&self, method: &str, path: &str, kind: &str, length: usize) -> String {
        let address = &self.server().address;
        let session = if self.session.is_empty() { String::new() } else { format!("; goodoffices_session={}", self.session) };
        format!(
            "{method} {path} HTTP/1.0\r\nHost: {address}\r\nOrigin: http://{address}\r\nCookie: goodoffices_form={FORM_COOKIE}{session}\r\nX-Form-Token: {}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n",
            form_token()
        )
    }

    /// One request by hand: status and body.
    fn send(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> (u16, Vec<u8>) {
        let mut stream = TcpStream::connect(&self.server().address).expect("the server listens");
        stream.write_all(self.head(method, path, kind, body.len()).as_bytes()).expect("the server reads");
        let _ = stream.write_all(body); // What is refused early is not read to its end.
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer has a head");
        let status = String::from_utf8_lossy(&answer[..end]).split(' ').nth(1).and_then(|s| s.parse().ok()).expect("a status");
        (status, answer[end + 4..].to_vec())
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let (status, answer) = self.send(method, path, "application/json", body.to_string().as_bytes());
        assert!((200..300).contains(&status), "{method} {path}: {status} {}", String::from_utf8_lossy(&answer));
        serde_json::from_slice(&answer).unwrap_or(Value::Null)
    }

    fn wanted(&self) -> Vec<(&str, &str)> {
        vec![
            ("kind", "texts"),
            ("level", "strictly_confidential"),
            ("compartment", &self.compartment),
            ("review_on", "2999-01-01"),
            ("reason", "The talks go on."),
        ]
    }

    /// Sends a file in and waits for its job.
    fn bring(&self, fields: &[(&str, &str)], name: &str, text: &str) -> Value {
        let (status, answer) = self.send("POST", "/api/v1/library/imports", FORM, &form(fields, name, text));
        assert_eq!(status, 202, "{}", String::from_utf8_lossy(&answer));
        let queued: Value = serde_json::from_slice(&answer).expect("it tells its job");
        let path = format!("/api/v1/jobs/{}", queued["job"].as_str().expect("a job"));
        let began = Instant::now();
        loop {
            let job = self.call("GET", &path, &Value::Null);
            match job["state"].as_str() {
                Some("done") => return job["result"].clone(),
                Some("failed") => panic!("{job}"),
                _ => assert!(began.elapsed() < Duration::from_secs(60), "{job}"),
            }
            std::thread::sleep(Duration::from_millis(200));
        }
    }

    fn mark(&mut self, document: &str) {
        let path = format!("/api/v1/access/markings/document%3A{}", platform::web::escape(document));
        let reason = "The talks go on.";
        let wanted =
            json!({"level": "strictly_confidential", "compartment": self.compartment, "review_on": "2999-01-01", "reason": reason});
        let asked = self.call("PUT", &path, &wanted);
        let Some(id) = asked["id"].as_str() else { return };
        // Everybody saw it, so a second person confirms.
        let mine = std::mem::take(&mut self.session);
        let body = json!({"login": "administrator", "password": PASSWORD});
        self.session = self.call("POST", "/api/v1/access/sessions", &body)["token"].as_str().expect("a session").to_owned();
        let form = format!("_token={}&what=confirm", form_token());
        let (status, answer) = self.send("POST", &format!("/withheld/{id}"), "application/x-www-form-urlencoded", form.as_bytes());
        assert_eq!(status, 303, "{}", String::from_utf8_lossy(&answer));
        self.session = mine;
    }
}

const FORM: &str = "multipart/form-data; boundary=heron";

fn form(fields: &[(&str, &str)], name: &str, text: &str) -> Vec<u8> {
    let fields = fields.iter().map(|(key, value)| format!("--heron\r\nContent-Disposition: form-data; name=\"{key}\"\r\n\r\n{value}\r\n"));
    let mut body = fields.collect::<String>();
    body.push_str(&format!(
        "--heron\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n{text}\r\n--heron--\r\n"
    ));
    body.into_bytes()
}

/// Every way in which a word may be written down.
fn spellings(word: &str) -> Vec<Vec<u8>> {
    use base64::Engine;
    let utf16 = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut all = vec![word.into(), word.to_uppercase().into(), hex::encode(word).into(), utf16];
    // Within a longer text, base64 begins at one of three places.
    for before in ["", "x", "xy"] {
        let whole = base64::engine::general_purpose::STANDARD_NO_PAD.encode(format!("{before}{word}"));
        let sure = &whole[before.len().div_ceil(3) * 4..whole.len() - 4];
        assert!(sure.len() >= 6, "{word} is too short to be told from other base64");
        all.push(sure.as_bytes().to_vec());
    }
    all
}

/// Waits a little for what is erased in the background, then names the files that hold a word.
fn found(data: &Path, word: &str) -> Vec<std::path::PathBuf> {
    let mut left = Vec::new();
    for _ in 0..25 {
        left = spellings(word).iter().flat_map(|spelling| files_with(data, spelling)).collect();
        if left.is_empty() {
            break;
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    left
}

fn text(id: &str, word: &str) -> String {
    let id = if id.is_empty() { String::new() } else { format!("id = \"{id}\"\n") };
    format!("+++\n{id}title = \"{word}title\"\n+++\n\n{word}body stands here.\n\nThe envoys of {word} meet at the weir.\n")
}

#[test]
fn what_is_strictly_confidential_is_nowhere_in_the_clear() {
    let mut world = World::new();
    let data = world.product.data.clone();

    // Marked on its way in: its original is kept sealed, and is there for a member.
    let made = world.bring(&world.wanted(), "zqbeforeheron.md", &text("", "zqbeforeheron"));
    assert_eq!(found(&data, "zqbeforeheron"), Vec::<std::path::PathBuf>::new(), "marked before");
    let original = format!("/library/imports/{}/originals/1", made["import"].as_str().expect("an import"));
    let (status, bytes) = world.send("GET", &original, "text/plain", b"");
    assert_eq!((status, String::from_utf8_lossy(&bytes).into_owned()), (200, text("", "zqbeforeheron")));

    // Brought in for everybody and marked later.
    world.bring(&[("kind", "texts")], "zqafterheronname.md", &text("own:late", "zqafterheron"));
    // The search of files can see: what is for everybody stands there in the clear.
    assert!(!files_with(&data, b"zqafterheronbody").is_empty());
    world.mark("own:late");
    assert_eq!(found(&data, "zqafterheron"), Vec::<std::path::PathBuf>::new(), "marked after");

    // Brought in again by a member, with another wording: what two people withheld is not changed, and
    // nothing of the text is kept. (The name of a refused file stands in its import's report.)
    world.bring(&[("kind", "texts")], "again.md", &text("own:late", "zqagainheron"));
    assert_eq!(found(&data, "zqagainheron"), Vec::<std::path::PathBuf>::new(), "brought in again");

    // Refused for its kind, and for a compartment that is not there.
    for (fields, word) in [(vec![("kind", "nothing")], "zqrefusedkind"), (vec![("kind", "texts"), ("level", "secret")], "zqrefusedlevel")] {
        let (status, _) = world.send("POST", "/api/v1/library/imports", FORM, &form(&fields, "refused.md", &text("", word)));
        assert_eq!(status, 422, "{word}");
        assert_eq!(found(&data, word), Vec::<std::path::PathBuf>::new(), "refused");
    }

    // Cut off on its way.
    drop(begin(&world, "zqcutoffheron"));
    assert_eq!(found(&data, "zqcutoffheron"), Vec::<std::path::PathBuf>::new(), "cut off");

    // Killed while it comes in: gone with the next start of whatever command.
    let stream = begin(&world, "zqkilledheron");
    assert!(!spellings("zqkilledheron").iter().all(|spelling| files_with(&data, spelling).is_empty()), "it was on its way");
    world.kill();
    drop(stream);
    world.product.run(&["settings", "--set", &world.key]).well();
    assert_eq!(found(&data, "zqkilledheron"), Vec::<std::path::PathBuf>::new(), "killed");

    back_up(&mut world, &data);

    // Undone: the original goes with its import.
    let import = made["import"].as_str().expect("an import");
    world.call("DELETE", &format!("/api/v1/library/imports/{import}"), &Value::Null);
    assert_eq!(world.send("GET", &original, "text/plain", b"").0, 404);
    let left: Vec<_> = std::fs::read_dir(data.join("files"))
        .into_iter()
        .flatten()
        .flatten()
        .flat_map(|e| std::fs::read_dir(e.path()).into_iter().flatten().flatten())
        .collect();
    assert!(left.len() <= 2, "of all uploads only the originals that the demo keeps are left: {left:?}");
}

/// Begins to send a file, and stops before its end.
fn begin(world: &World, word: &str) -> TcpStream {
    let body = form(&world.wanted(), "cut.md", &text("", word).repeat(3_000));
    let mut stream = TcpStream::connect(&world.server().address).expect("the server listens");
    stream.write_all(world.head("POST", "/api/v1/library/imports", FORM, body.len()).as_bytes()).expect("it reads");
    stream.write_all(&body[..body.len() - 1_000]).expect("it reads");
    std::thread::sleep(Duration::from_millis(500));
    stream
}

/// A backup that is killed, and one that is made whole.
fn back_up(world: &mut World, data: &Path) {
    world.start();
    world.bring(&[("kind", "texts")], "open.md", &text("own:open", "zqbackupheron"));
    let out = world.product.file("killed.age", "");
    std::fs::remove_file(&out).expect("the name is free");
    let phrase = world.product.file("phrase", "a passphrase of some length\n");
    let mut backup =
        world.product.command(&["backup", "create", &out, "--passphrase", &phrase, "--set", &world.key]).spawn().expect("it starts");
    let began = Instant::now();
    let copies = || {
        std::fs::read_dir(data).into_iter().flatten().flatten().filter(|e| e.file_name().to_string_lossy().starts_with(".backup-")).count()
    };
    while copies() == 0 && began.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(2));
    }
    backup.kill().expect("it can be killed");
    backup.wait().expect("it ends");
    assert_eq!(copies(), 1, "it was killed with its copy on disk");
    // One that a living process holds is left to it.
    let held = data.join(".backup-held");
    std::fs::create_dir(&held).expect("the folder can be made");
    let lock = std::fs::File::create(held.join("lock")).expect("the lock can be made");
    lock.lock().expect("it can be held");
    world.product.run(&["settings", "--set", &world.key]).well();
    assert_eq!(copies(), 1, "the copy of a killed backup is swept, that of a living one is not");
    drop(lock);
    world.product.run(&["backup", "create", &out, "--passphrase", &phrase, "--set", &world.key]).well();
    assert_eq!(copies(), 0);
    for word in ["zqbeforeheron", "zqafterheron", "zqagainheron"] {
        assert_eq!(found(data, word), Vec::<std::path::PathBuf>::new(), "after a backup");
        assert!(spellings(word).iter().all(|spelling| files_with(Path::new(&out).parent().expect("a folder"), spelling).is_empty()));
    }
}
