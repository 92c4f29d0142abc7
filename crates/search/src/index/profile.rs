//! What a passage shares with its neighbours: the values that filters and facets look at.
//!
//! All of them are written as one text into one column, so that counting facets over a million
//! passages reads one number per passage, and each distinct text is taken apart only once.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::passage::Passage;
use crate::request::{Count, Facets, Filters};
use crate::{Error, Result};
use methods::language::Language;

/// The values of one passage.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Profile {
    document: String,
    kind: String,
    language: String,
    stage: String,
    process: String,
    source: String,
    countries: Vec<String>,
    regions: Vec<String>,
    parties: Vec<String>,
    date: String,
    document_topics: Vec<String>,
    /// The document that this one translates; empty where it is none's translation.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    original: String,
}

impl Profile {
    pub(crate) fn of(passage: &Passage, language: Language) -> Self {
        Self {
            document: passage.document.clone(),
            kind: passage.kind.clone(),
            language: language.code().to_owned(),
            stage: passage.stage.clone().unwrap_or_default(),
            process: passage.process.clone().unwrap_or_default(),
            source: passage.source.clone(),
            countries: passage.countries.clone(),
            regions: passage.regions.clone(),
            parties: passage.parties.clone(),
            date: passage.date.clone().unwrap_or_default(),
            document_topics: passage.document_topics.clone(),
            original: passage.original.clone().unwrap_or_default(),
        }
    }

    pub(crate) fn document(&self) -> &str {
        &self.document
    }

    pub(crate) fn language(&self) -> &str {
        &self.language
    }

    /// The day, month or year; empty where it is unknown.
    pub(crate) fn date(&self) -> &str {
        &self.date
    }

    /// What a document and its translations have in common.
    pub(crate) fn work(&self) -> &str {
        if self.original.is_empty() { &self.document } else { &self.original }
    }

    pub(crate) fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(crate) fn from_text(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    fn year(&self) -> Option<&str> {
        self.date.get(..4)
    }
}

/// Facets in the order of their numbers here.
const FACETS: usize = 8;

/// All distinct profiles of a segment, with their values as numbers.
#[derive(Debug, Default)]
pub(crate) struct Profiles {
    all: Vec<Profile>,
    /// For each profile its values.
    values: Vec<Vec<u32>>,
    /// For each value its facet and text.
    names: Vec<(u8, String)>,
}

impl Profiles {
    pub(crate) fn new(all: Vec<Profile>) -> Self {
        let mut numbers: HashMap<(u8, String), u32> = HashMap::new();
        let mut names = Vec::new();
        let mut values = Vec::with_capacity(all.len());
        for profile in &all {
            let mut own: Vec<u32> = Vec::new();
            let mut add = |facet: u8, value: &str| {
                if value.is_empty() {
                    return;
                }
                let key = (facet, value.to_owned());
                let number = *numbers.entry(key).or_insert_with_key(|key| {
                    names.push(key.clone());
                    names.len() as u32 - 1
                });
                // A country named twice counts once.
                if !own.contains(&number) {
                    own.push(number);
                }
            };
            profile.countries.iter().for_each(|v| add(0, v));
            profile.regions.iter().for_each(|v| add(1, v));
            add(2, &profile.stage);
            add(3, &profile.kind);
            add(4, &profile.language);
            profile.parties.iter().for_each(|v| add(5, v));
            add(6, &profile.source);
            add(7, profile.year().unwrap_or_default());
            values.push(own);
        }
        Self { all, values, names }
    }

    /// For each profile whether the filters let it through; `None` when they let all through.
    pub(crate) fn allowed(&self, filter: &Filter) -> Option<Vec<bool>> {
        if filter.is_open() {
            return None;
        }
        Some(self.all.iter().map(|profile| filter.lets(profile)).collect())
    }

