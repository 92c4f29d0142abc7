//! Compartments with the people in them. People are taken in by the name they sign in with.

use crate::{account, store};
use platform::actor::{Actor, Needs};
use platform::clearance::annotation::{self, Annotation};
use platform::clearance::invitation::{self, Invitation};
use platform::clearance::marking::{self, Level, Marked, Thing};
use platform::clearance::opening::{self, Opening};
use platform::clearance::withholding::{self, Withholding};
use platform::clearance::{self, Compartment, CompartmentKind, Member};
use platform::doctor::Finding;
use platform::kit::{self, Action, Acts, By, Cell, Column, Form, Given, Id, Line, List, Lists, Offer, Once, Words};
use platform::languages::Language;
use platform::{App, Error, Result, Said, Work, say};
use serde::Serialize;

/// The compartments that a person sees into.
pub(crate) const OFFERS: &[Offer] = &[Offer {
    what: "compartment",
    choices: |app, actor, _| Ok(clearance::list(app, actor)?.into_iter().map(|found| (found.id, found.title)).collect()),
}];

/// All that somebody who sees into a compartment is shown of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Whole {
    /// The compartment.
    pub compartment: Compartment,
    /// Everybody who is or was in it, in the order they came.
    pub members: Vec<Member>,
    /// What is marked for it: what is due for review first, then the latest.
    pub things: Vec<Marked>,
    /// The looks into it from outside, newest first.
    pub looks: Vec<Opening>,
    /// Open invitations, for who keeps it.
    pub invitations: Vec<Invitation>,
    /// Its own notes, the newest first, each with what it is on where that is there.
    pub notes: Vec<(Annotation, Option<Thing>)>,
    /// What others gave back to everybody that had been in it.
    pub returned: Vec<Withholding>,
}

impl Whole {
    /// Until when the reader looks in from outside; none for a member.
    pub fn looking_until<'a>(&'a self, reader: &Actor) -> Option<&'a str> {
        let own = self.looks.iter().find(|look| look.asked_by_id == reader.id && look.holds());
        own.filter(|_| !self.compartment.member).and_then(|look| look.ends_at.as_deref())
    }
}

/// Whether the day of review of something marked has come.
pub fn is_due(marked: &Marked) -> bool {
    let today = platform::clock::today().to_string();
    marked.marking.review_on.as_deref().is_some_and(|day| day <= today.as_str())
}

/// A compartment that `reader` sees into, with people, contents and looks.
pub fn whole(app: &App, reader: &Actor, id: &str) -> Result<Whole> {
    let (compartment, members) = clearance::get(app, reader, id)?;
    let mut things = marking::in_compartment(app, reader, id)?;
    things.sort_by_key(|marked| !is_due(marked));
    let invitations = if compartment.kept { invitation::list(app, reader, id)? } else { Vec::new() };
    Ok(Whole {
        compartment,
        members,
        things,
        looks: opening::of_compartment(app, reader, id)?,
        invitations,
        notes: annotation::of_compartment(app, reader, id)?,
        returned: withholding::returned_from(app, reader, id)?,
    })
}

static COMPARTMENT: kit::Thing = kit::Thing { name: "access.compartment", path: "/compartments", page: "/compartments/{id}" };

/// The compartments that one sees into.
static COMPARTMENTS: List<Compartment> =
    List::of(&COMPARTMENT, Needs::SignedIn, "access-compartments", clearance::ROWS, Compartment::of_row, COLUMNS, "opened_at")
        .begins(&[&OPEN, &JOIN]);

const COLUMNS: &[Column<Compartment>] = &[
    Column::new("title", |c: &Compartment| Cell::Link(c.title.clone(), format!("/compartments/{}", c.id))).label("access-compartment"),
    Column::new("kind", |c: &Compartment| c.kind.cell()).by(By::Text("r.kind")),
    Column::new("members", |c: &Compartment| Cell::Whole(c.members)).by(By::Number("r.n")),
    Column::new("you", |c: &Compartment| match (c.kept, c.member) {
        (true, _) => Cell::Word("access-you-", "keep".into()),
        (_, true) => Cell::Word("access-you-", "in".into()),
        _ => Cell::Chip("marking-", "looking".into()),
    }),
    Column::new("opened_at", |c: &Compartment| Cell::Day(c.opened_at.get(..10).unwrap_or_default().to_owned()))
        .label("access-made")
        .by(By::Text("r.made_at")),
];

