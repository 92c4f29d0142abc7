//! A domain is a value: adding it to the binary's list adds its tables, pages, programs'
//! interface, commands, settings, words and jobs.

use crate::Result;
use crate::actor::Needs;
use crate::agreements::Agreements;
use crate::app::App;
use crate::clearance::guard::Guarded;
use crate::clearance::marking::Markable;
use crate::cli::{Console, Terminal};
use crate::config::Setting;
use crate::db::{Migration, Statement};
use crate::doctor::Look;
use crate::jobs::JobKind;
use crate::kit::{Acts, Around, Lists, Offer};
use crate::web::{Asset, Identify, Route, Visit, Vouch};

/// Tells what a domain has to say to somebody on their first page.
pub type Notices = fn(&Visit) -> Result<Vec<Notice>>;

/// Everything the binary needs to know of a domain.
pub struct Domain {
    /// Its name: first part of its tables, addresses and words.
    pub name: &'static str,
    /// Pages, forms and programs' interface.
    pub routes: fn() -> Vec<Route>,
    /// All SQL of its `store.rs`.
    pub statements: &'static [&'static [Statement]],
    /// Its tables' history.
    pub migrations: &'static [Migration],
    /// Every kind of page it has, drawn from sample data, for the tests.
    pub pages: fn() -> Vec<Sample>,
    /// Its commands.
    pub commands: Option<Commands>,
    /// Its settings.
    pub settings: &'static [Setting],
    /// Its words: language code and Fluent text.
    pub words: &'static [(&'static str, &'static str)],
    /// What can be done with its things.
    pub actions: &'static [&'static [&'static dyn Acts]],
    /// What can be listed of its things.
    pub lists: &'static [&'static [&'static dyn Lists]],
    /// What stands around its lists on their pages.
    pub around: &'static [Around],
    /// What it offers to choose from.
    pub offers: &'static [Offer],
    /// The whole texts of agreements that it holds, for others that compare with them.
    pub agreements: Option<Agreements>,
    /// Its background jobs.
    pub jobs: &'static [JobKind],
    /// Its kinds of things that can be marked.
    pub markable: &'static [Markable],
    /// Its tables whose rows belong to things that can be marked.
    pub guarded: &'static [Guarded],
    /// Its entries in the menu.
    pub menu: &'static [MenuEntry],
    /// Its styles and scripts.
    pub assets: &'static [Asset],
    /// How it tells who a request comes from, where it does.
    pub identify: Option<Identify>,
    /// Tells whether a person stands behind a request at this moment, where it knows them.
    pub present: Option<Vouch>,
    /// What a reader's first page tells them of.
    pub notices: Option<Notices>,
    /// Brings what is derived from the database (an index) up to date with the trail.
    pub follow: Option<fn(&App) -> Result<()>>,
    /// Tells whether what is its own is in order, for `goodoffices doctor`.
    pub doctor: Option<Look>,
}

impl Domain {
    /// Everything that can be done with its things.
    pub fn all_actions(&self) -> impl Iterator<Item = &'static dyn Acts> {
        self.actions.iter().copied().flatten().copied()
    }

    /// All its lists.
    pub fn all_lists(&self) -> impl Iterator<Item = &'static dyn Lists> {
        self.lists.iter().copied().flatten().copied()
    }

    /// A domain with a name and nothing else, to be filled with `..`.
    pub const fn named(name: &'static str) -> Domain {
        Domain {
            name,
            routes: Vec::new,
            statements: &[],
            migrations: &[],
            pages: Vec::new,
            commands: None,
            settings: &[],
            words: &[],
            actions: &[],
            lists: &[],
            around: &[],
            offers: &[],
            agreements: None,
            jobs: &[],
            markable: &[],
            guarded: &[],
            menu: &[],
            assets: &[],
            identify: None,
            present: None,
            notices: None,
            follow: None,
            doctor: None,
        }
    }
}

/// A page drawn from sample data.
pub struct Sample {
    /// Name of the page's template.
    pub name: &'static str,
    /// Draws it for a visit.
    pub render: fn(&Visit) -> Result<String>,
}

/// A domain's part of the command line.
pub struct Commands {
    /// The command with its subcommands and flags.
    pub command: fn() -> clap::Command,
    /// Runs what needs no data folder and tells whether it did; none where everything needs one.
    pub alone: Option<fn(&mut Terminal, &clap::ArgMatches) -> Result<bool>>,
    /// Runs what was asked.
    pub run: fn(&mut Console, &clap::ArgMatches) -> Result<()>,
}

/// Something that a person is told of on their first page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What there is, in the reader's language.
    pub text: String,
    /// Where to go for it.
    pub href: String,
}

/// A link in the menu of every page.
#[derive(Debug, Clone, Copy)]
pub struct MenuEntry {
    /// Word of its label.
    pub label: &'static str,
    /// Where it leads.
    pub href: &'static str,
    /// Who sees it.
    pub needs: Needs,
}
