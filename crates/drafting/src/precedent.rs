//! What comparable agreements did: in how many of those whose whole text is held a building block is
//! there, with provisions to read. Nothing of a draft goes into it, and of what is held only what
//! everybody sees.

use crate::check::{Checked, Covered, Precedents};
use clauses::{Kind, Scheme, State, Text};
use methods::segments::{Block, BlockKind};
use platform::actor::Actor;
use platform::agreements::{Agreement, Agreements};
use platform::{App, Result};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// The most agreements of a set, the newest of them.
// 60: read within about a second once, and kept in memory from then on.
const SET_MAX: usize = 60;
/// Provisions to read for a block.
const EXAMPLES_MAX: usize = 3;

/// By block the provisions where it is present, of one agreement.
type Present = BTreeMap<&'static str, Option<String>>;

/// What was read of each agreement, in the state in which it was.
#[derive(Default)]
struct Known(Mutex<HashMap<String, (String, Arc<Present>)>>);

/// The set that a kind of agreement is compared with.
fn set_of(kind: &str) -> Option<&'static str> {
    Some(match Kind::from_word(kind)? {
        Kind::Cessation | Kind::Preliminary | Kind::Definitive | Kind::Pause | Kind::Truce => "ceasefire",
        Kind::Framework | Kind::Comprehensive | Kind::Implementation => "agreement",
    })
}

/// Says with each building block what comparable agreements did, where any is held.
pub(crate) fn add(app: &App, reader: &Actor, checked: &mut Checked) -> Result<()> {
    let Some(set) = checked.kind.and_then(set_of) else { return Ok(()) };
    let Some(agreements) = agreements(app) else { return Ok(()) };
    let held = (agreements.held)(app, reader)?;
    let held = held.iter().filter(|one| one.is_ceasefire == (set == "ceasefire")).take(SET_MAX);
    let known = app.kept(|| Ok(Known::default()))?;
    let read: Vec<Arc<Present>> = held.map(|one| known.of(app, reader, agreements, one)).collect::<Result<_>>()?;
    if !read.is_empty() {
        checked.blocks.iter_mut().for_each(|block| block.precedents = Some(precedents(&read, block, set)));
    }
    Ok(())
}

/// Whoever holds agreements here.
pub(crate) fn agreements(app: &App) -> Option<Agreements> {
    app.domains().iter().find_map(|domain| domain.agreements)
}

fn precedents(read: &[Arc<Present>], block: &Covered, set: &str) -> Precedents {
    let has = || read.iter().filter_map(|present| present.get(block.block));
    Precedents { n: has().count(), of: read.len(), set: set.to_owned(), examples: has().flatten().take(EXAMPLES_MAX).cloned().collect() }
}

impl Known {
    fn of(&self, app: &App, reader: &Actor, agreements: Agreements, one: &Agreement) -> Result<Arc<Present>> {
        let kept = |known: &HashMap<String, (String, Arc<Present>)>| {
            known.get(&one.id).filter(|(state, _)| *state == one.state).map(|(_, present)| present.clone())
        };
        if let Some(present) = kept(&self.0.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(present);
        }
        let present = Arc::new(read(app, reader, agreements, one)?);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(one.id.clone(), (one.state.clone(), present.clone()));
        Ok(present)
    }
}

/// Which blocks an agreement has, each with the first provision that is one of the library's.
fn read(app: &App, reader: &Actor, agreements: Agreements, one: &Agreement) -> Result<Present> {
    let text = (agreements.text)(app, reader, &one.id)?;
    let block = |placed: &platform::agreements::Placed| Block {
        kind: BlockKind::Paragraph,
        text: placed.text.clone(),
        label: placed.label.clone(),
    };
    let blocks: Vec<Block> = text.iter().map(block).collect();
    let found = clauses::check(&Text { blocks: &blocks, kind: None, language: one.language, scheme: Scheme::Building });
    let id = |path: &String| text.iter().find(|placed| placed.path == *path).map(|placed| placed.id.clone());
    let present = found.blocks.into_iter().filter(|block| block.state == State::Present);
    Ok(present.map(|block| (block.block, block.provisions.iter().find_map(id))).collect())
}
