//! Figures: how often a topic stands in documents, by year and by country, each number with
//! its denominator and with the state of the library that it was counted from.
//!
//! Only documents that the source's coders looked at count for a topic. Where there is none,
//! the share is *unknown*, which is not zero.

use crate::index;
use crate::store::figures::{self as store, ReleaseSource, Share};
use methods::countries;
use platform::actor::Actor;
use platform::{App, Error, Result, say};
use search::{Concept, Thesaurus};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// The most topics in one figure.
// 4: more lines than that are not told apart.
pub const TOPICS_MAX: usize = 4;

/// PA-X stages in the order of a process.
pub const STAGES: [&str; 7] = ["Pre", "Cea", "SubPar", "SubComp", "Imp", "Ren", "Oth"];

/// What a figure is asked to show, as an address holds it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Topics: ids of the thesaurus or PA-X codes.
    pub topic: Vec<String>,
    /// PA-X stage.
    pub stage: String,
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// M49 code of a region or sub-region.
    pub region: String,
    /// Kind of document; maps only.
    pub kind: String,
}

/// A topic of a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureTopic {
    /// Id in the thesaurus, or the code where the thesaurus does not know it.
    pub id: String,
    /// The sources' codes that count as this topic, of those that stand on any document here.
    /// None means that coders here do not code the topic: its share is unknown.
    pub codes: Vec<String>,
}

/// A count with its share.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Counted {
    /// Documents with the topic.
    pub with_topic: i64,
    /// Share of the documents that coders looked at, 0 to 1; null where they looked at none.
    pub share: Option<f64>,
}

/// One year of a trend.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Year {
    /// The year.
    pub year: i64,
    /// Documents of the year that coders looked at; 0 means no data.
    pub n: i64,
    /// One count a topic.
    pub topics: Vec<Counted>,
}

/// Shares of documents with topics by year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trend {
    /// The topics, in the order asked for.
    pub topics: Vec<FigureTopic>,
    /// Every year from the first to the last that has data.
    pub years: Vec<Year>,
    /// Documents that coders looked at but whose date is unknown; in no year.
    pub undated: i64,
    /// What was counted from.
    pub release: Release,
}

/// A country of a map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Area {
    /// ISO 3166-1 alpha-3.
    pub iso3: String,
    /// Documents; where a topic is asked for, those that coders looked at.
    pub n: i64,
    /// Count of the topic, where one is asked for.
    pub topic: Option<Counted>,
}

/// Documents by country.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Map {
    /// The topic, where one is asked for.
    pub topic: Option<FigureTopic>,
    /// Countries with documents, by code.
    pub areas: Vec<Area>,
    /// Documents of which no country is known; on no map.
    pub without_country: i64,
    /// What was counted from.
    pub release: Release,
}

/// The state of the library that figures were counted from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Release {
    /// Changes whenever a source or the thesaurus does.
    pub version: String,
    /// Version of the thesaurus.
    pub thesaurus: String,
    /// The sources with their counts.
    pub sources: Vec<ReleaseSource>,
}

/// The state of the library now.
pub fn release(app: &App, reader: &Actor) -> Result<Release> {
    let thesaurus = index::thesaurus(app)?.version().to_owned();
    let sources = app.read(reader, store::release)?;
    let text = serde_json::to_vec(&(&thesaurus, &sources))?;
    let version = platform::files::hash_of(&text)[..12].to_owned();
    Ok(Release { version, thesaurus, sources })
}

/// Every code that coders gave to any document here. A code that stands nowhere is not one
/// that coders looked for, so its absence means nothing.
pub fn codes_in_use(app: &App, reader: &Actor) -> Result<HashSet<String>> {
    Ok(app.read(reader, store::codes_in_use)?.into_iter().collect())
}

/// The topic that an id or code means, with the codes in use that count as it: its own, or
/// where it has none those of everything below it.
fn topic(app: &App, asked: &str, in_use: &HashSet<String>) -> Result<FigureTopic> {
    let thesaurus = index::thesaurus(app)?;
    let Some(concept) = thesaurus.by_id(asked).or_else(|| thesaurus.by_pax(asked)) else {
        if asked.len() > 40 || !asked.chars().all(|c| c.is_ascii_alphanumeric() || c == ':') {
            return Err(Error::missing("topic", asked));
        }
        let codes = vec![asked.to_owned()].into_iter().filter(|code| in_use.contains(code)).collect();
        return Ok(FigureTopic { id: asked.to_owned(), codes });
    };
    Ok(FigureTopic { id: concept.id.clone(), codes: codes_of(&thesaurus, concept, in_use) })
}

