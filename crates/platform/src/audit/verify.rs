//! Checks the whole trail offline: the chain, the tree, the signatures, and that every
//! checkpoint, also those a witness held, fits the database.

use super::checkpoint::{self, Checkpoint};
use super::note::{PublicKey, Statement};
use super::tree::Peaks;
use super::{Entry, Head, after, head, proof};
use crate::Result;
use crate::db::Connection;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Faults that are told; the first one is what matters.
const FAULTS_MAX: usize = 50;

/// Something that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// `changed`, `missing`, `checkpoint`, `rewritten`, `truncated`, `head` or `witness`.
    pub kind: &'static str,
    /// The record at fault, where one can be named.
    pub position: Option<i64>,
    /// What does not hold, in words.
    pub text: String,
}

/// What a check of the whole trail found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Whether everything holds.
    pub holds: bool,
    /// Records read.
    pub entries: i64,
    /// Checkpoints that were checked, those of the database and those given.
    pub checkpoints: usize,
    /// Records that a checkpoint covers: nobody can change these unseen.
    pub covered: i64,
    /// The first record at fault; none where all hold.
    pub broken_at: Option<i64>,
    /// What does not hold, first things first.
    pub faults: Vec<Fault>,
    /// The witnesses' folders that it was held against.
    pub compared: Vec<super::witness::Compared>,
}

/// What is checked; everything, but for tests that show what each check is for.
#[derive(Debug, Clone, Copy)]
pub struct Checks {
    /// Each record's hash.
    pub chain: bool,
    /// That positions have no gaps.
    pub gaps: bool,
    /// That the head is where the records end.
    pub head: bool,
    /// That signatures are by a known key.
    pub signatures: bool,
    /// That the tree has the root that was signed.
    pub roots: bool,
    /// That the trail is not shorter than a checkpoint says.
    pub lengths: bool,
}

impl Checks {
    /// Everything.
    pub const ALL: Checks = Checks { chain: true, gaps: true, head: true, signatures: true, roots: true, lengths: true };
}

/// What the trail is held against.
#[derive(Debug, Clone, Default)]
pub struct Against {
    /// Keys whose signatures count.
    pub keys: Vec<PublicKey>,
    /// Checkpoints of the database.
    pub kept: Vec<Checkpoint>,
    /// Checkpoints that a witness held: where they came from, and the note.
    pub witnessed: Vec<(String, String)>,
}

/// A check under way: records go in one after the other.
#[derive(Clone)]
pub struct Check {
    checks: Checks,
    statements: Arc<BTreeMap<i64, Vec<(String, Statement)>>>,
    reached: i64,
    previous: String,
    peaks: Peaks,
    agreed: i64,
    checkpoints: usize,
    faults: Vec<Fault>,
}

impl Check {
    /// Begins: reads the checkpoints and checks their signatures.
    pub fn begin(against: &Against, origin: &str, checks: Checks) -> Check {
        let mut check = Check {
            checks,
            statements: Arc::default(),
            reached: 0,
            previous: String::new(),
            peaks: Peaks::default(),
            agreed: 0,
            checkpoints: against.kept.len() + against.witnessed.len(),
            faults: Vec::new(),
        };
        for one in &against.kept {
            let place = format!("the checkpoint of {} records in the database", one.size);
            let said = check.statement(&place, &one.note, origin, &against.keys);
            if said.is_some_and(|s| s.size != one.size || s.recorded_at != one.recorded_at) {
                check.fault("checkpoint", None, format!("{place} stands under another size or time than it was signed for"));
            }
        }
        for (name, note) in &against.witnessed {
            let place = format!("the witness's checkpoint {name}");
            let Some(said) = check.statement(&place, note, origin, &against.keys) else { continue };
            if !against.kept.iter().any(|one| one.size == said.size) && checks.lengths {
                check.fault("missing", None, format!("{place} covers {} records, and the database does not have it: an older database was put back, or the checkpoint was removed", said.size));
            }
        }
        check
    }

    fn statement(&mut self, place: &str, note: &str, origin: &str, keys: &[PublicKey]) -> Option<Statement> {
        let said = match Checkpoint::verified(note, keys) {
            Ok(said) => said,
            Err(why) => {
                if self.checks.signatures {
                    self.fault("checkpoint", None, format!("{place} does not count: {why}"));
                }
                return None;
            }
        };
        if said.origin != origin {
            self.fault("checkpoint", None, format!("{place} is of the audit log “{}”, and this one is “{origin}”", said.origin));
            return None;
        }
        Arc::make_mut(&mut self.statements).entry(said.size).or_default().push((place.to_owned(), said.clone()));
        Some(said)
    }

