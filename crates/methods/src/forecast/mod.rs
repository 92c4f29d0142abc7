//! Forecasts of deaths by country and month, and how good they were.
//!
//! A [`panel::Panel`] holds what was observed; [`model::Model`] learns from what was known at
//! a cut-off and forecasts 1 to 14 months ahead; [`baselines`] are what it must beat;
//! [`scores`] tell by how much, as the VIEWS prediction challenge counts
//! (Hegre et al. 2025, *Journal of Peace Research*).

pub mod backtest;
pub mod baselines;
pub mod draws;
pub mod first;
pub mod first_scores;
pub mod gate;
pub mod guard;
pub mod logit;
pub mod model;
pub mod month;
pub mod panel;
pub mod parts;
pub mod scores;
pub mod spike;
pub mod state;
