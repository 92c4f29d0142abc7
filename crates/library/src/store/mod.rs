//! The only folder with SQL of this domain, split by thing.

pub mod actors;
pub mod baskets;
pub mod documents;
pub mod figures;
pub mod imports;
pub mod provisions;

use platform::db::Statement;

/// Every statement of the domain, for the test that prepares them on both databases.
pub const STATEMENTS: &[&[Statement]] =
    &[actors::STATEMENTS, baskets::STATEMENTS, documents::STATEMENTS, figures::STATEMENTS, imports::STATEMENTS, provisions::STATEMENTS];
