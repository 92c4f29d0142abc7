//! Pure computations of Good Offices: no clock, disk, network, randomness or async.
//!
//! A text becomes provisions ([`segments`]) whose ids survive a corrected text
//! ([`alignment`]); dates keep the precision they have ([`dates`]); names are matched with a
//! score ([`names`]); everything can be cited ([`citations`]); deaths by country and month are
//! forecast, and forecasts scored ([`forecast`]); signs that no text may hold are named in one
//! place ([`signs`]).

pub mod alignment;
pub mod borders;
pub mod citations;
pub mod countries;
pub mod dates;
pub mod difference;
pub mod forecast;
pub mod language;
pub mod measures;
pub mod names;
pub mod segments;
pub mod signs;
pub mod versions;
