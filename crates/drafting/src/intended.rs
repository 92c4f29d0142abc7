//! What is meant so: a mark silences one finding, through later versions, until its words change.

use crate::check::{self, Finding};
use crate::draft::{DRAFT, known, of_number};
use crate::store as kept;
use crate::text::Wording;
use crate::version::Version;
use crate::word::Tongue;
use methods::language::Language;
use methods::segments::segment;
use methods::versions::{body, matched};
use platform::actor::{Actor, Needs};
use platform::db::Connection;
use platform::kit::{Action, Form, Given, Id, Prose, Record};
use platform::{App, Error, Result, Said, Work, clock, say};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A finding that is meant so.
#[derive(Debug, Form)]
#[form(label = "drafting-")]
pub struct Meant {
    /// The finding: the number of its version, a point, its place there, as in 4.3.
    pub finding: Id,
    /// Why it is meant so.
    #[form(hint = "drafting-reason-hint")]
    pub reason: Prose<2_000>,
}

/// A mark that is to go.
#[derive(Debug, Form)]
#[form(label = "drafting-")]
pub struct TakenBack {
    /// The mark's id.
    pub mark: Id,
}

/// A mark: one finding that is meant so.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema, Record)]
#[schema(as = DraftingMark)]
#[record(table = "drafting_intended")]
pub struct Mark {
    /// Its id.
    pub id: String,
    /// The draft.
    #[serde(skip)]
    pub draft_id: String,
    /// The number of the version in which it was set.
    pub version: i64,
    /// The language of that version.
    pub language: Option<Tongue>,
    /// The rule of the finding.
    #[record(sealed)]
    pub rule: String,
    /// Path of its provision; none for the whole text.
    #[record(sealed)]
    pub provision: Option<String>,
    /// Its words.
    #[record(sealed)]
    pub words: String,
    /// Why it is meant so.
    #[record(sealed)]
    pub reason: Prose<2_000>,
    /// Id of who set it.
    pub author_id: String,
    /// Who set it.
    pub author_name: String,
    /// When.
    pub recorded_at: String,
    /// When it was taken back; none while it holds.
    #[serde(skip)]
    pub withdrawn_at: Option<String>,
    /// The finding of the shown version that it silences, as in 4.3; none where its words changed.
    #[record(skip)]
    pub finding: Option<String>,
}

/// Marks a finding as intended. It stays so through later versions until its words change.
pub static INTEND: Action<Meant> = Action::on(&DRAFT, "intend", Needs::Following, intend).tells(what_is_meant);
/// Takes such a mark back: the finding is shown again.
pub static TAKE_BACK: Action<TakenBack> = Action::on(&DRAFT, "take-back", Needs::Following, take_back);

/// The version and the place in it that name a finding, as in 4.3.
fn place_of(finding: &Id) -> Option<(i64, usize)> {
    let (version, place) = finding.as_str().split_once('.')?;
    Some((version.parse().ok()?, place.parse::<usize>().ok()?.checked_sub(1)?))
}

/// The finding that is to be marked: where it is, what it says, and its words.
fn what_is_meant(app: &App, actor: &Actor, language: Language, id: &str, given: &Given) -> Result<Vec<Said>> {
    let named = given.texts("finding").first().and_then(|text| place_of(&Id::trusted(text.trim())));
    let Some((number, place)) = named else { return Ok(Vec::new()) };
    let (draft, (version, wording)) = app.read(actor, |c| {
        let (draft, versions) = (kept::get(c, id)?, kept::versions(c, id)?);
        Ok((draft, of_number(c, &versions, id, number)?))
    })?;
    let checked = check::check(&wording, &known(&draft, &version), &|said| said.text(app.languages(), language));
    let told = checked.findings.into_iter().nth(place).map(|finding| {
        let at = finding.provision.map(|path| format!("{path}: ")).unwrap_or_default();
        [format!("{at}{}", finding.message), finding.words]
    });
    Ok(told.into_iter().flatten().filter(|line| !line.is_empty()).map(Said::from).collect())
}

