//! Actions: what can be done with a thing, declared once. From the name `domain.thing.verb` follow
//! the page that shows its form or asks first, the target of that form, the call of the programs'
//! interface, the command, the name in the trail, and the keys of its words.

use super::form::{FieldOf, Form, Given};
use crate::actor::{Actor, Needs};
use crate::app::App;
use crate::languages::Language;
use crate::{Error, Result, Said, Work};

/// A kind of thing.
#[derive(Debug)]
pub struct Thing {
    /// `domain.thing`, as in `warning.watch`.
    pub name: &'static str,
    /// Start of its addresses, as in `/warning/alerts`.
    pub path: &'static str,
    /// The page on which it is found, as in `/warning/watches`; `{id}` stands for the thing's id.
    pub page: &'static str,
}

/// What runs an action: one that makes a thing gives its id, one on a thing is given it.
enum Run<F: 'static> {
    New(fn(&mut Work<'_>, &F) -> Result<String>),
    On(fn(&mut Work<'_>, &str, &F) -> Result<()>),
}

/// What is asked before it is done: what will happen to what, whose name may have a language.
type Asks = fn(&App, &Actor, Language, &str) -> Result<Said>;
/// What the form holds before anything was typed: as the thing is, or as what was named of it is.
#[derive(Clone, Copy)]
enum Start {
    Thing(fn(&App, &Actor, &str) -> Result<Given>),
    Named(fn(&App, &Actor, &str, &Given) -> Result<Given>),
}
/// What follows once the change stands, as mail.
type After = fn(&App, &Actor) -> Result<()>;

/// Something that can be done.
pub struct Action<F: Form = ()> {
    thing: &'static Thing,
    verb: &'static str,
    needs: Needs,
    run: Run<F>,
    asks: Option<Asks>,
    start: Option<Start>,
    after: Option<After>,
    leads: &'static str,
}

impl<F: Form> Action<F> {
    /// One that makes a thing. `run` may run again from its start, so it does nothing outside the
    /// database.
    pub const fn new(thing: &'static Thing, verb: &'static str, needs: Needs, run: fn(&mut Work<'_>, &F) -> Result<String>) -> Action<F> {
        Action { thing, verb, needs, run: Run::New(run), asks: None, start: None, after: None, leads: thing.page }
    }

    /// One on a thing.
    pub const fn on(thing: &'static Thing, verb: &'static str, needs: Needs, run: fn(&mut Work<'_>, &str, &F) -> Result<()>) -> Action<F> {
        Action { thing, verb, needs, run: Run::On(run), asks: None, start: None, after: None, leads: thing.page }
    }

    /// The same, which asks first.
    pub const fn asks(mut self, asks: Asks) -> Action<F> {
        self.asks = Some(asks);
        self
    }

    /// The same, whose form begins with something.
    pub const fn starts(mut self, start: fn(&App, &Actor, &str) -> Result<Given>) -> Action<F> {
        self.start = Some(Start::Thing(start));
        self
    }

    /// The same, whose form begins with something of what is named in it, as a part of the thing.
    pub const fn starts_of(mut self, start: fn(&App, &Actor, &str, &Given) -> Result<Given>) -> Action<F> {
        self.start = Some(Start::Named(start));
        self
    }

    /// The same, which something follows once it stands. A fault of that undoes nothing.
    pub const fn then(mut self, after: After) -> Action<F> {
        self.after = Some(after);
        self
    }

    /// The same, which leads to another page than the thing's own; `{id}` stands there for the
    /// thing's id, and a field's name for what was given in it.
    pub const fn leads(mut self, page: &'static str) -> Action<F> {
        self.leads = page;
        self
    }

    /// Does it with a form that was read; the id of the thing.
    pub fn run(&self, app: &App, actor: &Actor, id: &str, form: &F) -> Result<String> {
        app.require(actor, self.needs)?;
        let name = self.name();
        let id = app.work(actor, |work| {
            let id = match self.run {
                Run::New(run) => run(work, form)?,
                Run::On(run) => run(work, id, form).map(|()| id.to_owned())?,
            };
            work.record(&name, &id, "").map(|_| id)
        })?;
        self.after.map_or(Ok(()), |after| after(app, actor))?;
        Ok(id)
    }
}

/// An action, whatever its form: what pages, programs and commands see of it.
pub trait Acts: Sync {
    /// The kind of thing.
    fn thing(&self) -> &'static Thing;
    /// The verb.
    fn verb(&self) -> &'static str;
    /// Who may.
    fn needs(&self) -> Needs;
    /// The fields of its form.
    fn fields(&self) -> &'static [FieldOf];
    /// Whether it is done to a thing that is there.
    fn is_on_thing(&self) -> bool;
    /// Whether it asks before it is done.
    fn does_ask(&self) -> bool;
    /// What it asks; none where it does not.
    fn question(&self, app: &App, actor: &Actor, language: Language, id: &str) -> Result<Option<Said>>;
    /// What its form holds before anything was typed, where this is given with it.
    fn start(&self, app: &App, actor: &Actor, id: &str, given: &Given) -> Result<Given>;
    /// The page that it leads to, with `{id}` for the thing's id and names of fields likewise.
    fn leads(&self) -> &'static str;
    /// Does it with what was given; what is not given at all stays as the form begins. The id of
    /// the thing.
    fn act(&self, app: &App, actor: &Actor, id: &str, given: &Given) -> Result<String>;

    /// `domain.thing.verb`: its name in the trail.
    fn name(&self) -> String {
        format!("{}.{}", self.thing().name, self.verb())
    }

    /// The key of its label.
    fn label(&self) -> String {
        self.name().replace('.', "-")
    }

    /// Its address, with `{id}` where it is done to a thing.
    fn path(&self) -> String {
        let id = if self.is_on_thing() { "/{id}" } else { "" };
        format!("{}{id}/{}", self.thing().path, self.verb())
    }

    /// Its address for one thing.
    fn path_of(&self, id: &str) -> String {
        self.path().replace("{id}", id)
    }
}

impl<F: Form> Acts for Action<F> {
    fn thing(&self) -> &'static Thing {
        self.thing
    }

    fn verb(&self) -> &'static str {
        self.verb
    }

    fn needs(&self) -> Needs {
        self.needs
    }

    fn fields(&self) -> &'static [FieldOf] {
        F::FIELDS
    }

    fn is_on_thing(&self) -> bool {
        matches!(self.run, Run::On(_))
    }

    fn does_ask(&self) -> bool {
        self.asks.is_some()
    }

    fn question(&self, app: &App, actor: &Actor, language: Language, id: &str) -> Result<Option<Said>> {
        self.asks.map(|asks| asks(app, actor, language, id)).transpose()
    }

    fn start(&self, app: &App, actor: &Actor, id: &str, given: &Given) -> Result<Given> {
        let begun = match self.start {
            None => Given::default(),
            Some(Start::Thing(start)) => start(app, actor, id)?,
            Some(Start::Named(start)) => start(app, actor, id, given)?,
        };
        Ok(begun.or_defaults(F::FIELDS))
    }

    fn leads(&self) -> &'static str {
        self.leads
    }

    fn act(&self, app: &App, actor: &Actor, id: &str, given: &Given) -> Result<String> {
        app.require(actor, self.needs)?;
        let unknown = given.known(F::FIELDS);
        match F::read(&self.start(app, actor, id, given)?.over(given)) {
            Ok(form) if unknown.is_empty() => self.run(app, actor, id, &form),
            Ok(_) => Err(Error::Invalid(unknown)),
            Err(faults) => Err(Error::Invalid(faults.into_iter().chain(unknown).collect())),
        }
    }
}