/// The codes in use that count as a topic: its own, or where it has none those of everything
/// below it.
pub fn codes_of(thesaurus: &Thesaurus, concept: &Concept, in_use: &HashSet<String>) -> Vec<String> {
    let of = |c: &Concept| c.pax.iter().filter(|code| in_use.contains(*code)).cloned().collect::<Vec<_>>();
    let own = of(concept);
    if !own.is_empty() {
        return own;
    }
    thesaurus.with_narrower(&concept.id).into_iter().flat_map(|(c, _)| of(c)).collect()
}

/// The countries that documents name, by code.
pub fn countries(app: &App, reader: &Actor) -> Result<Vec<String>> {
    let all = app.read(reader, |c| store::by_country(c, None, None, None))?;
    Ok(all.into_iter().map(|share| share.of).collect())
}

/// How many documents have a topic, of those that coders looked at: none where coders here do
/// not code it.
pub fn of_topic(app: &App, reader: &Actor, id: &str) -> Result<(i64, i64)> {
    let codes = topic(app, id, &codes_in_use(app, reader)?)?.codes;
    if codes.is_empty() {
        return Ok((0, 0));
    }
    let years = app.read(reader, |c| store::by_year(c, &codes, None, None))?;
    Ok(years.iter().fold((0, 0), |(with, n), year| (with + year.with_topic, n + year.n)))
}

fn given(text: &str) -> Option<&str> {
    Some(text).filter(|t| !t.is_empty())
}

/// The countries that are asked for; none where all are.
fn places(asked: &Asked) -> Option<Vec<String>> {
    if asked.country.is_empty() && asked.region.is_empty() {
        return None;
    }
    let within = |iso3: &str| asked.region.is_empty() || countries::regions_of(iso3).contains(&asked.region);
    let wanted = |iso3: &str| asked.country.is_empty() || asked.country == iso3;
    Some(countries::all().iter().map(|c| c.iso3).filter(|iso3| within(iso3) && wanted(iso3)).map(str::to_owned).collect())
}

fn counted(topic: &FigureTopic, share: &Share) -> Counted {
    let known = share.n > 0 && !topic.codes.is_empty();
    Counted { with_topic: share.with_topic, share: known.then(|| share.with_topic as f64 / share.n as f64) }
}

/// Shares of documents with the topics by year. Years without data between others are there,
/// with `n` 0 and no share.
pub fn trend(app: &App, reader: &Actor, asked: &Asked) -> Result<Trend> {
    let in_use = codes_in_use(app, reader)?;
    let topics = asked.topic.iter().filter(|t| !t.is_empty()).map(|t| topic(app, t, &in_use)).collect::<Result<Vec<_>>>()?;
    if topics.len() > TOPICS_MAX {
        return Err(Error::invalid("topic", say!("library-error-figure-topics", n = TOPICS_MAX)));
    }
    let places = places(asked);
    let counts: Vec<Vec<Share>> =
        app.read(reader, |c| topics.iter().map(|t| store::by_year(c, &t.codes, given(&asked.stage), places.as_deref())).collect())?;
    let mut years: Vec<Year> = Vec::new();
    let dated =
        counts.first().into_iter().flatten().enumerate().filter_map(|(at, share)| Some((at, share.of.parse::<i64>().ok()?, share.n)));
    for (at, year, n) in dated {
        let gap = years.last().map_or(year, |last| last.year + 1)..year;
        years.extend(gap.map(|year| Year { year, n: 0, topics: vec![Counted { with_topic: 0, share: None }; topics.len()] }));
        years.push(Year { year, n, topics: topics.iter().zip(&counts).map(|(topic, of)| counted(topic, &of[at])).collect() });
    }
    let undated = counts.first().into_iter().flatten().filter(|share| share.of.is_empty()).map(|share| share.n).sum();
    Ok(Trend { topics, years, undated, release: release(app, reader)? })
}

/// Documents by country, or the share of them with a topic.
pub fn map(app: &App, reader: &Actor, asked: &Asked) -> Result<Map> {
    let in_use = codes_in_use(app, reader)?;
    let topic = asked.topic.iter().find(|t| !t.is_empty()).map(|t| topic(app, t, &in_use)).transpose()?;
    let (kind, stage) = (given(&asked.kind), given(&asked.stage));
    let places = places(asked);
    let (shares, without_country) = app.read(reader, |c| {
        let shares = store::by_country(c, topic.as_ref().map(|t| t.codes.as_slice()), kind, stage)?;
        Ok((shares, store::without_country(c, kind, stage)?))
    })?;
    let shares = shares.into_iter().filter(|s| places.as_ref().is_none_or(|wanted| wanted.contains(&s.of)));
    let areas = shares.map(|s| Area { topic: topic.as_ref().map(|t| counted(t, &s)), n: s.n, iso3: s.of }).collect();
    Ok(Map { topic, areas, without_country, release: release(app, reader)? })
}
