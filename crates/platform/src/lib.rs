//! The ground that every domain of Good Offices stands on.
//!
//! A domain reads as somebody ([`App::read`]), changes as somebody in one transaction with
//! one record in the trail ([`App::work`]), and shows the same actions as pages, to programs
//! and on the command line. It is a value ([`Domain`]); the binary folds a list of them.
//!
//! This crate names no domain.

// What derives emit names this crate from outside.
extern crate self as platform;

pub mod actor;
pub mod agreements;
pub mod api;
mod app;
pub mod audit;
pub mod backup;
pub mod chart;
pub mod clearance;
pub mod cli;
pub mod clock;
pub mod config;
pub mod db;
pub mod derived;
pub mod doctor;
pub mod docx;
mod domain;
mod error;
pub mod files;
pub mod import;
pub mod jobs;
pub mod kit;
pub mod languages;
pub mod limits;
pub mod mail;
pub mod people;
pub mod said;
pub mod tables;
pub mod testing;
#[cfg(test)]
mod tests;
pub mod web;
mod work;
mod workers;

pub use app::App;
pub use domain::{Commands, Domain, MenuEntry, Notice, Sample};
pub use error::{Error, Fault, Result};
pub use said::Said;
pub use work::Work;
