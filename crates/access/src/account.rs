//! Accounts: who may sign in, and what they may do.

use crate::session::Way;
use crate::throttle::{self, Door};
use crate::{factor, link, password, store, way_in};
use platform::actor::{Actor, Needs, Role, Via};
use platform::clearance::suspension;
use platform::db::Row;
use platform::kit::{Action, Acts, By, Cell, Column, Done, Form, Given, Line, List, Lists, Prose, Thing, Words};
use platform::people::{self, Means};
use platform::{App, Error, Result, Said, Work, say};
use serde::Serialize;

/// Somebody who may sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Account {
    /// Permanent id.
    pub id: String,
    /// What the person types to sign in.
    pub login: String,
    /// The person's name, as others see it.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// `active` or `ended`.
    pub state: String,
    /// When it was opened.
    pub created_at: String,
}

impl Account {
    /// Whether it has not ended.
    pub fn is_open(&self) -> bool {
        self.state == "active"
    }
}

static PERSON: Thing = Thing { name: "access.person", path: "/people", page: "/people" };

/// Everybody who may sign in, or could.
static PEOPLE: List<Account> = List::of(&PERSON, Needs::Administering, "access-people", store::PEOPLE, listed, COLUMNS, "login")
    .begins(&[&OPEN])
    .steps(|person| if person.is_open() { vec![&GIVE_ROLE, &LINK, &TAKE_FACTORS, &CONFIRM, &END] } else { Vec::new() });

/// An account out of the list, whose rows go by the name to sign in with.
fn listed(row: &Row) -> Result<Account> {
    Ok(Account { id: row.get("person_id")?, ..store::account(row)? })
}

const COLUMNS: &[Column<Account>] = &[
    Column::new("login", |a: &Account| Cell::text(&a.login)).by(By::Text("r.login")),
    Column::new("name", |a: &Account| Cell::text(&a.name)).by(By::Text("r.name")),
    Column::new("role", |a: &Account| a.role.cell()).by(By::Text("r.role")),
    Column::new("state", |a: &Account| Cell::Word("access-state-", a.state.clone())).by(By::Text("r.state")),
    Column::new("created_at", |a: &Account| Cell::Instant(a.created_at.clone())).label("access-made").by(By::Text("r.created_at")),
];

/// What can be listed.
pub(crate) const LISTS: &[&dyn Lists] = &[&PEOPLE];

/// Opens an account, and shows the link with which its person comes in.
static OPEN: Action<NewPerson> = Action::makes(&PERSON, "open", Needs::Administering, open_with_link).with_proof().recorded();
/// Gives an account another role.
static GIVE_ROLE: Action<GivenRole> =
    Action::on(&PERSON, "give-role", Needs::Administering, |work, login, form: &GivenRole| role_given(work, login, form.role))
        .starts(|app, actor, login| {
            app.require(actor, Needs::Administering).and_then(|()| Ok(Given::of(&[("role", find(app, login)?.role.word())])))
        })
        .with_proof()
        .recorded();
/// Makes a one-time link, with which a person chooses a password anew.
static LINK: Action = Action::shows(&PERSON, "link", Needs::Administering, |work, login, (): &()| link::shown(work, login))
    .asks(|app, actor, _, login| sure(app, actor, login, "link", &["access-sure-link-lets-in", "access-sure-rests"]))
    .with_proof()
    .recorded();
/// Takes away the second factors of somebody who lost them.
static TAKE_FACTORS: Action = Action::on(&PERSON, "take-factors", Needs::Administering, |work, login, (): &()| factor::taken(work, login))
    .asks(|app, actor, _, login| sure(app, actor, login, "factors", &["access-sure-factors-gone", "access-sure-rests"]))
    .with_proof()
    .recorded();
/// Says that an account is still the same person's, so that all their memberships hold again.
static CONFIRM: Action<Reason> = Action::in_person(&PERSON, "confirm", Needs::Administering, |work, there, login, form: &Reason| {
    let person = here(work, login)?.id;
    suspension::confirm_everywhere(work, there, &person, form.reason.as_str())
})
.asks(|app, actor, _, login| sure(app, actor, login, "confirm", &["access-sure-confirm-speak", "access-sure-confirm-holds"]))
.recorded();
/// Ends an account.
static END: Action = Action::on(&PERSON, "end", Needs::Administering, |work, login, (): &()| ended(work, login))
    .asks(|app, actor, _, login| sure(app, actor, login, "end", &["access-sure-end-open", "access-sure-end-in", "access-sure-end-runs"]))
    .with_proof()
    .recorded();