    fn fault(&mut self, kind: &'static str, position: Option<i64>, text: String) {
        if self.faults.len() < FAULTS_MAX {
            self.faults.push(Fault { kind, position, text });
        }
    }

    /// Takes the next record.
    pub fn entry(&mut self, e: &Entry) {
        let expected = self.reached + 1;
        if e.position != expected && self.checks.gaps {
            let text = if e.position > expected {
                format!("records {expected} to {} are missing", e.position - 1)
            } else {
                format!("record {} stands twice", e.position)
            };
            self.fault("missing", Some(expected), text);
        }
        if self.checks.chain && e.expected_hash(&self.previous) != e.hash {
            self.fault("changed", Some(e.position), format!("record {} was changed, or does not follow the record before it", e.position));
        }
        match proof::leaf(&e.hash) {
            Ok(leaf) => self.peaks.push(&leaf),
            Err(_) if self.checks.chain => self.fault("changed", Some(e.position), format!("record {} has no hash", e.position)),
            Err(_) => self.peaks.push(e.hash.as_bytes()),
        }
        self.reached = e.position;
        self.previous.clone_from(&e.hash);
        self.compare(e.position);
    }

    /// Holds the tree against the checkpoints of this size.
    fn compare(&mut self, size: i64) {
        let statements = self.statements.clone();
        let Some(statements) = statements.get(&size) else { return };
        if self.faults.iter().any(|fault| fault.kind == "rewritten") {
            return; // Once other records were signed, every later root differs too.
        }
        let root = self.peaks.root();
        let mut agree = true;
        for (place, said) in statements {
            if self.checks.roots && (said.root != root || self.peaks.size() as i64 != size) {
                let from = self.agreed + 1;
                self.fault("rewritten", Some(from), format!("{place} was signed over other records: one of the records {from} to {size} was changed, and the chain was made to fit"));
                agree = false;
            }
        }
        if agree {
            self.agreed = size;
        }
    }

    /// Whether nothing has been found so far.
    pub fn holds(&self) -> bool {
        self.faults.is_empty()
    }

    /// Ends the check at the head of the trail.
    pub fn finish(mut self, head: &Head) -> Verdict {
        for (size, statements) in self.statements.clone().iter() {
            for (place, said) in statements {
                // A size that was passed over stands in a gap, which has been told already.
                if self.checks.lengths && *size > self.reached {
                    self.fault(
                        "truncated",
                        Some(self.reached + 1),
                        format!(
                            "{place} covers {} records, and the audit log ends at {}: records were cut off, or an older database was put back",
                            said.size, self.reached
                        ),
                    );
                }
            }
        }
        if self.checks.head && (self.reached != head.position || self.previous != head.hash) {
            self.fault(
                "head",
                Some(self.reached + 1),
                format!(
                    "the audit log should end at record {} and ends at {}, or its last record is another one",
                    head.position, self.reached
                ),
            );
        }
        // A root names a range of records; a record that is named itself is nearer the fault.
        let named = |kinds: &[&str]| self.faults.iter().filter(|f| kinds.contains(&f.kind)).filter_map(|f| f.position).min();
        let broken_at = named(&["changed", "missing"])
            .or_else(|| named(&["rewritten", "truncated", "head"]))
            .or_else(|| (!self.faults.is_empty()).then_some(self.reached + 1));
        Verdict {
            holds: self.faults.is_empty(),
            entries: self.reached,
            checkpoints: self.checkpoints,
            covered: self.agreed,
            broken_at,
            faults: self.faults,
            compared: Vec::new(),
        }
    }
}

/// Checks the whole trail against `keys`, and against the notes a witness held.
pub fn verify(c: &mut Connection, keys: &[PublicKey], witnessed: &[(String, String)]) -> Result<Verdict> {
    verify_with(c, keys, witnessed, Checks::ALL)
}

/// The same with some checks left out, for tests that show what each is for.
pub fn verify_with(c: &mut Connection, keys: &[PublicKey], witnessed: &[(String, String)], checks: Checks) -> Result<Verdict> {
    let head = head(c)?;
    let against = Against { keys: keys.to_vec(), kept: checkpoint::all(c)?, witnessed: witnessed.to_vec() };
    let mut check = Check::begin(&against, &head.origin, checks);
    // Positions below one are read too: they have no place in a trail.
    let mut reached = i64::MIN;
    loop {
        let batch = after(c, reached, 10_000)?;
        let Some(last) = batch.last() else { break };
        reached = last.position;
        batch.iter().for_each(|e| check.entry(e));
    }
    Ok(check.finish(&head))
}
