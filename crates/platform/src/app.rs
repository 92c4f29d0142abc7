//! The running product: settings, database, files, words and domains in one handle.

use crate::actor::{Actor, Needs, Via};
use crate::audit::keys::{self, Keys};
use crate::clearance::guard::Guarded;
use crate::clearance::vault::Vault;
use crate::config::{Config, SETTINGS};
use crate::db::{self, Db, Migration, Reader};
use crate::domain::Domain;
use crate::files::Files;
use crate::languages::Languages;
use crate::limits;
use crate::said::Said;
use crate::work::Work;
use crate::{Error, Result, audit, people, say};
use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// The handle that everything takes; cloning it is cheap.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    config: Config,
    db: Db,
    files: Files,
    keys: Keys,
    languages: Languages,
    domains: &'static [&'static Domain],
    kept: Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
}

/// The platform's own tables; each domain adds its own.
const MIGRATIONS: &[Migration] = &[crate::migration!("2026-11-23-platform")];

/// All steps of the tables' history, in their order.
pub(crate) fn migrations_of(domains: &[&Domain]) -> Vec<Migration> {
    MIGRATIONS.iter().chain(domains.iter().flat_map(|d| d.migrations)).copied().collect()
}

/// The guards of all tables whose rows belong to things that can be marked.
fn guards_of(domains: &[&Domain]) -> Vec<Guarded> {
    crate::clearance::guard::OWN.iter().chain(domains.iter().flat_map(|d| d.guarded)).copied().collect()
}

impl App {
    /// Opens the data folder, creating it where it is missing, and brings its tables up to
    /// date.
    pub fn open(data: &Path, domains: &'static [&'static Domain], overrides: &[(&str, &str)]) -> Result<App> {
        create_private(data)?;
        let mut tables = vec![SETTINGS];
        tables.extend(domains.iter().map(|d| d.settings));
        let config = Config::load(data, &tables, |name| std::env::var(name).ok(), overrides)?;
        let db = Db::open(db::address(data, config.text("database_url"))?, &migrations_of(domains))?;
        db.guard(&guards_of(domains))?;
        if let Some(vault) = Vault::open(config.text("compartment_key"), data)? {
            db.give_vault(vault);
        }
        let files = Files::open(data, db.clone())?;
        crate::backup::sweep(data);
        let keys = Keys::open(data, &keys::origin(&db)?)?;
        let languages = Languages::new(domains);
        languages.speak();
        let kept = Mutex::new(HashMap::new());
        let app = App(Arc::new(Inner { config, db, files, keys, languages, domains, kept }));
        app.tell_of_new_key()?;
        Ok(app)
    }

    /// A key that begins to sign a trail which is there already is itself recorded.
    fn tell_of_new_key(&self) -> Result<()> {
        if !self.0.keys.fresh || self.0.db.read(crate::audit::position)? == 0 {
            return Ok(());
        }
        let key = self.0.keys.signing().public();
        let system = Actor { via: Via::System, ..Actor::local_operator() };
        self.work(&system, |work| work.record("platform.trail_key.made", &key.id(), &key.line()).map(drop))
    }

    /// The keys of this installation.
    pub fn keys(&self) -> &Keys {
        &self.0.keys
    }

    /// The settings in force.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// The files that were sent in.
    pub fn files(&self) -> &Files {
        &self.0.files
    }

    /// The words in six languages.
    pub fn languages(&self) -> &Languages {
        &self.0.languages
    }

    /// The domains of this binary.
    pub fn domains(&self) -> &'static [&'static Domain] {
        self.0.domains
    }

    /// Runs one change by `actor`; see [`Work`].
    pub fn work<T>(&self, actor: &Actor, f: impl Fn(&mut Work<'_>) -> Result<T>) -> Result<T> {
        self.require_writing(actor)?;
        let value = Work::run(self, actor, f)?;
        Ok(value)
    }

    /// Reads one consistent picture as `reader`, who must be allowed to read at all. Where `f`
    /// opens something sealed whose reading this request has not recorded, it runs once more in
    /// the transaction that records it, so it has no effect outside of what it gives.
    pub fn read<T>(&self, reader: &Actor, f: impl Fn(&mut db::Connection) -> Result<T>) -> Result<T> {
        self.require(reader, Needs::Reading)?;
        let person = Reader::person(&reader.id, &crate::clock::now());
        let (value, opened) = self.0.db.read_as(&person, &f)?;
        if audit::unrecorded(opened).is_empty() {
            return Ok(value);
        }
        drop(value);
        Work::read_recorded(&self.0.db, reader, f)
    }

    /// Refuses an actor who may not do what needs `needs`.
    pub fn require(&self, actor: &Actor, needs: Needs) -> Result<()> {
        if actor.may(needs, self.0.config.visitors_may_read()) {
            return Ok(());
        }
        if !actor.is_signed_in() {
            return Err(Error::SignInNeeded);
        }
        if needs == Needs::Administering && actor.role.may_do().contains(&needs) {
            return Err(Error::Forbidden(say!("platform-error-token-not-administering")));
        }
        let role = Said::new(format!("role-{}", needs.role_to_ask_for().word().replace('_', "-")));
        Err(Error::Forbidden(say!("platform-error-role-needed", role = role, whom = self.whom_to_ask())))
    }

    /// Refuses an actor whose account has ended, or whose role has changed, since they began
    /// something that takes long.
    pub fn require_standing(&self, actor: &Actor) -> Result<()> {
        self.0.db.read(|c| people::require_unchanged(c, actor))
    }

    /// Refuses an actor whose proof lends reading only.
    pub fn require_writing(&self, actor: &Actor) -> Result<()> {
        if actor.may_write() {
            return Ok(());
        }
        Err(Error::Forbidden(say!("platform-error-token-reads")))
    }

    /// Whom people turn to for access, as the operator put it.
    pub fn whom_to_ask(&self) -> Said {
        let contact = self.0.config.text("contact");
        if contact.is_empty() { say!("platform-administrator-here") } else { Said::from(contact) }
    }

    /// Something derived that a domain keeps in memory, built on first use.
    pub fn kept<T: Any + Send + Sync>(&self, build: impl FnOnce() -> Result<T>) -> Result<Arc<T>> {
        let mut kept = self.0.kept.lock().expect("no panic holds what is kept");
        if let Some(known) = kept.get(&TypeId::of::<T>()) {
            return Ok(known.clone().downcast::<T>().expect("kept under its own type"));
        }
        let built = Arc::new(build()?);
        kept.insert(TypeId::of::<T>(), built.clone());
        Ok(built)
    }

    /// Brings everything derived up to date with the trail.
    pub fn follow(&self) -> Result<()> {
        self.0.db.empty_log_if_due();
        // It follows on changes that hold already.
        limits::without(|| self.0.domains.iter().filter_map(|domain| domain.follow).try_for_each(|follow| follow(self)))
    }

    /// The public address of this installation, without a slash at its end.
    pub fn base_url(&self) -> String {
        let set = self.0.config.text("base_url").trim_end_matches('/');
        if set.is_empty() { format!("http://{}", self.0.config.text("listen")) } else { set.to_owned() }
    }
}

/// Creates the data folder so that nobody else on the machine may look into it.
fn create_private(data: &Path) -> Result<()> {
    if data.is_dir() {
        return Ok(());
    }
    crate::files::create_private_folder(data).map_err(|error| {
        Error::invalid("data", say!("platform-error-data-folder", path = data.display().to_string(), why = error.to_string()))
    })
}