/// What can be done with accounts.
pub(crate) const ACTIONS: &[&dyn Acts] = &[&OPEN, &GIVE_ROLE, &LINK, &TAKE_FACTORS, &CONFIRM, &END];

/// Somebody who is to have an account.
#[derive(Debug, Form)]
#[form(label = "access-")]
pub struct NewPerson {
    /// The name to sign in with.
    #[form(hint = "access-add-about")]
    pub login: Line<80>,
    /// The person's name, as others see it; the name to sign in with unless told.
    pub name: Option<Line<200>>,
    /// What the person may do.
    #[form(default = "reader")]
    pub role: Role,
}

/// A role that is to be given.
#[derive(Debug, Form)]
#[form(label = "access-")]
pub struct GivenRole {
    /// What the person may do.
    pub role: Role,
}

/// Why somebody is said to be still the same person.
#[derive(Debug, Form)]
#[form(label = "access-")]
pub struct Reason {
    /// The reason, which keepers read.
    pub reason: Prose<2000>,
}

/// What happens to whom, before it is done.
fn sure(app: &App, actor: &Actor, login: &str, what: &str, lines: &[&'static str]) -> Result<Vec<Said>> {
    app.require(actor, Needs::Administering)?;
    let title = Said::new(format!("access-sure-{what}")).with("x", find(app, login)?.name);
    Ok([title].into_iter().chain(lines.iter().map(|line| Said::new(*line))).collect())
}

/// Opens an account with a password, as the command line and the demo do.
pub fn open(app: &App, actor: &Actor, login: &str, name: &str, role: Role, secret: &str) -> Result<Account> {
    app.require(actor, Needs::Administering)?;
    password::check_strength(secret)?;
    add(app, actor, login, name, role, &password::hash(secret)?)
}

/// Opens an account that its person enters with a one-time link.
pub fn invite(app: &App, actor: &Actor, login: &str, name: &str, role: Role) -> Result<Account> {
    app.require(actor, Needs::Administering)?;
    add(app, actor, login, name, role, "")
}

fn add(app: &App, actor: &Actor, login: &str, name: &str, role: Role, hash: &str) -> Result<Account> {
    let account = new(login, name, role)?;
    app.work(actor, |work| added(work, &account, hash))?;
    Ok(account)
}

fn new(login: &str, name: &str, role: Role) -> Result<Account> {
    let login = parse_login(login)?;
    Ok(Account {
        id: platform::clock::new_id(),
        name: if name.trim().is_empty() { login.clone() } else { name.trim().to_owned() },
        login,
        role: parse_role(role)?,
        state: "active".into(),
        created_at: platform::clock::now(),
    })
}

fn added(work: &mut Work<'_>, account: &Account, hash: &str) -> Result<()> {
    if store::by_login(work.connection(), &account.login)?.is_some() {
        return Err(Error::Conflict(say!("access-error-login-taken", login = &account.login)));
    }
    let way = way_in::by_actor(work, &account.id, Means::Opened)?;
    store::add(work, &way, account, hash)?;
    work.record("access.account.opened", &account.id, account.role.word()).map(drop)
}

fn open_with_link(work: &mut Work<'_>, form: &NewPerson) -> Result<Done> {
    let account = new(form.login.as_str(), form.name.as_ref().map_or("", Line::as_str), form.role)?;
    added(work, &account, "")?;
    let once = link::shown(work, &account.login)?;
    Ok(Done { id: account.login, once: Some(once) })
}

/// An account by the name it signs in with, within a change.
pub(crate) fn here(work: &mut Work<'_>, login: &str) -> Result<Account> {
    let found = store::by_login(work.connection(), login)?;
    found.map(|(account, _)| account).ok_or_else(|| Error::missing("account", login))
}

/// Every role but the visitor's, which is nobody's.
fn parse_role(role: Role) -> Result<Role> {
    if role == Role::Visitor {
        return Err(Error::invalid("role", say!("access-error-visitor-role")));
    }
    Ok(role)
}

/// Letters, digits, dots, hyphens and @, in lower case.
pub(crate) fn parse_login(text: &str) -> Result<String> {
    let login = text.trim().to_lowercase();
    let fits = (2..=80).contains(&login.chars().count()) && login.chars().all(|c| c.is_alphanumeric() || ".-_@".contains(c));
    if fits {
        return Ok(login);
    }
    Err(Error::invalid("login", say!("access-error-login-form")))
}

/// All accounts.
pub fn list(app: &App, actor: &Actor) -> Result<Vec<Account>> {
    app.require(actor, Needs::Administering)?;
    app.read(actor, store::all)
}

/// An account by the name it signs in with.
pub(crate) fn find(app: &App, login: &str) -> Result<Account> {
    let found = app.db().read(|c| store::by_login(c, login))?;
    found.map(|(account, _)| account).ok_or_else(|| Error::missing("account", login))
}

/// Gives an account another role; its sessions end, so that the change holds at once.
pub fn give_role(app: &App, actor: &Actor, login: &str, role: Role) -> Result<()> {
    app.require(actor, Needs::Administering)?;
    app.work(actor, |work| role_given(work, login, role))
}

fn role_given(work: &mut Work<'_>, login: &str, role: Role) -> Result<()> {
    let role = parse_role(role)?;
    let account = here(work, login)?;
    refuse_own(work.actor(), &account)?;
    let way = way_in::by_actor(work, &account.id, Means::Role)?;
    store::set_role(work, &way, &account.id, role)?;
    store::end_sessions_of(work, &account.id)?;
    work.record("access.account.role_given", &account.id, role.word()).map(drop)
}

/// Ends an account: from the next request on, nothing it holds is good for anything.
pub fn end(app: &App, actor: &Actor, login: &str) -> Result<()> {
    app.require(actor, Needs::Administering)?;
    app.work(actor, |work| ended(work, login))
}

fn ended(work: &mut Work<'_>, login: &str) -> Result<()> {
    let account = here(work, login)?;
    refuse_own(work.actor(), &account)?;
    store::end(work, &account.id)?;
    platform::clearance::let_go_everywhere(work, &account.id)?;
    work.record("access.account.ended", &account.id, "").map(drop)
}

/// Says at the machine that an account is a person of its own, whoever let them in: with that
/// they count as a second person beside everybody else.
pub fn vouch(app: &App, actor: &Actor, login: &str) -> Result<()> {
    app.require(actor, Needs::Administering)?;
    if actor.via != Via::Command {
        return Err(Error::Forbidden(say!("access-error-at-machine")));
    }
    let account = find(app, login)?;
    app.work(actor, |work| people::vouch(work, &account.id))
}

/// An administrator who shuts themselves out cannot undo it.
fn refuse_own(actor: &Actor, account: &Account) -> Result<()> {
    if actor.id == account.id {
        return Err(Error::Conflict(say!("access-error-own-change")));
    }
    Ok(())
}

/// Gives an account another password, as the command line does; what the one before had
/// opened ends.
pub fn set_password(app: &App, actor: &Actor, login: &str, secret: &str) -> Result<()> {
    app.require(actor, Needs::Administering)?;
    password::check_strength(secret)?;
    let account = find(app, login)?;
    let hash = password::hash(secret)?;
    app.work(actor, |work| {
        let way = way_in::by_actor(work, &account.id, Means::Password)?;
        store::set_password(work, &way, &account.id, &hash)?;
        work.record("access.account.password_set", &account.id, "").map(drop)
    })
}

/// Refuses a password that is not one's own; guesses are paused as everywhere.
pub fn prove_with_password(app: &App, way: &Way, account: &Account, secret: &str) -> Result<()> {
    let taken = throttle::take(app, way, Door::Factor(&account.id))?;
    let kept = app.db().read(|c| store::by_id(c, &account.id))?.map(|(_, hash)| hash);
    if !password::verify(secret, kept.as_deref().filter(|hash| !hash.is_empty()))? {
        return Err(Error::invalid("before", say!("access-error-password-before")));
    }
    throttle::give_back(app, &taken)
}

/// Gives oneself another password; every other session, and all tokens, end.
pub fn change_own_password(app: &App, way: &Way, account: &Account, before: &str, after: &str) -> Result<()> {
    prove_with_password(app, way, account, before)?;
    password::check_strength(after)?;
    let hash = password::hash(after)?;
    let actor = Actor::new(&account.id, &account.name, account.role, way.via);
    app.work(&actor, |work| {
        let way = way_in::by_actor(work, &account.id, Means::Password)?;
        store::set_password(work, &way, &account.id, &hash)?;
        work.record("access.account.password_set", &account.id, "").map(drop)
    })
}
