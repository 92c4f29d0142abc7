//! From a request to an answer.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Instant;

use tantivy::schema::Value;
use tantivy::{Searcher, TantivyDocument, Term};

use super::evaluate::{Bm25, Group, Leaf, Must, Outcome, Plan, Scored, Scoring, Want, What, evaluate};
use super::family::{self, Card};
use super::highlight::Marker;
use super::profile::{FacetCounts, Filter, sorted};
use super::segments::SegmentData;
use super::write::Kept;
use super::{Index, lock, rank};
use crate::budget::Budget;
use crate::passage::Passage;
use crate::query::parse::parse;
use crate::query::plan::{Planned, Planner};
use crate::query::spelling;
use crate::request::{FILTERS_MAX, Facets, Filters, HITS_MAX, PAGED_MAX, QUERY_CHARS_MAX, Understood};
use crate::text::{Script, tag};
use crate::thesaurus::Meaning;
use crate::{Answer, Error, Hit, Lay, Request, Result};
use methods::language::Language;

/// The share of a question that some hit must meet by its words or topics to answer it.
const COVERED_MIN: f32 = 0.5;
/// How close in meaning, word by word, some hit must be to answer a question in other words.
const NEAREST_MIN: f32 = 0.7;

pub(super) fn search(index: &Index, searcher: &Searcher, request: &Request, budget: &Budget) -> Result<Answer> {
    let began = Instant::now();
    // No more is counted than is needed to say that it is too long.
    let chars = request.query.chars().take(QUERY_CHARS_MAX * 10).count();
    if chars > QUERY_CHARS_MAX {
        return Err(Error::QueryTooLong { chars, max: QUERY_CHARS_MAX });
    }
    check_limit(request)?;
    budget.look()?;
    let parsed = parse(&request.query);
    let filters = with_fields(&request.filters, &parsed.fields);
    let expand = |p: &str| spelling::expand(searcher, index.fields.surface, p, budget);
    let mut planned = Planner {
        thesaurus: &index.thesaurus,
        fields: index.fields,
        tuning: &index.tuning,
        stems: &mut lock(&index.stems),
        expand: &expand,
        budget,
    }
    .plan(&parsed, &request.concepts_off)?;
    planned.problems.extend(parsed.problems);
    let mut answer = run(index, searcher, (request, &filters), &mut planned, budget)?;
    answer.suggestion = suggestion(index, searcher, &request.query, budget)?;
    answer.query.clone_from(&request.query);
    // The planner reads a copy with single spaces; the words are the same.
    let text = crate::query::plan::spoken_text(&request.query);
    answer.concepts =
        understood(index, request, &planned.meanings, |(from, to)| text.get(from as usize..to as usize).unwrap_or_default().to_owned());
    answer.problems = planned.problems;
    answer.took_ms = began.elapsed().as_secs_f64() * 1_000.0;
    Ok(answer)
}

pub(super) fn check_limit(request: &Request) -> Result<()> {
    if request.limit > HITS_MAX {
        return Err(Error::TooManyHits { limit: request.limit, max: HITS_MAX });
    }
    if request.offset.saturating_add(request.limit) > PAGED_MAX {
        return Err(Error::TooFar { from: request.offset.saturating_add(1), max: PAGED_MAX });
    }
    if request.filters.values() > FILTERS_MAX || request.concepts_off.len() > FILTERS_MAX {
        return Err(Error::TooMuch);
    }
    Ok(())
}

/// Runs a plan and fills in hits and facets.
pub(super) fn run(
    index: &Index,
    searcher: &Searcher,
    (request, filters): (&Request, &Filters),
    planned: &mut Planned,
    budget: &Budget,
) -> Result<Answer> {
    topic_filter(index, &filters.topic, &mut planned.plan);
    rank::quoted(planned, searcher, budget)?;
    let filter = Filter::new(filters)?;
    let segments = index.segments.of(searcher)?;
    let bm25 = Bm25 { k1: index.tuning.k1, b: index.tuning.b };
    let mut facets = FacetCounts::default();
    let mut topics = vec![0; index.thesaurus.concepts().len()];
    let mut best: Vec<Scored> = Vec::new();
    let mut total = 0;
    for (ordinal, data) in segments.iter().enumerate() {
        let allowed = data.profiles.allowed(&filter);
        budget.look()?;
        let want =
            Want { bm25: &bm25, best: rank::needed(request, planned), facets: true, concepts: topics.len(), allowed: allowed.as_deref() };
        let outcome: Outcome = evaluate(&planned.plan, searcher, data, ordinal as u32, &want, budget)?;
        total += outcome.total;
        data.profiles.add(&outcome.profiles, &mut facets);
        topics.iter_mut().zip(&outcome.topics).for_each(|(sum, n)| *sum += n);
        best.extend(outcome.best);
    }
    let id = |hit: &Scored| segments[hit.segment as usize].id_text(hit.doc).unwrap_or_default();
    let mut keyed: Vec<(Scored, Option<String>)> = best.into_iter().map(|b| (b, None)).collect();
    keyed.sort_by(|a, b| b.0.score.total_cmp(&a.0.score));
    order_ties(&mut keyed, id);
    let nearest = rank::by_meaning(&mut keyed, planned, &segments, &index.tuning);
    let mut sorted: Vec<Scored> = keyed.into_iter().map(|(hit, _)| hit).collect();
    place_own(&mut sorted, request, &segments);
    let (cards, folded) = cards(sorted, (request, planned), &segments);
    let (hits, covered) = hits(index, searcher, (request, &cards, &segments), planned, budget)?;
    // Later pages go on with what the first one began.
    let answered = total > 0 && (request.offset > 0 || hits.is_empty() || covered >= COVERED_MIN || nearest >= NEAREST_MIN);
    Ok(Answer { total, hits, folded, answered, facets: facets_with_topics(index, facets, &topics), ..Answer::default() })
}