/// What can be listed.
pub(crate) const LISTS: &[&dyn Lists] = &[&COMPARTMENTS];

/// Opens a compartment; who opens it keeps it.
pub static OPEN: Action<Opened> = Action::new(&COMPARTMENT, "open", Needs::Following, open).recorded();
/// Enters a compartment with the code of an invitation that was made for one's own name. Whoever is
/// at the machine has no account to enter with.
pub static JOIN: Action<Joined> =
    Action::new(&COMPARTMENT, "join", Needs::SignedIn, join).confirms(look_first).recorded().without_command();
/// Invites whoever signs in under a name: with the code that it shows they enter.
pub static INVITE: Action<Named> = Action::shows(&COMPARTMENT, "invite", Needs::SignedIn, invite)
    .starts(by_keeper)
    .confirms(what_they_see)
    .leads("/compartments/{id}#members")
    .recorded();
/// Takes an invitation back.
pub static WITHDRAW: Action<OfInvitation> = Action::on(&COMPARTMENT, "withdraw-invitation", Needs::SignedIn, withdraw)
    .starts(by_keeper)
    .asks_of(|_, _, _, _, _| Ok(vec![say!("access-sure-withdraw"), say!("access-sure-withdraw-code")]))
    .leads("/compartments/{id}#members")
    .recorded();
/// Lets a member go.
pub static LET_GO: Action<OfMember> = Action::on(&COMPARTMENT, "let-go", Needs::SignedIn, let_go)
    .starts(by_keeper)
    .asks_of(whom_it_shuts_out)
    .leads("/compartments/{id}#members")
    .recorded();
/// Leaves a compartment.
pub static LEAVE: Action =
    Action::on(&COMPARTMENT, "leave", Needs::SignedIn, leave).asks_of(what_is_left).leads("/compartments").recorded();

/// What can be done with compartments. That a member is still the same person a keeper says on its
/// page, having shown who they are.
pub(crate) const ACTIONS: &[&dyn Acts] = &[&OPEN, &JOIN, &INVITE, &WITHDRAW, &LET_GO, &LEAVE];

/// A compartment that is to be opened.
#[derive(Debug, Form)]
#[form(label = "access-")]
pub struct Opened {
    /// What it is about.
    pub kind: CompartmentKind,
    /// Its title; only its members see it.
    #[form(hint = "access-compartment-open-about")]
    pub title: Line<200>,
}

/// The code of an invitation.
#[derive(Debug, Form)]
#[form(label = "access-")]
pub struct Joined {
    /// The code, as it was handed over.
    #[form(label = "access-join-code")]
    pub code: Line<100>,
}

/// What somebody is in a compartment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Words)]
#[words(label = "access-part-")]
pub enum Part {
    /// Sees what is in it.
    Member,
    /// Also says who is in it.
    Keeper,
}

/// Who is to be invited.
#[derive(Debug, Form)]
#[form(label = "access-")]
pub struct Named {
    /// The name that the person signs in with. Whether anybody does is not looked at.
    pub login: Line<200>,
    /// Whether they will also say who is in it.
    #[form(default = "member", hint = "access-take-in-about")]
    pub part: Part,
}

/// An invitation of a compartment.
#[derive(Debug, Form)]
#[form(label = "access-")]
pub struct OfInvitation {
    /// Its id.
    pub invitation: Id,
}

/// A member of a compartment.
#[derive(Debug, Form)]
#[form(label = "access-")]
pub struct OfMember {
    /// Id of the person.
    pub person: Id,
}

/// Who does not keep it learns nothing from what is wrong with a form.
fn by_keeper(app: &App, actor: &Actor, id: &str) -> Result<Given> {
    clearance::keeping(app, actor, id).map(|_| Given::default())
}

fn open(work: &mut Work<'_>, form: &Opened) -> Result<String> {
    clearance::open(work, form.kind, form.title.as_str())
}

fn look_first(_: &App, _: &Actor, _: Language, _: &str, _: &Joined) -> Result<Vec<Said>> {
    Ok(vec![say!("access-join-title"), say!("access-join-sees"), say!("access-join-own")])
}