    /// Adds up the values of profiles that were counted.
    pub(crate) fn add(&self, counts: &[u64], facets: &mut FacetCounts) {
        let mut sums = vec![0; self.names.len()];
        for (profile, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            for value in &self.values[profile] {
                sums[*value as usize] += count;
            }
        }
        for ((facet, name), sum) in self.names.iter().zip(sums).filter(|(_, sum)| *sum > 0) {
            *facets.0[*facet as usize].entry(name.clone()).or_default() += sum;
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    pub(crate) fn at(&self, number: usize) -> Option<&Profile> {
        self.all.get(number)
    }
}

/// Sums per facet and value.
#[derive(Debug, Default)]
pub(crate) struct FacetCounts([HashMap<String, u64>; FACETS]);

impl FacetCounts {
    pub(crate) fn finish(self, topic: Vec<Count>) -> Facets {
        let [country, region, stage, kind, language, party, source, year] = self.0.map(sorted);
        let mut year = year;
        year.sort_by(|a, b| a.value.cmp(&b.value));
        Facets { topic, country, region, stage, kind, language, party, source, year }
    }
}

/// Most frequent first, ties by value.
pub(crate) fn sorted(counts: HashMap<String, u64>) -> Vec<Count> {
    let mut counts: Vec<Count> = counts.into_iter().map(|(value, count)| Count { value, count }).collect();
    counts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    counts
}

/// Filters in the form in which they are compared.
#[derive(Debug, Default)]
pub(crate) struct Filter {
    wanted: Filters,
    parties: Vec<String>,
    from: Option<String>,
    to: Option<String>,
}

impl Filter {
    pub(crate) fn new(filters: &Filters) -> Result<Self> {
        Ok(Self {
            wanted: filters.clone(),
            parties: filters.party.iter().map(|p| p.to_lowercase()).collect(),
            from: day("from", filters.from.as_deref(), "-01")?,
            to: day("to", filters.to.as_deref(), "-99")?,
        })
    }

    fn is_open(&self) -> bool {
        let w = &self.wanted;
        [&w.country, &w.region, &w.stage, &w.kind, &w.party, &w.language, &w.process, &w.source, &w.document, &w.document_topic]
            .iter()
            .all(|values| values.is_empty())
            && self.from.is_none()
            && self.to.is_none()
    }

    fn lets(&self, profile: &Profile) -> bool {
        let one = |wanted: &[String], value: &str| wanted.is_empty() || wanted.iter().any(|w| w.eq_ignore_ascii_case(value));
        let any = |wanted: &[String], values: &[String]| wanted.is_empty() || values.iter().any(|v| one(wanted, v));
        let party = |p: &String| self.parties.contains(&p.to_lowercase());
        let w = &self.wanted;
        one(&w.kind, &profile.kind)
            && one(&w.language, &profile.language)
            && one(&w.stage, &profile.stage)
            && one(&w.process, &profile.process)
            && one(&w.source, &profile.source)
            && one(&w.document, &profile.document)
            && any(&w.country, &profile.countries)
            && any(&w.region, &profile.regions)
            && any(&w.document_topic, &profile.document_topics)
            && (self.parties.is_empty() || profile.parties.iter().any(party))
            && self.lets_date(&profile.date)
    }

    /// A document dated "1990" may be from any day of that year: it is found when one of them fits.
    fn lets_date(&self, date: &str) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        if date.is_empty() {
            return false;
        }
        let fill = |end: &str| {
            let mut day = date.to_owned();
            while day.len() < 10 {
                day.push_str(end);
            }
            day
        };
        self.from.as_ref().is_none_or(|from| fill("-99") >= *from) && self.to.as_ref().is_none_or(|to| fill("-01") <= *to)
    }
}

/// A partial date filled up to a day; compared as text.
fn day(filter: &'static str, text: Option<&str>, fill: &str) -> Result<Option<String>> {
    let Some(text) = text.map(str::trim).filter(|t| !t.is_empty()) else {
        return Ok(None);
    };
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
    let fits = parts.iter().all(digits) && parts.len() <= 3 && parts[0].len() == 4 && parts[1..].iter().all(|p| p.len() == 2);
    if !fits {
        return Err(Error::Filter { filter, reason: format!("“{text}” is no date. Write 1990, 1990-02 or 1990-02-15.") });
    }
    let mut day = text.to_owned();
    while day.len() < 10 {
        day.push_str(fill);
    }
    Ok(Some(day))
}
