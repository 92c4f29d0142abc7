//! Writing what an import understood, in one transaction; and undoing it.

use super::merge::{Merged, merge};
use super::{Batch, Counts, Facts, Import, Incoming, Note, Order, Severity, State, Text};
use crate::document::{Document, TextState};
use crate::party::{self, Party};
use crate::store::{actors, documents, imports, provisions};
use platform::actor::{Actor, Needs};
use platform::clearance::{guard, marking};
use platform::jobs::Progress;
use platform::{App, Error, Result, Work, say};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// How a document stood before an import changed it: what undoing needs.
#[derive(Serialize, Deserialize)]
struct Before {
    document: Document,
    text_state: TextState,
    text_hash: Option<String>,
    import_id: String,
    created_at: String,
    parties: Vec<Party>,
    /// Whether the import touched the text; how its provisions stood is kept beside this.
    text_touched: bool,
}

pub(super) fn write(app: &App, actor: &Actor, order: &Order, mut batch: Batch, progress: &Progress<'_>) -> Result<Import> {
    if let Some(wanted) = &order.marking {
        rename(app, actor, &mut batch, wanted)?;
    }
    let id = platform::clock::new_id();
    let mut files: Vec<String> = order.files.iter().map(super::Source::name).collect();
    files.extend(order.codings.iter().map(super::Source::name));
    let total = batch.documents.len();
    app.work(actor, |work| {
        if let Some(wanted) = &order.marking {
            marking::mark_new(work, &imports::thing(&id), wanted)?;
        }
        imports::add(work, &id, order.kind, &files)?;
        for source in &batch.sources {
            imports::put_source(work, source)?;
        }
        for authority in &batch.actors {
            actors::put(work, authority, &id)?;
        }
        let mut counts = batch.counts.clone();
        let mut notes = batch.notes.clone();
        counts.actors = batch.actors.len() as i64;
        for (at, incoming) in batch.documents.iter().enumerate() {
            if at % 50 == 0 {
                progress.watch(at, Some(total), "writing");
            }
            if let Some(wanted) = &order.marking {
                mark_incoming(work, incoming, wanted)?;
            }
            write_document(work, &id, at, incoming, &mut counts, &mut notes)?;
        }
        counts.matches_suggested = suggest_matches(work)?;
        imports::add_notes(work, &id, &notes)?;
        imports::seal_names(work, &id)?;
        imports::set_counts(work, &id, &counts)?;
        let detail = format!(
            "new={} changed={} provisions={} refused={}",
            counts.documents_new, counts.documents_changed, counts.provisions_new, counts.refused
        );
        work.record("library.import.made", &id, &detail)
    })?;
    if order.marking.as_ref().is_some_and(|wanted| wanted.level == marking::Level::StrictlyConfidential) {
        app.db().empty_log();
    }
    app.read(actor, |c| imports::get(c, &id))
}

/// Ids stand in the trail and in addresses, so a text that comes in marked gets one that tells
/// nothing: the same each time that the same file is brought in for the same compartment. One
/// that is here already, and seen by whoever brings it in, keeps its own.
fn rename(app: &App, actor: &Actor, batch: &mut Batch, wanted: &marking::Wanted) -> Result<()> {
    let mut names = HashMap::new();
    for incoming in &batch.documents {
        let id = &incoming.document.id;
        if app.read(actor, |c| documents::stored(c, id))?.is_none() {
            let own = format!("{} {id}", wanted.compartment.as_deref().unwrap_or_default());
            names.insert(id.clone(), format!("own:{}", &app.keys().commitment(own.as_bytes())[..32]));
        }
    }
    for incoming in &mut batch.documents {
        let document = &mut incoming.document;
        if let Some(new) = names.get(&document.id) {
            document.id.clone_from(new);
        }
        for relation in &mut document.relations {
            if let Some(new) = names.get(&relation.of) {
                relation.of.clone_from(new);
            }
        }
    }
    Ok(())
}

/// Marks a document on its way in, before anything of it is written. One that is here already
/// keeps its marking: it is changed on its own page, where one sees who will see it.
fn mark_incoming(work: &mut Work<'_>, incoming: &Incoming, wanted: &marking::Wanted) -> Result<()> {
    let id = &incoming.document.id;
    let here = documents::stored(work.connection(), id)?.is_some() || guard::is_closed(work.connection(), &documents::thing(id))?;
    if here { Ok(()) } else { marking::mark_new(work, &documents::thing(id), wanted) }
}

/// Whether whoever makes this change may not change a document: it, or a provision of it, is
/// marked for a compartment that they are no member of, or it left everybody's sight by two
/// people and stays as it was.
fn is_barred(work: &mut Work<'_>, id: &str) -> Result<bool> {
    let thing = documents::thing(id);
    Ok(guard::is_fixed(work.connection(), &thing)? || guard::closed_parts(work.connection(), &thing)? > 0)
}

