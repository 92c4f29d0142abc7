//! Actions: what can be done with a thing, declared once. From the name `domain.thing.verb` follow
//! the page that shows its form or asks first, the target of that form, the call of the programs'
//! interface, the command, the name in the trail, and the keys of its words.

mod done;
mod thing;

pub use done::{Done, Once};
pub use thing::Thing;

use super::form::{FieldOf, Form, Given};
use crate::actor::{Actor, Needs};
use crate::app::App;
use crate::languages::Language;
use crate::web::{Present, must_be_there};
use crate::{Error, Result, Said, Work};

/// What runs an action: one that makes a thing gives its id, one on a thing is given it.
enum Run<F: 'static> {
    New(fn(&mut Work<'_>, &F) -> Result<String>),
    Makes(fn(&mut Work<'_>, &F) -> Result<Done>),
    On(fn(&mut Work<'_>, &str, &F) -> Result<()>),
    Shows(fn(&mut Work<'_>, &str, &F) -> Result<Once>),
    There(fn(&mut Work<'_>, &Present, &str, &F) -> Result<()>),
}

/// What is asked before it is done: what will happen to what, whose name may have a language.
enum Asks<F: 'static> {
    /// Of the thing.
    Of(fn(&App, &Actor, Language, &str) -> Result<Vec<Said>>),
    /// Of what the link to the form named.
    Named(fn(&App, &Actor, Language, &str, &F) -> Result<Vec<Said>>),
    /// Of what was filled in, once it was.
    Filled(fn(&App, &Actor, Language, &str, &F) -> Result<Vec<Said>>),
}
/// What the form holds before anything was typed: as the thing is, or as what was named of it is.
#[derive(Clone, Copy)]
enum Start {
    Thing(fn(&App, &Actor, &str) -> Result<Given>),
    Named(fn(&App, &Actor, &str, &Given) -> Result<Given>),
}
/// What a form says of what it is about, where that is named in it.
type Tells = fn(&App, &Actor, Language, &str, &Given) -> Result<Vec<Said>>;
/// What is worked out of a form before the change begins, as a file is read.
type Prepare<F> = fn(&App, &mut F) -> Result<()>;
/// What follows once the change stands, as mail.
type After = fn(&App, &Actor) -> Result<()>;

/// Something that can be done.
pub struct Action<F: Form = ()> {
    thing: &'static Thing,
    verb: &'static str,
    needs: Needs,
    run: Run<F>,
    asks: Option<Asks<F>>,
    start: Option<Start>,
    tells: Option<Tells>,
    prepare: Option<Prepare<F>>,
    after: Option<After>,
    leads: &'static str,
    records: bool,
    commands: bool,
    proof: bool,
}

impl<F: Form> Action<F> {
    /// One that makes a thing. `run` may run again from its start, so it does nothing outside the
    /// database.
    pub const fn new(thing: &'static Thing, verb: &'static str, needs: Needs, run: fn(&mut Work<'_>, &F) -> Result<String>) -> Action<F> {
        Action::of(thing, verb, needs, Run::New(run))
    }

    const fn of(thing: &'static Thing, verb: &'static str, needs: Needs, run: Run<F>) -> Action<F> {
        Action {
            thing,
            verb,
            needs,
            run,
            asks: None,
            start: None,
            tells: None,
            prepare: None,
            after: None,
            leads: thing.page,
            records: true,
            commands: true,
            proof: false,
        }
    }

    /// One that makes a thing and shows something of it once.
    pub const fn makes(thing: &'static Thing, verb: &'static str, needs: Needs, run: fn(&mut Work<'_>, &F) -> Result<Done>) -> Action<F> {
        Action::of(thing, verb, needs, Run::Makes(run))
    }

    /// One on a thing.
    pub const fn on(thing: &'static Thing, verb: &'static str, needs: Needs, run: fn(&mut Work<'_>, &str, &F) -> Result<()>) -> Action<F> {
        Action::of(thing, verb, needs, Run::On(run))
    }

    /// One on a thing that shows something once.
    pub const fn shows(
        thing: &'static Thing,
        verb: &'static str,
        needs: Needs,
        run: fn(&mut Work<'_>, &str, &F) -> Result<Once>,
    ) -> Action<F> {
        Action::of(thing, verb, needs, Run::Shows(run))
    }

    /// One on a thing that takes somebody who is there in person: it has its page alone.
    pub const fn in_person(
        thing: &'static Thing,
        verb: &'static str,
        needs: Needs,
        run: fn(&mut Work<'_>, &Present, &str, &F) -> Result<()>,
    ) -> Action<F> {
        let action = Action::of(thing, verb, needs, Run::There(run));
        Action { commands: false, ..action }
    }

    /// The same, which asks first.
    pub const fn asks(mut self, asks: fn(&App, &Actor, Language, &str) -> Result<Vec<Said>>) -> Action<F> {
        self.asks = Some(Asks::Of(asks));
        self
    }

    /// The same, which asks first, of what the link to its form named.
    pub const fn asks_of(mut self, asks: fn(&App, &Actor, Language, &str, &F) -> Result<Vec<Said>>) -> Action<F> {
        self.asks = Some(Asks::Named(asks));
        self
    }

    /// The same, which asks once its form is filled in, of what was.
    pub const fn confirms(mut self, asks: fn(&App, &Actor, Language, &str, &F) -> Result<Vec<Said>>) -> Action<F> {
        self.asks = Some(Asks::Filled(asks));
        self
    }

    /// The same without a command: whoever is at the machine could not do it.
    pub const fn without_command(mut self) -> Action<F> {
        self.commands = false;
        self
    }

    /// The same, before which a person shows anew that it is them; a token cannot. Whoever is at
    /// the machine has shown enough.
    pub const fn with_proof(mut self) -> Action<F> {
        self.proof = true;
        self
    }

    /// The same, which the run itself records, with what it was about.
    pub const fn recorded(mut self) -> Action<F> {
        self.records = false;
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

    /// The same, whose page says above the form what it is about, as the words of a finding.
    pub const fn tells(mut self, tells: Tells) -> Action<F> {
        self.tells = Some(tells);
        self
    }

    /// The same, for which something of the form is worked out first: what takes long, as reading a
    /// file, holds no other change up. What it leaves stands in fields of the form that are no
    /// fields for a person, `#[form(skip)]`.
    pub const fn prepared(mut self, prepare: Prepare<F>) -> Action<F> {
        self.prepare = Some(prepare);
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

    /// Does it with a form that was read.
    pub fn run(&self, app: &App, actor: &Actor, id: &str, form: &F) -> Result<Done> {
        self.run_by(app, actor, None, id, form)
    }

    fn run_by(&self, app: &App, actor: &Actor, there: Option<&Present>, id: &str, form: &F) -> Result<Done> {
        app.require(actor, self.needs)?;
        let name = self.name();
        let done = app.work(actor, |work| {
            let done = match self.run {
                Run::New(run) => Done { id: run(work, form)?, once: None },
                Run::Makes(run) => run(work, form)?,
                Run::On(run) => run(work, id, form).map(|()| Done { id: id.to_owned(), once: None })?,
                Run::Shows(run) => Done { id: id.to_owned(), once: Some(run(work, id, form)?) },
                Run::There(run) => {
                    run(work, there.ok_or_else(must_be_there)?, id, form)?;
                    Done { id: id.to_owned(), once: None }
                }
            };
            if self.records {
                work.record(&name, &done.id, "")?;
            }
            Ok(done)
        })?;
        self.after.map_or(Ok(()), |after| after(app, actor))?;
        Ok(done)
    }

    /// What was given, read over what the form begins with.
    fn read(&self, app: &App, actor: &Actor, id: &str, given: &Given) -> Result<F> {
        app.require(actor, self.needs)?;
        let unknown = given.known(F::FIELDS);
        match F::read(&self.start(app, actor, id, given)?.over(given)) {
            Ok(mut form) if unknown.is_empty() => {
                self.prepare.map_or(Ok(()), |prepare| prepare(app, &mut form))?;
                Ok(form)
            }
            Ok(_) => Err(Error::Invalid(unknown)),
            Err(faults) => Err(Error::Invalid(faults.into_iter().chain(unknown).collect())),
        }
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
    /// Whether it has a command.
    fn has_command(&self) -> bool;
    /// Whether it shows something once.
    fn does_show(&self) -> bool;
    /// Whether a person shows anew that it is them before it.
    fn takes_proof(&self) -> bool;
    /// Whether it takes somebody who is there in person, so that it has its page alone.
    fn takes_person(&self) -> bool;
    /// Whether it asks before it is done.
    fn does_ask(&self) -> bool;
    /// Whether it asks once its form is filled in.
    fn does_confirm(&self) -> bool;
    /// What it asks, a sentence each, where this is given; nothing where it does not ask.
    fn question(&self, app: &App, actor: &Actor, language: Language, id: &str, given: &Given) -> Result<Vec<Said>>;
    /// What its page says above the form, a sentence each, where this is given; nothing where that is
    /// not there.
    fn told(&self, app: &App, actor: &Actor, language: Language, id: &str, given: &Given) -> Vec<Said>;
    /// What its form holds before anything was typed, where this is given with it.
    fn start(&self, app: &App, actor: &Actor, id: &str, given: &Given) -> Result<Given>;
    /// The page that it leads to, with `{id}` for the thing's id and names of fields likewise.
    fn leads(&self) -> &'static str;
    /// Does it with what was given; what is not given at all stays as the form begins.
    fn run_with(&self, app: &App, actor: &Actor, id: &str, given: &Given) -> Result<Done>;

    /// Does it likewise, with who is there in person.
    fn run_there(&self, app: &App, there: &Present, id: &str, given: &Given) -> Result<Done>;

    /// Does it likewise; the id of the thing.
    fn act(&self, app: &App, actor: &Actor, id: &str, given: &Given) -> Result<String> {
        self.run_with(app, actor, id, given).map(|done| done.id)
    }

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
        !matches!(self.run, Run::New(_) | Run::Makes(_))
    }

    fn has_command(&self) -> bool {
        self.commands
    }

    fn does_show(&self) -> bool {
        matches!(self.run, Run::Shows(_) | Run::Makes(_))
    }

    fn takes_proof(&self) -> bool {
        self.proof
    }

    fn takes_person(&self) -> bool {
        matches!(self.run, Run::There(_))
    }

    fn does_ask(&self) -> bool {
        self.asks.is_some()
    }

    fn does_confirm(&self) -> bool {
        matches!(self.asks, Some(Asks::Filled(_)))
    }

    fn question(&self, app: &App, actor: &Actor, language: Language, id: &str, given: &Given) -> Result<Vec<Said>> {
        match self.asks {
            None => Ok(Vec::new()),
            Some(Asks::Of(asks)) => asks(app, actor, language, id),
            Some(Asks::Named(asks) | Asks::Filled(asks)) => asks(app, actor, language, id, &self.read(app, actor, id, given)?),
        }
    }

    fn told(&self, app: &App, actor: &Actor, language: Language, id: &str, given: &Given) -> Vec<Said> {
        self.tells.and_then(|tells| tells(app, actor, language, id, given).ok()).unwrap_or_default()
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

    fn run_with(&self, app: &App, actor: &Actor, id: &str, given: &Given) -> Result<Done> {
        self.run(app, actor, id, &self.read(app, actor, id, given)?)
    }

    fn run_there(&self, app: &App, there: &Present, id: &str, given: &Given) -> Result<Done> {
        let actor = there.actor();
        self.run_by(app, actor, Some(there), id, &self.read(app, actor, id, given)?)
    }
}
