//! A second verifier of the trail, written from the description in docs/guides/trail.md alone.
//! It shares no code with the product: if both agree, a slip in one of them shows.

#![allow(dead_code)]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};
use std::path::Path;

/// The columns of a record that its hash covers, after its position.
const COLUMNS: [&str; 8] = ["recorded_at", "actor_id", "on_behalf_of", "via", "request_id", "action", "subject", "detail"];

/// One record: position, the eight columns, and its hash.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub position: i64,
    pub columns: [Vec<u8>; 8],
    pub hash: Vec<u8>,
}

/// Everything a verifier looks at.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    pub records: Vec<Record>,
    /// Position, hash and origin.
    pub head: (i64, String, String),
    /// Size, time and note, as the database has them.
    pub kept: Vec<(i64, String, String)>,
    /// Notes of the witness.
    pub witnessed: Vec<String>,
    /// Public keys, name+id+key.
    pub keys: Vec<String>,
}

impl Evidence {
    /// Reads a database file.
    pub fn of_file(path: &Path) -> Evidence {
        let db = rusqlite::Connection::open_with_flags(path, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the file opens");
        let bytes = |row: &rusqlite::Row<'_>, at: usize| row.get_ref(at).map(|v| v.as_bytes().unwrap_or_default().to_vec());
        let mut records = db.prepare(&format!("SELECT position, {}, hash FROM platform_audit ORDER BY position", COLUMNS.join(", "))).unwrap();
        let records = records.query_map([], |row| {
            let mut columns: [Vec<u8>; 8] = Default::default();
            for (at, column) in columns.iter_mut().enumerate() {
                *column = bytes(row, at + 1)?;
            }
            Ok(Record { position: row.get(0)?, columns, hash: bytes(row, 9)? })
        });
        let records = records.unwrap().map(Result::unwrap).collect();
        let head = db.query_row("SELECT position, hash, origin FROM platform_audit_head", [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        let mut kept = db.prepare("SELECT size, recorded_at, note FROM platform_checkpoint ORDER BY size").unwrap();
        let kept = kept.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap().map(Result::unwrap).collect();
        Evidence { records, head, kept, ..Evidence::default() }
    }

    /// Reads a canonical dump.
    pub fn of_dump(text: &str) -> Evidence {
        let mut found = Evidence::default();
        for line in text.lines() {
            let line: serde_json::Value = serde_json::from_str(line).expect("a line of a dump is JSON");
            let (row, number, word) = (&line["row"], |name: &str| line["row"][name].as_i64().unwrap(), |name: &str| line["row"][name].as_str().unwrap().to_owned());
            match line["table"].as_str().unwrap() {
                "platform_audit" => {
                    let columns = COLUMNS.map(|name| row[name].as_str().unwrap().as_bytes().to_vec());
                    found.records.push(Record { position: number("position"), columns, hash: word("hash").into_bytes() });
                }
                "platform_audit_head" => found.head = (number("position"), word("hash"), word("origin")),
                "platform_checkpoint" => found.kept.push((number("size"), word("recorded_at"), word("note"))),
                _ => {}
            }
        }
        found
    }

    /// Adds the notes of a folder and the keys of a file.
    pub fn with(mut self, folder: &Path, keys: &Path) -> Evidence {
        for file in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            if file.path().extension().is_some_and(|e| e == "checkpoint") {
                self.witnessed.push(String::from_utf8_lossy(&std::fs::read(file.path()).unwrap()).into_owned());
            }
        }
        self.keys.extend(std::fs::read_to_string(keys).unwrap_or_default().lines().map(str::to_owned));
        self
    }
}

/// The hash that a record must have after another.
pub fn expected(previous: &[u8], record: &Record) -> Vec<u8> {
    let position = record.position.to_string().into_bytes();
    let mut all = Vec::new();
    for part in [previous, &position].into_iter().chain(record.columns.iter().map(Vec::as_slice)) {
        all.extend((part.len() as u64).to_be_bytes());
        all.extend(part);
    }
    hex::encode(Sha256::digest(&all)).into_bytes()
}

/// The root of the tree over hashes: RFC 6962 section 2.1, word for word.
pub fn root(leaves: &[[u8; 32]]) -> [u8; 32] {
    match leaves {
        [] => Sha256::digest([]).into(),
        [one] => Sha256::digest([&[0][..], one].concat()).into(),
        many => {
            let mut k = 1;
            while k * 2 < many.len() {
                k *= 2;
            }
            let (left, right) = (root(&many[..k]), root(&many[k..]));
            Sha256::digest([&[1][..], &left, &right].concat()).into()
        }
    }
}

struct Said {
    origin: String,
    size: i64,
    root: Vec<u8>,
    at: String,
}

fn open(note: &str, keys: &[String]) -> Result<Said, String> {
    let at = note.rfind("\n\n").ok_or("a note without a signature")?;
    let (text, rest) = (&note[..at + 1], &note[at + 2..]);
    let mut signed = false;
    for line in rest.strip_suffix('\n').ok_or("a cut note")?.split('\n') {
        let (name, blob) = line.strip_prefix("— ").and_then(|l| l.split_once(' ')).ok_or("a bad line")?;
        let blob = STANDARD.decode(blob).map_err(|_| "bad base64")?;
        for key in keys {
            let mut parts = key.splitn(3, '+');
            let (owner, _, key) = (parts.next().unwrap(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            let raw = STANDARD.decode(key).map_err(|_| "a bad key")?;
            let id = Sha256::digest([owner.as_bytes(), b"\n", &raw].concat());
            if owner != name || blob.len() != 68 || blob[..4] != id[..4] || raw.len() != 33 {
                continue;
            }
            let key = VerifyingKey::from_bytes(raw[1..].try_into().unwrap()).map_err(|_| "a bad key")?;
            let signature = Signature::from_bytes(blob[4..].try_into().unwrap());
            key.verify_strict(text.as_bytes(), &signature).map_err(|_| "a signature does not hold")?;
            signed = true;
        }
    }
    if !signed {
        return Err("nobody we know has signed".into());
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let [origin, size, root, at, ""] = lines[..] else { return Err("no checkpoint".into()) };
    let root = STANDARD.decode(root).map_err(|_| "a bad root")?;
    Ok(Said { origin: origin.to_owned(), size: size.parse().map_err(|_| "a bad size")?, root, at: at.to_owned() })
}

/// Whether `record` follows a record with the hash `previous` at the place `position`.
pub fn follows(previous: &[u8], position: i64, record: &Record) -> bool {
    record.position == position && expected(previous, record) == record.hash
}

/// Checks everything; the first thing that does not hold, with its record where one is known.
pub fn verify(e: &Evidence) -> Result<i64, (Option<i64>, String)> {
    let none = |text: String| (None, text);
    let mut said = Vec::new();
    for (size, at, note) in &e.kept {
        let one = open(note, &e.keys).map_err(none)?;
        if one.size != *size || one.at != *at {
            return Err(none(format!("the checkpoint kept for {size} says {}", one.size)));
        }
        said.push(one);
    }
    for note in &e.witnessed {
        let one = open(note, &e.keys).map_err(none)?;
        if !e.kept.iter().any(|(size, ..)| *size == one.size) {
            return Err(none(format!("the witness has a checkpoint for {}, the database has none", one.size)));
        }
        said.push(one);
    }
    let mut previous = Vec::new();
    let mut leaves = Vec::new();
    for (at, record) in e.records.iter().enumerate() {
        let position = at as i64 + 1;
        if !follows(&previous, position, record) {
            return Err((Some(position), format!("record {position} does not follow")));
        }
        leaves.push(hex::decode(&record.hash).ok().and_then(|h| h.try_into().ok()).ok_or((Some(position), "no hash".to_owned()))?);
        previous.clone_from(&record.hash);
    }
    let length = e.records.len() as i64;
    for one in said {
        if one.origin != e.head.2 {
            return Err(none(format!("a checkpoint of {}", one.origin)));
        }
        if one.size > length || one.size < 1 {
            return Err((Some(length + 1), format!("a checkpoint covers {} records, there are {length}", one.size)));
        }
        if root(&leaves[..one.size as usize]).as_slice() != one.root {
            return Err(none(format!("the first {} records are not those that were signed", one.size)));
        }
    }
    if e.head.0 != length || e.head.1.as_bytes() != previous {
        return Err((Some(length + 1), "the head is elsewhere".into()));
    }
    Ok(length)
}