/// A document as it was before an import, to be put back if that is undone.
fn snapshot(stored: &documents::Stored, parties: &[Party], text: &Text) -> Result<String> {
    Ok(serde_json::to_string(&Before {
        document: stored.kept.document.clone(),
        text_state: stored.kept.text_state,
        text_hash: stored.text_hash.clone(),
        import_id: stored.kept.import_id.clone(),
        created_at: stored.kept.created_at.clone(),
        parties: parties.to_vec(),
        text_touched: !matches!(text, Text::None),
    })?)
}

fn write_document(
    work: &mut Work<'_>,
    import: &str,
    at: usize,
    incoming: &Incoming,
    counts: &mut Counts,
    notes: &mut Vec<Note>,
) -> Result<()> {
    let id = &incoming.document.id;
    if is_barred(work, id)? {
        counts.refused += 1;
        let reason = say!("library-report-barred", id = id);
        notes.push(Note { severity: Severity::Refused, file: id.clone(), row: None, column: Some("id".into()), reason });
        return Ok(());
    }
    let stored = documents::stored(work.connection(), id)?;
    let before = stored.as_ref();
    let document = joined(before.map(|s| &s.kept.document), incoming);
    let hash = text_hash(&incoming.text);
    let same_text = hash.is_none() || before.is_some_and(|s| s.text_hash == hash);
    if before.is_some_and(|s| s.content_hash == document.content_hash()) && same_text && matches!(incoming.text, Text::None | Text::Full(_))
    {
        counts.documents_same += 1;
        counts.texts.add(before.map_or(TextState::None, |s| s.kept.text_state), 1);
        return Ok(());
    }
    let old = match (&incoming.text, before) {
        (Text::None, _) | (_, None) => Vec::new(),
        _ => provisions::of_document(work.connection(), id)?,
    };
    let state = before.map_or(TextState::None, |s| s.kept.text_state);
    let merged =
        if same_text && matches!(incoming.text, Text::Full(_)) { Merged::default() } else { merge(id, &old, state, &incoming.text) };
    counts.texts.add(new_state(state, &incoming.text), 1);
    if before.is_some_and(|s| s.content_hash == document.content_hash()) && merged == Merged::default() {
        counts.documents_same += 1;
        return Ok(());
    }
    let known_parties = if before.is_some() { documents::parties(work.connection(), id)? } else { Vec::new() };
    let snapshot = before.map(|s| snapshot(s, &known_parties, &incoming.text)).transpose()?;
    if snapshot.is_some() {
        counts.documents_changed += 1
    } else {
        counts.documents_new += 1
    }
    let created = before.map_or_else(|| work.now().to_owned(), |s| s.kept.created_at.clone());
    let hash = hash.or_else(|| before.and_then(|s| s.text_hash.clone()));
    documents::put(work, &document, new_state(state, &incoming.text), hash.as_deref(), import, &created)?;
    documents::put_parties(work, id, &party::carried_over(&known_parties, &document.parties, &document.third_parties))?;
    imports::add_change(work, import, at, id, snapshot)?;
    for provision in &old {
        imports::add_part(work, import, provision)?;
    }
    write_provisions(work, import, &merged, counts)?;
    for number in &merged.clashes {
        counts.doubtful += 1;
        notes.push(Note {
            severity: Severity::Doubtful,
            file: id.clone(),
            row: None,
            column: Some("segment".into()),
            reason: say!("library-report-clash", provision = format!("{id}#{number}")),
        });
    }
    Ok(())
}

fn write_provisions(work: &mut Work<'_>, import: &str, merged: &Merged, counts: &mut Counts) -> Result<()> {
    for provision in &merged.put {
        provisions::put(work, provision)?;
    }
    for (provision, text) in &merged.pasts {
        provisions::keep_past(work, provision, import, text)?;
    }
    counts.provisions_new += merged.new;
    counts.provisions_changed += merged.changed;
    counts.provisions_withdrawn += merged.withdrawn;
    Ok(())
}

fn new_state(before: TextState, text: &Text) -> TextState {
    match text {
        Text::None => before,
        Text::Full(_) => TextState::Full,
        Text::Passages(_) if before == TextState::Full => TextState::Full,
        Text::Passages(_) => TextState::Passages,
    }
}

fn text_hash(text: &Text) -> Option<String> {
    let Text::Full(all) = text else { return None };
    let mut joined = String::new();
    for provision in all {
        for part in [&provision.path, &provision.text] {
            joined.push_str(part);
            joined.push('\u{1f}');
        }
    }
    Some(platform::files::hash_of(joined.as_bytes()))
}

