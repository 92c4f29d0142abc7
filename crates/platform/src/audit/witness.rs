//! What a witness holds, and what it lacks: a check of the trail says what it could be held
//! against, and does not hold where a witness that should be there is not.

use super::checkpoint::{self, Checkpoint, in_folder};
use super::note::PublicKey;
use super::verify::{Fault, Verdict, verify};
use crate::Result;
use crate::app::App;
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What one folder gave to hold the trail against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// The folder.
    pub folder: String,
    /// Checkpoints of this trail in it, signed by a key that counts.
    pub checkpoints: usize,
    /// Records that its newest checkpoint covers.
    pub covered: i64,
}

/// How many sizes of lacking checkpoints are named.
const NAMED_MAX: usize = 5;

/// Checks the whole trail against `keys` and against what witnesses hold: the `folders` given,
/// or else the one of the settings.
pub fn verify_against(app: &App, keys: &[PublicKey], folders: &[PathBuf]) -> Result<Verdict> {
    let own = [checkpoint::folder(app)];
    let folders = if folders.is_empty() { &own[..] } else { folders };
    let verdict = compare(app, keys, folders)?;
    if verdict.holds || verdict.broken_at.is_some() {
        return Ok(verdict);
    }
    // A checkpoint may have been on its way from the database to the folder.
    std::thread::sleep(Duration::from_secs(1));
    compare(app, keys, folders)
}

fn compare(app: &App, keys: &[PublicKey], folders: &[PathBuf]) -> Result<Verdict> {
    app.db().read(|c| {
        let (kept, origin) = (checkpoint::all(c)?, super::head(c)?.origin);
        let (mut notes, mut faults, mut compared, mut held) = (Vec::new(), Vec::new(), Vec::new(), BTreeSet::new());
        for folder in folders {
            let found = notes_of(folder, &mut faults);
            let sizes = sizes_of(&found, keys, &origin);
            compared.push(Compared {
                folder: folder.display().to_string(),
                checkpoints: sizes.len(),
                covered: sizes.last().copied().unwrap_or(0),
            });
            held.extend(sizes);
            notes.extend(found);
        }
        let mut verdict = verify(c, keys, &notes)?;
        if verdict.entries == 0 && kept.is_empty() {
            // Where nothing was recorded yet, there is nothing to hold against anybody.
            faults.clear();
        }
        faults.extend(lacking(&kept, &held, verdict.entries));
        verdict.holds &= faults.is_empty();
        verdict.faults.extend(faults);
        verdict.compared = compared;
        Ok(verdict)
    })
}

fn fault(text: String) -> Fault {
    Fault { kind: "witness", position: None, text }
}

/// The notes of a folder; what of it cannot be read is a fault.
fn notes_of(folder: &Path, faults: &mut Vec<Fault>) -> Vec<(String, String)> {
    match in_folder(folder) {
        Ok(notes) if notes.is_empty() => {
            faults.push(fault(format!("the witness's folder {} holds no checkpoint", folder.display())));
            notes
        }
        Ok(notes) => notes,
        Err(error) => {
            faults.push(fault(format!("nothing could be compared with the witness: {error}")));
            Vec::new()
        }
    }
}

/// The sizes that notes of this trail are signed for, by a key that counts.
fn sizes_of(notes: &[(String, String)], keys: &[PublicKey], origin: &str) -> BTreeSet<i64> {
    let said = notes.iter().filter_map(|(_, note)| Checkpoint::verified(note, keys).ok());
    said.filter(|said| said.origin == origin).map(|said| said.size).collect()
}

/// What the witness should hold and does not.
fn lacking(kept: &[Checkpoint], held: &BTreeSet<i64>, entries: i64) -> Option<Fault> {
    if held.is_empty() {
        let text = "no witness holds a checkpoint of this audit log that counts: nobody outside can tell whether these are the records that were. Put the witness's folder back, or name it with --checkpoints; where the trail is new, or was restored here, hand its checkpoints over with “goodoffices audit checkpoint”";
        return (entries > 0).then(|| fault(text.to_owned()));
    }
    let newest = held.last().copied().unwrap_or(0);
    let lacks: Vec<i64> = kept.iter().map(|one| one.size).filter(|size| !held.contains(size)).collect();
    let named: Vec<String> = lacks.iter().take(NAMED_MAX).map(i64::to_string).collect();
    let more = if lacks.len() > NAMED_MAX { " …" } else { "" };
    (!lacks.is_empty()).then(|| {
        fault(format!(
            "the witness lacks {} of {} checkpoints, those of {}{more} records: what it holds reaches to record {newest}. Somebody took them away, or the folder could not be written; “goodoffices audit checkpoint” hands them over again",
            lacks.len(),
            kept.len(),
            named.join(", ")
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(sizes: impl IntoIterator<Item = i64>) -> Vec<Checkpoint> {
        sizes.into_iter().map(|size| Checkpoint { size, recorded_at: String::new(), note: String::new() }).collect()
    }

    #[test]
    fn a_witness_is_held_to_what_it_was_given() {
        let all = kept([10, 20, 30]);
        for (held, entries, expected) in [
            (&[10, 20, 30][..], 30, None),
            (&[10, 20, 30, 40], 40, None),
            (&[10, 20], 30, Some("lacks 1 of 3 checkpoints, those of 30 records: what it holds reaches to record 20")),
            (&[10, 30], 30, Some("those of 20 records")),
            (&[], 30, Some("no witness holds")),
            (&[], 0, None),
        ] {
            let found = lacking(&all, &held.iter().copied().collect(), entries).map(|fault| fault.text);
            match expected {
                None => assert_eq!(found, None, "{held:?}"),
                Some(part) => assert!(found.as_ref().is_some_and(|text| text.contains(part)), "{held:?}: {found:?}"),
            }
        }
        let named = |last| lacking(&kept(1..=last), &[last].into(), last).unwrap().text;
        assert!(named(6).contains("lacks 5 of 6 checkpoints, those of 1, 2, 3, 4, 5 records"), "{}", named(6));
        assert!(named(7).contains("lacks 6 of 7 checkpoints, those of 1, 2, 3, 4, 5 … records"), "{}", named(7));
    }
}