/// The hits asked for, those that read alike laid together, and how many lie under others up to
/// there. Hits beyond those that are compared stand by themselves.
fn cards(mut sorted: Vec<Scored>, (request, planned): (&Request, &Planned), segments: &[Arc<SegmentData>]) -> (Vec<Card>, usize) {
    let compared = if planned.plan.asks() { rank::COMPARED.min(sorted.len()) } else { 0 };
    let language = request.language.unwrap_or(Language::English).code();
    let fold = |hits: &[Scored], wanted| family::fold(hits, wanted, language, segments);
    let (cards, folded) = match request.lay {
        Lay::Apart => (sorted.into_iter().map(Card::single).collect(), 0),
        Lay::OneFamily => (fold(&sorted[..compared], 1).iter().flat_map(Card::apart).collect(), 0),
        Lay::Together => {
            let rest = sorted.split_off(compared);
            let mut cards = fold(&sorted, request.offset + request.limit);
            let folded = cards.iter().map(|card| card.len() - 1).sum();
            cards.extend(rest.into_iter().map(Card::single));
            (cards, folded)
        }
    };
    (cards.into_iter().skip(request.offset).take(request.limit).collect(), folded)
}

/// Leaves the provision out that the others are like, or, where its family is asked for, puts it
/// before all others.
fn place_own(sorted: &mut Vec<Scored>, request: &Request, segments: &[Arc<SegmentData>]) {
    let Some(of) = &request.of else { return };
    let is_own = |hit: &Scored| segments[hit.segment as usize].id_text(hit.doc).is_ok_and(|id| id == *of);
    let Some(at) = sorted.iter().position(is_own) else { return };
    let own = sorted.remove(at);
    if request.lay == Lay::OneFamily {
        sorted.insert(0, own);
    }
}

/// Sorts runs of equal scores by id.
fn order_ties(keyed: &mut [(Scored, Option<String>)], id: impl Fn(&Scored) -> String) {
    let mut from = 0;
    while from < keyed.len() {
        let score = keyed[from].0.score;
        let run = keyed[from..].iter().take_while(|(hit, _)| hit.score == score).count();
        if run > 1 {
            let ties = &mut keyed[from..from + run];
            ties.iter_mut().for_each(|(hit, key)| *key = Some(id(hit)));
            ties.sort_by(|a, b| a.1.cmp(&b.1));
        }
        from += run;
    }
}

fn facets_with_topics(index: &Index, facets: FacetCounts, topics: &[u64]) -> Facets {
    let named: HashMap<String, u64> = topics
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
        .map(|(number, count)| (index.thesaurus.at(number as u32).id.clone(), *count))
        .collect();
    facets.finish(sorted(named))
}

/// Adds a required group for every topic filter: any of the topics or of those below them.
fn topic_filter(index: &Index, wanted: &[String], plan: &mut Plan) {
    if wanted.is_empty() {
        return;
    }
    let thesaurus = &index.thesaurus;
    let mut leaves: Vec<Leaf> = Vec::new();
    let mut known = HashSet::new();
    for topic in wanted {
        let concept = thesaurus.by_id(topic).or_else(|| thesaurus.by_pax(topic));
        for (narrower, _) in concept.map(|c| thesaurus.with_narrower(&c.id)).unwrap_or_default() {
            let Some(number) = thesaurus.number(&narrower.id).filter(|number| known.insert(*number)) else {
                continue;
            };
            let term = Term::from_field_u64(index.fields.clear, u64::from(number));
            leaves.push(Leaf { what: What::Term(term), scoring: Scoring::Presence, weight: 0.0 });
        }
    }
    plan.groups.push(Group { leaves, weight: 0.0, must: Must::Required });
}

fn with_fields(filters: &Filters, fields: &[(String, String)]) -> Filters {
    let mut filters = filters.clone();
    for (name, value) in fields {
        let list = match name.as_str() {
            "topic" => &mut filters.topic,
            "country" => &mut filters.country,
            "region" => &mut filters.region,
            "stage" => &mut filters.stage,
            "kind" => &mut filters.kind,
            "party" => &mut filters.party,
            "language" => &mut filters.language,
            "process" => &mut filters.process,
            "source" => &mut filters.source,
            "document" => &mut filters.document,
            "from" => {
                filters.from = Some(value.clone());
                continue;
            }
            _ => {
                filters.to = Some(value.clone());
                continue;
            }
        };
        list.push(value.clone());
    }
    filters
}