fn intend(work: &mut Work<'_>, id: &str, meant: &Meant) -> Result<()> {
    let c = work.connection();
    let (draft, versions) = (kept::get(c, id)?, kept::versions(c, id)?);
    let missing = || Error::missing("finding", meant.finding.as_str());
    let (number, place) = place_of(&meant.finding).ok_or_else(missing)?;
    let (version, wording) = of_number(c, &versions, id, number)?;
    let checked = check::check(&wording, &known(&draft, &version), &|said| said.to_string());
    let finding = checked.findings.get(place).ok_or_else(missing)?;
    let marks = Marks::of(c, id, &version)?.in_version(&version, &wording, &checked.findings);
    if marks.iter().any(|mark| mark.finding.as_deref() == Some(meant.finding.as_str())) {
        return Err(Error::Conflict(say!("drafting-error-intended-already")));
    }
    let (author, recorded_at) = (work.actor().clone(), work.now().to_owned());
    let mark = Mark {
        id: clock::new_id(),
        draft_id: id.to_owned(),
        version: number,
        language: version.language,
        rule: finding.rule.to_owned(),
        provision: finding.provision.clone(),
        words: finding.words.clone(),
        reason: meant.reason.clone(),
        author_id: author.id,
        author_name: author.name,
        recorded_at,
        withdrawn_at: None,
        finding: None,
    };
    kept::add_mark(work, &mark)
}

fn take_back(work: &mut Work<'_>, id: &str, taken: &TakenBack) -> Result<()> {
    kept::get(work.connection(), id)?;
    let mark = taken.mark.as_str();
    if kept::take_back(work, id, mark)? == 0 { Err(Error::missing("mark", mark)) } else { Ok(()) }
}

/// The marks of a draft that were set in versions of one language, and what those versions say.
pub(crate) struct Marks {
    marks: Vec<Mark>,
    set_in: BTreeMap<i64, Wording>,
}

impl Marks {
    /// Those that may hold in a version.
    pub(crate) fn of(c: &mut Connection, draft: &str, version: &Version) -> Result<Marks> {
        let marks: Vec<Mark> = kept::marks(c, draft)?.into_iter().filter(|mark| mark.language == version.language).collect();
        let others = marks.iter().filter(|mark| mark.version != version.number && mark.provision.is_some());
        let others: BTreeSet<i64> = others.map(|mark| mark.version).collect();
        let set_in = others.into_iter().map(|number| Ok((number, kept::content(c, draft, number)?.0))).collect::<Result<_>>()?;
        Ok(Marks { marks, set_in })
    }

    /// Each with the finding that it silences in a version; none where its words changed or went.
    pub(crate) fn in_version(self, version: &Version, wording: &Wording, findings: &[Finding]) -> Vec<Mark> {
        let language = version.language.map(|tongue| tongue.0);
        let now = Cut::of(wording, language);
        let then: BTreeMap<i64, Moves> =
            self.set_in.iter().map(|(number, old)| (*number, Moves::of(Cut::of(old, language), &now))).collect();
        let mut taken = vec![false; findings.len()];
        let mut silenced = |mark: &Mark| {
            let place = match (&mark.provision, then.get(&mark.version)) {
                (Some(path), Some(moves)) => Some(moves.place_of(path, mark.words.is_empty())?),
                (path, _) => path.clone(),
            };
            let is_it = |f: &Finding| f.rule == mark.rule && f.words == mark.words && f.provision == place;
            let at = (0..findings.len()).find(|at| !taken[*at] && is_it(&findings[*at]))?;
            taken[at] = true;
            Some(format!("{}.{}", version.number, at + 1))
        };
        self.marks.into_iter().map(|mark| Mark { finding: silenced(&mark), ..mark }).collect()
    }
}

/// A version cut into provisions: their paths, and what they say without their numbers.
struct Cut {
    paths: Vec<String>,
    bodies: Vec<String>,
}

impl Cut {
    fn of(wording: &Wording, language: Option<Language>) -> Cut {
        let cut = segment(&wording.blocks, language);
        Cut { bodies: cut.iter().map(body).collect(), paths: cut.into_iter().map(|segment| segment.path).collect() }
    }
}

/// Where the provisions of an earlier version stand now, as the comparison of versions follows them.
struct Moves {
    old: Vec<String>,
    /// By place in the earlier version: the path now, and whether it says the same.
    now: BTreeMap<usize, (String, bool)>,
}

impl Moves {
    fn of(old: Cut, new: &Cut) -> Moves {
        let now = matched(&old.bodies, &new.bodies).into_iter();
        let now = now.map(|m| (m.old, (new.paths[m.new].clone(), old.bodies[m.old] == new.bodies[m.new]))).collect();
        Moves { old: old.paths, now }
    }

    /// Where a provision stands now; none where it went, or was reworded and has to be as it was.
    fn place_of(&self, path: &str, as_it_was: bool) -> Option<String> {
        let Some(at) = self.old.iter().position(|old| old == path) else {
            // Lines of a block of signatures are provisions for the rules, and one for the cutter.
            return Some(path.to_owned());
        };
        self.now.get(&at).filter(|(_, is_same)| *is_same || !as_it_was).map(|(path, _)| path.clone())
    }
}
