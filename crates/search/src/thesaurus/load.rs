//! Reads the thesaurus from Turtle and refuses what would mislead people.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use oxrdf::{NamedOrBlankNode, Term, Triple};
use oxttl::TurtleParser;

use super::{Concept, Labels, ThesaurusError};
use methods::language::Language;

const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const TOPIC: &str = "urn:goodoffices:topic:";
const PAX: &str = "urn:pax:";
/// The concept scheme's own id, which is no concept.
const SCHEME: &str = "topics";

/// A file of the thesaurus: its name and content.
pub(super) type File = (String, Vec<u8>);

/// Files of a folder with the endings the thesaurus knows, sorted by name.
pub(super) fn folder(folder: &Path) -> Result<Vec<File>, ThesaurusError> {
    let fault = |file: &Path, error: std::io::Error| ThesaurusError::File { file: file.to_owned(), reason: error.to_string() };
    let mut files = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|e| fault(folder, e))?;
    for entry in entries {
        let path = entry.map_err(|e| fault(folder, e))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".ttl") || name == "lexicon.tsv" {
            let content = std::fs::read(&path).map_err(|e| fault(&path, e))?;
            files.push((name.into_owned(), content));
        }
    }
    files.sort();
    Ok(files)
}

/// Concepts of all Turtle files, sorted by id, checked, with narrower ones filled in.
pub(super) fn concepts(files: &[File]) -> Result<Vec<Concept>, ThesaurusError> {
    let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
    for (name, content) in files.iter().filter(|(name, _)| name.ends_with(".ttl")) {
        for triple in TurtleParser::new().for_slice(content) {
            let triple = triple.map_err(|error| ThesaurusError::File { file: PathBuf::from(name), reason: error.to_string() })?;
            read(triple, name, &mut drafts);
        }
    }
    finish(drafts)
}

#[derive(Default)]
struct Draft {
    concept: Concept,
    files: BTreeSet<String>,
    is_concept: bool,
    is_top: bool,
    broader: BTreeSet<String>,
    related: BTreeSet<String>,
    faults: Vec<String>,
}

fn read(triple: Triple, file: &str, drafts: &mut BTreeMap<String, Draft>) {
    let NamedOrBlankNode::NamedNode(subject) = triple.subject else {
        return;
    };
    let Some(id) = subject.as_str().strip_prefix(TOPIC) else {
        return;
    };
    if id == SCHEME {
        return;
    }
    let draft = drafts.entry(id.to_owned()).or_default();
    let topic = |term: &Term| match term {
        Term::NamedNode(node) => node.as_str().strip_prefix(TOPIC).map(str::to_owned),
        _ => None,
    };
    let Some(property) = triple.predicate.as_str().strip_prefix(SKOS) else {
        draft.is_concept |= triple.object == Term::from(skos("Concept"));
        draft.files.insert(file.to_owned());
        return;
    };
    match property {
        "prefLabel" | "altLabel" | "hiddenLabel" => label(draft, property, &triple.object),
        "broader" => draft.broader.extend(topic(&triple.object)),
        "related" => draft.related.extend(topic(&triple.object)),
        "topConceptOf" => draft.is_top = true,
        "exactMatch" => {
            if let Term::NamedNode(node) = &triple.object {
                draft.concept.pax.extend(node.as_str().strip_prefix(PAX).map(str::to_owned));
            }
        }
        "scopeNote" => {
            if let Term::Literal(literal) = &triple.object {
                draft.concept.scope_note = literal.value().to_owned();
            }
        }
        _ => {}
    }
}

fn skos(name: &str) -> oxrdf::NamedNode {
    oxrdf::NamedNode::new_unchecked(format!("{SKOS}{name}"))
}

fn label(draft: &mut Draft, property: &str, object: &Term) {
    let Term::Literal(literal) = object else {
        return;
    };
    let Some(language) = literal.language().and_then(Language::from_code) else {
        let fault = format!("the label “{}” has no language among the six", literal.value());
        draft.faults.push(fault);
        return;
    };
    let Some(place) = Language::ALL.iter().position(|l| *l == language) else {
        return;
    };
    let labels: &mut Labels = &mut draft.concept.labels[place];
    let value = literal.value().trim().to_owned();
    match property {
        "altLabel" => labels.alternative.push(value),
        "hiddenLabel" => labels.hidden.push(value),
        _ if labels.preferred.is_empty() => labels.preferred = value,
        _ => {
            let code = language.code();
            draft.faults.push(format!("it has two preferred labels in {code}"));
        }
    }
}

fn finish(drafts: BTreeMap<String, Draft>) -> Result<Vec<Concept>, ThesaurusError> {
    let mut faults = Vec::new();
    let known: BTreeSet<String> = drafts.keys().cloned().collect();
    let mut narrower: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (id, draft) in &drafts {
        check(id, draft, &known, &mut faults);
        for broader in &draft.broader {
            narrower.entry(broader.clone()).or_default().push(id.clone());
        }
    }
    let concepts: Vec<Concept> = drafts
        .into_iter()
        .map(|(id, draft)| Concept {
            narrower: narrower.remove(&id).unwrap_or_default(),
            broader: draft.broader.into_iter().next(),
            related: draft.related.into_iter().collect(),
            id,
            ..draft.concept
        })
        .collect();
    faults.extend(loops(&concepts));
    if faults.is_empty() {
        return Ok(concepts);
    }
    Err(ThesaurusError::Faults(faults))
}

fn check(id: &str, draft: &Draft, known: &BTreeSet<String>, faults: &mut Vec<String>) {
    let mut fault = |what: String| faults.push(format!("concept {id}: {what}"));
    draft.faults.iter().for_each(|f| fault(f.clone()));
    if !draft.is_concept {
        fault("it is not declared a skos:Concept".to_owned());
        return;
    }
    if draft.files.len() > 1 {
        let files: Vec<&str> = draft.files.iter().map(String::as_str).collect();
        fault(format!("it is declared in more than one file: {}", files.join(", ")));
    }
    let missing: Vec<&str> = (Language::ALL.iter().zip(&draft.concept.labels))
        .filter(|(_, labels)| labels.preferred.is_empty())
        .map(|(language, _)| language.code())
        .collect();
    if !missing.is_empty() {
        fault(format!("it has no preferred label in {}", missing.join(", ")));
    }
    match (draft.is_top, draft.broader.len()) {
        (false, 0) => fault("it is neither a top concept nor has a broader one".to_owned()),
        (true, 1..) => fault("it is a top concept and yet has a broader one".to_owned()),
        (_, 2..) => fault("it has more than one broader concept".to_owned()),
        _ => {}
    }
    for other in draft.broader.iter().chain(&draft.related) {
        if !known.contains(other) {
            fault(format!("it points to {other}, which does not exist"));
        }
    }
}

/// A concept that is broader than itself would make walking up the tree endless.
fn loops(concepts: &[Concept]) -> Vec<String> {
    let broader: BTreeMap<&str, &str> = concepts.iter().filter_map(|c| Some((c.id.as_str(), c.broader.as_deref()?))).collect();
    let mut faults = Vec::new();
    for concept in concepts {
        let mut at = concept.id.as_str();
        let mut seen = BTreeSet::from([at]);
        while let Some(up) = broader.get(at) {
            if !seen.insert(up) {
                faults.push(format!("concept {}: it is broader than itself", concept.id));
                break;
            }
            at = up;
        }
    }
    faults
}
