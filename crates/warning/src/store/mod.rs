//! All SQL of this domain, one file a thing.

pub mod event;
pub mod forecast;
pub mod opinion;
pub mod place;
pub mod release;
pub mod score;
pub mod situation;
pub mod watch;

use platform::db::Statement;

/// Every statement, for the test that prepares them on both databases.
pub const STATEMENTS: &[&[Statement]] = &[
    event::STATEMENTS,
    forecast::STATEMENTS,
    opinion::STATEMENTS,
    place::STATEMENTS,
    release::STATEMENTS,
    score::STATEMENTS,
    situation::STATEMENTS,
    watch::STATEMENTS,
];