fn join(work: &mut Work<'_>, form: &Joined) -> Result<String> {
    let id = work.actor().id.clone();
    let account = store::by_id(work.connection(), &id)?.map(|(account, _)| account);
    let account = account.ok_or_else(|| Error::Forbidden(say!("access-error-account-needed")))?;
    invitation::accept(work, &account.login, form.code.as_str())
}

/// What whoever signs in under a name would see, for a keeper. Whether anybody does is not looked
/// at.
fn what_they_see(app: &App, actor: &Actor, _: Language, id: &str, form: &Named) -> Result<Vec<Said>> {
    let login = account::parse_login(form.login.as_str())?;
    // Imports and jobs are marked with what they bring; they are nothing that one opens to read.
    let kinds: Vec<&str> = app.domains().iter().flat_map(|domain| domain.markable).map(|markable| markable.kind).collect();
    let is_read = |name: &String| name.split_once(':').is_some_and(|(kind, _)| kinds.contains(&kind));
    let count = |level| marking::names_in(app, actor, id, level).map(|names| names.into_iter().filter(is_read).count());
    let seen = match (count(Level::Confidential)?, count(Level::StrictlyConfidential)?) {
        (0, 0) => say!("access-n-nothing"),
        (n, 0) => say!("access-n-confidential", n = n),
        (0, n) => say!("access-n-strict", n = n),
        (n, strict) => say!("access-and", x = say!("access-n-confidential", n = n), y = say!("access-n-strict", n = strict)),
    };
    let mut told = vec![say!("access-take-in-sees", x = login, y = seen)];
    told.extend((form.part == Part::Keeper).then(|| say!("access-take-in-keeps")));
    told.push(say!("access-invite-about"));
    Ok(told)
}

fn invite(work: &mut Work<'_>, id: &str, form: &Named) -> Result<Once> {
    let login = account::parse_login(form.login.as_str())?;
    let made = invitation::invite(work, id, &login, form.part == Part::Keeper)?;
    Ok(Once { title: say!("access-invited", x = login), about: "access-invited-about", secret: made.code, ends_at: made.ends_at })
}

fn withdraw(work: &mut Work<'_>, id: &str, form: &OfInvitation) -> Result<()> {
    invitation::withdraw(work, id, form.invitation.as_str())
}

fn whom_it_shuts_out(app: &App, actor: &Actor, _: Language, id: &str, form: &OfMember) -> Result<Vec<Said>> {
    let member = member(app, actor, id, form.person.as_str())?;
    Ok(vec![say!("access-sure-let-go", x = member.name), say!("access-sure-let-go-gone"), say!("access-sure-let-go-stays")])
}

/// Somebody who is in a compartment that the reader sees into.
pub(crate) fn member(app: &App, reader: &Actor, id: &str, person: &str) -> Result<Member> {
    let (_, members) = clearance::get(app, reader, id)?;
    let found = members.into_iter().find(|member| member.id == person && member.ended_at.is_none());
    found.ok_or_else(|| Error::missing("member", person))
}

fn let_go(work: &mut Work<'_>, id: &str, form: &OfMember) -> Result<()> {
    clearance::let_go(work, id, form.person.as_str())
}

fn what_is_left(app: &App, actor: &Actor, _: Language, id: &str, (): &()) -> Result<Vec<Said>> {
    clearance::get(app, actor, id)?;
    Ok(vec![say!("access-sure-leave"), say!("access-sure-leave-in"), say!("access-sure-let-go-stays")])
}

fn leave(work: &mut Work<'_>, id: &str, (): &()) -> Result<()> {
    let oneself = work.actor().id.clone();
    clearance::let_go(work, id, &oneself)
}

/// Compartments that nobody keeps any more, for `goodoffices doctor`.
pub(crate) fn look(app: &App) -> Result<Vec<Finding>> {
    let all = clearance::references(app, &Actor::local_operator())?;
    let lost: Vec<&str> = all.iter().filter(|reference| reference.keepers == 0).map(|reference| reference.id.as_str()).collect();
    let what = say!("access-doctor-compartments");
    if lost.is_empty() {
        return Ok(vec![Finding::ok(what, say!("access-doctor-kept", count = all.len().to_string()))]);
    }
    Ok(vec![Finding::warn(what, say!("access-doctor-lost", ids = lost.join(", ")), say!("access-doctor-lost-remedy"))])
}
