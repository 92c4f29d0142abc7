//! What a situation holds: notes, chances, factors, scenarios.

use super::chances_fit;
use crate::scenario::Scenarios;
use methods::forecast::scores::brier;
use platform::kit::{Day, Flag, Form, Id, Line, Month, Prose, Record, Share, Words};
use serde::Serialize;

/// Deaths in a month that an officer may give a chance of reaching, as the method does.
pub(super) const THRESHOLDS: [i64; 4] = [1, 25, 100, 1_000];

/// Days until the marking of a situation that was opened for a compartment is looked at again.
pub(super) const REVIEW_DAYS: i64 = 365;

/// Ways a situation can move in a month, as CrisisWatch has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Words)]
#[words(label = "warning-direction-")]
pub enum Direction {
    /// It got worse.
    Deteriorated,
    /// It stayed as it was.
    Unchanged,
    /// It got better.
    Improved,
}

/// How sure the author is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Words)]
#[words(label = "warning-confidence-")]
pub enum Confidence {
    /// Hardly.
    Low,
    /// Fairly.
    Moderate,
    /// Very.
    High,
}

/// Kinds of factors of a structured analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Words)]
#[words(label = "warning-factor-")]
pub enum FactorKind {
    /// A party to the conflict.
    Party,
    /// What drives it.
    Driver,
    /// What may set it off.
    Trigger,
    /// Who gains from its going on.
    Spoiler,
}

/// A note on a month.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema, Form, Record)]
#[form(label = "warning-", check(chances_fit))]
pub struct Note {
    /// The month, this one or an earlier one.
    pub month: Month,
    /// How the situation moved.
    pub direction: Direction,
    /// Conflict risk alert for the next month.
    pub risk_alert: Flag,
    /// Resolution opportunity in the next month.
    pub resolution_opportunity: Flag,
    /// Why, in the author's words.
    #[record(sealed)]
    pub rationale: Prose<20_000>,
    /// How sure the author is.
    pub confidence: Confidence,
    /// The month that the chances are about: this one or a later one.
    #[serde(skip)]
    #[record(skip)]
    pub chance_month: Option<Month>,
    /// The author's own chance of at least 1 death.
    #[serde(skip)]
    #[record(skip)]
    #[form(label = "warning-own-chance-1", hint = "warning-chance-hint")]
    pub chance_1: Option<Share>,
    /// The author's own chance of at least 25 deaths.
    #[serde(skip)]
    #[record(skip)]
    #[form(label = "warning-own-chance-25")]
    pub chance_25: Option<Share>,
    /// The author's own chance of at least 100 deaths.
    #[serde(skip)]
    #[record(skip)]
    #[form(label = "warning-own-chance-100")]
    pub chance_100: Option<Share>,
    /// The author's own chance of at least 1,000 deaths.
    #[serde(skip)]
    #[record(skip)]
    #[form(label = "warning-own-chance-1000")]
    pub chance_1000: Option<Share>,
    /// When to look again, from today on.
    #[form(label = "warning-next-review")]
    pub next_review_on: Option<Day>,
}

impl Note {
    /// The chances that were given: of at least so many deaths.
    pub(super) fn chances(&self) -> Vec<(i64, f64)> {
        let given = [self.chance_1, self.chance_25, self.chance_100, self.chance_1000];
        THRESHOLDS.into_iter().zip(given).filter_map(|(deaths, chance)| Some((deaths, chance?.0))).collect()
    }
}

/// A note as it was written.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema, Record)]
#[record(table = "warning_situation_note")]
pub struct SituationNote {
    /// Its id.
    pub id: String,
    /// The situation.
    pub situation_id: String,
    /// What it says.
    #[serde(flatten)]
    #[record(flat)]
    pub note: Note,
    /// The author's own chances; empty where none were given.
    #[record(skip)]
    pub chances: Vec<Chance>,
    /// Id of the author.
    pub author_id: String,
    /// The author.
    pub author_name: String,
    /// When it was written.
    pub recorded_at: String,
}

/// An officer's chance that a month brings at least so many state-based deaths.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = OfficerChance)]
pub struct Chance {
    /// The month, `YYYY-MM`.
    pub month: Month,
    /// 1, 25, 100 or 1,000.
    pub deaths_at_least: i64,
    /// The chance, 0..1.
    pub chance: f64,
    /// How it did, once the month is known; none before.
    pub score: Option<ChanceScore>,
}

/// How an officer's chance did, beside the method's.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = OfficerChanceScore)]
pub struct ChanceScore {
    /// Deaths that came.
    pub deaths: f64,
    /// Brier score of the officer's chance: 0 is best, 1 worst.
    pub officer: f64,
    /// The chance that the newest forecast made before the note gave; none where there was none.
    pub model_chance: Option<f64>,
    /// Its Brier score.
    pub model: Option<f64>,
}

impl Chance {
    /// A chance, scored where its month is known.
    pub fn scored(month: Month, deaths_at_least: i64, chance: f64, deaths: Option<f64>, model_chance: Option<f64>) -> Chance {
        let score = deaths.map(|deaths| {
            let happened = deaths >= deaths_at_least as f64;
            ChanceScore { deaths, officer: brier(chance, happened), model_chance, model: model_chance.map(|p| brier(p, happened)) }
        });
        Chance { month, deaths_at_least, chance, score }
    }
}

/// How all chances of officers did so far that a reader may see, for one number of deaths.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct OfficerRecord {
    /// 1, 25, 100 or 1,000.
    pub deaths_at_least: i64,
    /// Chances whose month is known and for which a forecast was there too.
    pub n: usize,
    /// Mean Brier score of the officers on them.
    pub officer: f64,
    /// Mean Brier score of the method on the same.
    pub model: f64,
}

/// A party, driver, trigger or spoiler.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema, Form, Record)]
#[form(label = "warning-")]
pub struct Factor {
    /// What it is.
    pub kind: FactorKind,
    /// Its name.
    #[record(sealed)]
    pub name: Line<200>,
    /// Interests of a party; else what is known of it.
    #[record(sealed)]
    pub detail: Option<Prose<20_000>>,
}

/// A factor as it was added.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema, Record)]
#[record(table = "warning_factor")]
pub struct SituationFactor {
    /// Its id.
    pub id: String,
    /// The situation.
    pub situation_id: String,
    /// What it is.
    #[serde(flatten)]
    #[record(flat)]
    pub factor: Factor,
    /// Id of who added it.
    pub author_id: String,
    /// When.
    pub recorded_at: String,
}

/// Which factor no longer holds.
#[derive(Debug, Form)]
#[form(label = "warning-")]
pub struct Withdrawn {
    /// The factor's id.
    pub factor: Id,
}

/// A set of scenarios.
#[derive(Debug, Form)]
#[form(label = "warning-")]
pub struct ScenarioSet {
    /// A scenario a line, its chance before it: 70 % The truce holds. The chances sum to 100 %.
    #[form(hint = "warning-scenarios-about")]
    pub scenarios: Scenarios,
}

/// A scenario as it is kept.
#[derive(Debug, Record)]
#[record(table = "warning_scenario")]
pub struct KeptScenario {
    /// The set it belongs to.
    pub set_id: String,
    /// Its place in the set.
    pub position: i64,
    /// The situation.
    pub situation_id: String,
    /// What happens in it.
    #[record(sealed)]
    pub title: String,
    /// Its chance, 0..1.
    pub chance: f64,
    /// Who set it.
    pub author_id: String,
    /// When.
    pub recorded_at: String,
}
