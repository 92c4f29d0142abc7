//! The web kit: routes with the clearance each needs, visits, forms, replies and the
//! layers that stand around all of them.

mod assets;
mod connections;
pub mod entry;
mod forms;
mod host;
mod layers;
mod once;
mod parts;
mod pool;
mod present;
mod refill;
mod refused;
mod reply;
mod route;
mod server;
mod source;
mod tags;
mod visit;

pub use assets::Asset;
pub(crate) use forms::Typed;
pub use forms::{HandedIn, Posted, SECRETS, Sent, Upload, Uploaded};
pub use present::{Presence, Present, Vouch, must_be_there};
pub(crate) use refused::can_be_mended;
pub use reply::{Download, Outcome, Problem, Reply, ShowPage};
pub(crate) use route::Described;
pub use route::{Kind, NamedSchema, Route};
pub use server::{router, routes, serve};
pub(crate) use visit::form_pairs;
pub use visit::{Asked, Identify, Visit, Wanted, escape};

pub use layers::cookie;
pub(crate) use layers::form_token as form_token_for_tests;

pub use reply::problem_reply as problem;