/// What is said about a document after this import.
fn joined(before: Option<&Document>, incoming: &Incoming) -> Document {
    let Some(old) = before else { return incoming.document.clone() };
    let new = &incoming.document;
    let (first, second) = match incoming.facts {
        Facts::Replace => (new, old),
        Facts::FillGaps => (old, new),
    };
    let mut out = first.clone();
    // What the first does not know, the second may.
    fill(&mut out.date, &second.date);
    fill(&mut out.language, &second.language);
    for (gap, known) in [
        (&mut out.status, &second.status),
        (&mut out.agreement_type, &second.agreement_type),
        (&mut out.conflict_type, &second.conflict_type),
        (&mut out.stage, &second.stage),
        (&mut out.substage, &second.substage),
        (&mut out.process, &second.process),
        (&mut out.symbol, &second.symbol),
        (&mut out.description, &second.description),
        (&mut out.interim, &second.interim),
        (&mut out.url, &second.url),
    ] {
        fill(gap, known);
    }
    fill_list(&mut out.countries, &second.countries);
    fill_list(&mut out.parties, &second.parties);
    fill_list(&mut out.third_parties, &second.third_parties);
    fill_list(&mut out.external, &second.external);
    fill_list(&mut out.relations, &second.relations);
    if !out.topics_coded {
        out.topics_coded = second.topics_coded;
        out.topics = second.topics.clone();
    }
    out
}

fn fill<T: Clone>(gap: &mut Option<T>, known: &Option<T>) {
    if gap.is_none() {
        gap.clone_from(known);
    }
}

fn fill_list<T: Clone>(gap: &mut Vec<T>, known: &[T]) {
    if gap.is_empty() {
        *gap = known.to_vec();
    }
}

/// Suggests an actor for every name that fits one well; a person decides.
fn suggest_matches(work: &mut Work<'_>) -> Result<i64> {
    let names = actors::names(work.connection())?;
    if names.is_empty() {
        return Ok(0);
    }
    let open = actors::unmatched(work.connection())?;
    let matcher = methods::names::Matcher::new(names.iter().map(|(_, name)| name.as_str()));
    let mut count = 0;
    for (document, side, position, name) in open {
        let Some((best, score)) = matcher.best(&name) else { continue };
        // Below this, most suggestions are wrong and cost a person more than they give.
        if score >= 0.75 {
            actors::suggest(work, &document, &side, position, &names[best].0, score)?;
            count += 1;
        }
    }
    Ok(count)
}

/// Undoes an import: what it brought goes, what it changed is as before. What whoever undoes it
/// may not change stays as it is, with its state before, so that somebody who may undoes the
/// rest; and so does what an import changed later that they do not see.
pub fn undo(app: &App, actor: &Actor, id: &str) -> Result<()> {
    app.require(actor, Needs::Curating)?;
    app.work(actor, |work| {
        let import = imports::get(work.connection(), id)?;
        let changes = imports::changes(work.connection(), id)?;
        if import.state == State::Undone && changes.is_empty() {
            return Err(Error::Conflict(say!("library-error-undone-already")));
        }
        let (mut undone, mut stays) = (0, 0);
        for (document, before) in changes {
            // What left everybody's sight may become what it was before that.
            let put_back = work.putting_back(|work| {
                let may = may_be_undone(work, id, &document)?;
                if may {
                    undo_change(work, id, &document, before.as_deref())?;
                }
                Ok(may)
            })?;
            if put_back { undone += 1 } else { stays += 1 }
        }
        if undone == 0 && stays > 0 {
            return Err(Error::Forbidden(say!("library-error-undo-barred")));
        }
        actors::remove_of_import(work, id)?;
        imports::forget_originals(work, id)?;
        imports::mark_undone(work, id)?;
        work.record("library.import.undone", id, &format!("undone={undone} stays={stays}")).map(drop)
    })?;
    crate::original::forget(app, id)?;
    app.follow()
}

/// Whether what an import did to a document can be undone by whoever undoes the import.
fn may_be_undone(work: &mut Work<'_>, import: &str, document: &str) -> Result<bool> {
    if is_barred(work, document)? {
        return Ok(false);
    }
    match imports::later(work.connection(), import, document)? {
        None => Ok(true),
        Some(imports::Later { imported_at: None, .. }) => Ok(false),
        Some(imports::Later { id, imported_at: Some(at) }) => Err(Error::Conflict(say!("library-error-undo-later", id = id, at = at))),
    }
}

fn undo_change(work: &mut Work<'_>, import: &str, document: &str, before: Option<&str>) -> Result<()> {
    provisions::forget_pasts(work, import, document)?;
    match before {
        None => documents::remove(work, document)?,
        Some(text) => restore(work, import, &serde_json::from_str(text)?)?,
    }
    imports::end_change(work, import, document)
}

fn restore(work: &mut Work<'_>, import: &str, before: &Before) -> Result<()> {
    let id = &before.document.id;
    if before.text_touched {
        let old = imports::parts(work.connection(), import, id)?;
        let kept: std::collections::HashSet<&str> = old.iter().map(|p| p.id.as_str()).collect();
        for now in provisions::of_document(work.connection(), id)? {
            if !kept.contains(now.id.as_str()) {
                provisions::remove(work, &now.id)?;
            }
        }
        for provision in &old {
            provisions::put(work, provision)?;
        }
    }
    documents::put(work, &before.document, before.text_state, before.text_hash.as_deref(), &before.import_id, &before.created_at)?;
    documents::put_parties(work, id, &before.parties)
}