pub(super) fn understood(index: &Index, request: &Request, meanings: &[Meaning], words: impl Fn((u32, u32)) -> String) -> Vec<Understood> {
    let language = request.language.unwrap_or(Language::English);
    meanings
        .iter()
        .map(|meaning| {
            let concept = index.thesaurus.at(meaning.concept);
            Understood {
                id: concept.id.clone(),
                label: concept.name(language).to_owned(),
                words: meaning.words.iter().map(|place| words(*place)).collect(),
                confidence: meaning.confidence,
                on: !request.concepts_off.contains(&concept.id),
            }
        })
        .collect()
}

fn suggestion(index: &Index, searcher: &Searcher, query: &str, budget: &Budget) -> Result<Option<String>> {
    let surface = index.fields.surface;
    let mut stems = lock(&index.stems);
    let stems = std::cell::RefCell::new(&mut *stems);
    spelling::suggest(searcher, surface, query, budget, |token| {
        let here = Term::from_field_text(surface, &token.text);
        if searcher.doc_freq(&here).is_ok_and(|n| n > 0) {
            return true;
        }
        let languages: &[Language] = match token.script {
            Script::Arabic => &[Language::Arabic],
            Script::Cyrillic => &[Language::Russian],
            _ => &[Language::English, Language::French, Language::Spanish],
        };
        languages.iter().any(|language| {
            let term = stems.borrow_mut().term(token, *language);
            let stem = term.strip_prefix(tag(*language)).unwrap_or(&term);
            let words = Term::from_field_text(index.fields.words, &term);
            index.thesaurus.lexicon.knows(&term)
                || index.thesaurus.patterns.knows(*language, stem)
                || searcher.doc_freq(&words).is_ok_and(|n| n > 0)
        })
    })
}

fn kept(index: &Index, entry: &TantivyDocument) -> Option<Kept> {
    let bytes = entry.get_first(index.fields.stored)?.as_bytes()?;
    serde_json::from_slice(bytes).ok()
}

fn hits(
    index: &Index,
    searcher: &Searcher,
    (request, cards, segments): (&Request, &[Card], &[Arc<SegmentData>]),
    planned: &Planned,
    budget: &Budget,
) -> Result<(Vec<Hit>, f32)> {
    let shares = rank::shares(planned, searcher, index.fields.words)?;
    // Where no word is asked for, as for a phrase, whatever is found answers.
    let mut covered = if planned.words.is_empty() { 1.0_f32 } else { 0.0 };
    let marker = Marker::new(&index.thesaurus, planned, request.language.unwrap_or(Language::English));
    let mut stems = lock(&index.stems);
    let mut hits = Vec::new();
    for (place, card) in cards.iter().enumerate() {
        let scored = card.hit;
        let address = tantivy::DocAddress::new(scored.segment, scored.doc);
        let entry: TantivyDocument = searcher.doc(address)?;
        let Some(Kept { passage, language, topics }) = kept(index, &entry) else {
            continue;
        };
        budget.hold(passage.text.len())?;
        budget.look()?;
        let marked = marker.mark(&passage.text, language, &mut stems);
        let why = marker.why(&marked, (&passage, language, &topics), &mut stems);
        covered = covered.max(marker.covers(&marked, &why, &shares));
        let highlights = marked.ranges;
        let snippet = super::highlight::snippet(&passage.text, &highlights);
        hits.push(Hit {
            rank: request.offset + place + 1,
            score: scored.score,
            id: passage.id,
            document: passage.document,
            title: passage.title,
            heading: passage.heading,
            date: passage.date,
            kind: passage.kind,
            language: Some(language),
            countries: passage.countries,
            topics,
            source: passage.source,
            redistribution: passage.redistribution,
            text: passage.text,
            highlights,
            snippet,
            family: card.family(segments)?,
            why,
        });
    }
    Ok((hits, covered))
}

pub(super) fn passage(index: &Index, searcher: &Searcher, id: &str) -> Result<Option<Passage>> {
    let term = Term::from_field_text(index.fields.id, id);
    for (ordinal, segment) in searcher.segment_readers().iter().enumerate() {
        let inverted = segment.inverted_index(index.fields.id)?;
        let option = tantivy::schema::IndexRecordOption::Basic;
        let postings = inverted.read_postings(&term, option).map_err(tantivy::TantivyError::from)?;
        let Some(mut postings) = postings else {
            continue;
        };
        use tantivy::DocSet;
        while postings.doc() != tantivy::TERMINATED {
            if !segment.is_deleted(postings.doc()) {
                let address = tantivy::DocAddress::new(ordinal as u32, postings.doc());
                let entry: TantivyDocument = searcher.doc(address)?;
                return Ok(kept(index, &entry).map(|k| k.passage));
            }
            postings.advance();
        }
    }
    Ok(None)
}
