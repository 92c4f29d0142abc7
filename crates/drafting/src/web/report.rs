//! What was found in a text, drawn: findings by provision, what is meant so, notes, building blocks
//! and obligations.

use crate::block::{self, Block};
use crate::check::{self, COLUMNS, Checked, Covered, Finding, Precedents};
use crate::intended::{INTEND, Mark, TAKE_BACK};
use crate::precedent;
use crate::said;
use askama::Template;
use clauses::Strength;
use platform::web::{Outcome, Reply, Visit};
use platform::{Error, Result, Said, clock, say};

#[derive(Template)]
#[template(path = "drafting-report.html")]
pub(super) struct Report<'a> {
    v: &'a Visit,
    c: &'a Checked,
    kept: Option<Kept<'a>>,
}

/// The version of a draft that was checked, where it is kept.
struct Kept<'a> {
    draft: &'a str,
    version: i64,
    marks: &'a [Mark],
}

/// The findings of one provision.
struct Group<'a> {
    provision: Option<&'a str>,
    findings: Vec<Numbered<'a>>,
}

/// How strongly an article binds: its obligations, and what its duties leave open.
#[derive(Default)]
struct Strengths<'a> {
    article: Option<&'a str>,
    duties: usize,
    permissions: usize,
    endeavours: usize,
    without_actor: usize,
    without_deadline: usize,
    without_verification: usize,
}

/// A finding, and its name where the draft is kept.
struct Numbered<'a> {
    name: String,
    f: &'a Finding,
}

impl Strengths<'_> {
    /// Its numbers, in the order of the columns.
    fn numbers(&self) -> [usize; 6] {
        [self.duties, self.permissions, self.endeavours, self.without_actor, self.without_deadline, self.without_verification]
    }
}

impl<'a> Report<'a> {
    /// Of a text that is not kept.
    pub(super) fn new(v: &'a Visit, c: &'a Checked) -> Report<'a> {
        Report { v, c, kept: None }
    }

    /// Of a version of a draft, with what is meant so in it.
    pub(super) fn of_version(v: &'a Visit, c: &'a Checked, draft: &'a str, version: i64, marks: &'a [Mark]) -> Report<'a> {
        Report { v, c, kept: Some(Kept { draft, version, marks }) }
    }

    pub(super) fn drawn(&self) -> Result<String> {
        Ok(self.render()?)
    }

    /// The findings that are not meant so, as they follow each other, those of one provision together.
    fn groups(&self) -> Vec<Group<'a>> {
        let mut out: Vec<Group<'a>> = Vec::new();
        for (at, f) in self.c.findings.iter().enumerate() {
            let name = self.kept.as_ref().map_or_else(String::new, |kept| format!("{}.{}", kept.version, at + 1));
            if self.marks().iter().any(|mark| mark.finding.as_ref() == Some(&name)) {
                continue;
            }
            let provision = f.provision.as_deref();
            let found = Numbered { name, f };
            match out.last_mut().filter(|group| group.provision == provision) {
                Some(group) => group.findings.push(found),
                None => out.push(Group { provision, findings: vec![found] }),
            }
        }
        out
    }

    fn marks(&self) -> &'a [Mark] {
        self.kept.as_ref().map_or(&[], |kept| kept.marks)
    }

    /// How many findings are not meant so.
    fn open(&self) -> usize {
        self.c.findings.len() - self.marks().iter().filter(|mark| mark.finding.is_some()).count()
    }

    /// What leads to marking a finding as intended.
    fn intend(&self, name: &str) -> String {
        let label = self.v.t("drafting-draft-intend");
        self.kept.as_ref().map_or_else(String::new, |kept| self.v.step_of(&INTEND, kept.draft, &[("finding", name)], &label, name))
    }

    /// What takes a mark back.
    fn take_back(&self, mark: &Mark) -> String {
        let label = self.v.t("drafting-draft-take-back");
        let of = mark.finding.as_deref().unwrap_or(&mark.words);
        self.kept.as_ref().map_or_else(String::new, |kept| self.v.step_of(&TAKE_BACK, kept.draft, &[("mark", &mark.id)], &label, of))
    }

    /// How strongly each article binds, in the order of the text.
    fn strengths(&self) -> Vec<Strengths<'a>> {
        let mut out: Vec<Strengths<'a>> = Vec::new();
        for o in &self.c.obligations {
            // The path of a paragraph begins with its article.
            let article = o.provision.as_deref().map(|path| path.split(',').next().unwrap_or(path));
            if out.last().is_none_or(|last| last.article != article) {
                out.push(Strengths { article, ..Strengths::default() });
            }
            let Some(last) = out.last_mut() else { continue };
            match o.strength {
                Strength::Duty => last.duties += 1,
                Strength::Permission => last.permissions += 1,
                Strength::Endeavour => last.endeavours += 1,
            }
            let is_duty = o.strength == Strength::Duty;
            last.without_actor += usize::from(is_duty && o.actor.is_none());
            last.without_deadline += usize::from(is_duty && o.deadline.is_none());
            last.without_verification += usize::from(is_duty && o.verification.is_none());
        }
        out
    }

    /// The blocks in a state.
    fn in_state(&self, state: &str) -> Vec<&'a Covered> {
        self.c.blocks.iter().filter(|block| block.state == state).collect()
    }

    /// What is known of a block, in the reader's language.
    fn block(&self, word: &str) -> Option<&'static Block> {
        block::block(self.v.language, word)
    }

    /// What comparable agreements did about a block.
    fn precedent(&self, found: &Precedents) -> String {
        self.v.say(&Said::new(format!("drafting-precedents-{}", found.set)).with("n", found.n as i64).with("of", found.of.to_string()))
    }

    /// Provisions to read, each with its page.
    fn examples(&self, found: &'a Precedents) -> Vec<(&'a str, String)> {
        let Some(agreements) = precedent::agreements(&self.v.app) else { return Vec::new() };
        found.examples.iter().map(|id| (id.as_str(), (agreements.page)(id))).collect()
    }

    fn sources(&self, word: &str) -> &'static [String] {
        block::sources(word)
    }

    /// Where a rule comes from, in the reader's language as far as it has a name there.
    fn source(&self, source: &str) -> String {
        self.v.say(&said::source(source))
    }
}

/// The obligations as a file: a table or a calendar.
pub(super) fn obligations(form: &str, checked: &Checked) -> Outcome {
    match form {
        "csv" => Reply::csv("obligations.csv", &COLUMNS, check::rows(&checked.obligations)),
        "ics" => {
            let made_at: String = clock::now().chars().take(19).filter(|c| !"-:".contains(*c)).chain(['Z']).collect();
            let calendar = check::calendar(&checked.obligations, &made_at);
            Ok(Reply::download("text/calendar; charset=utf-8", "obligations.ics", calendar.into_bytes()))
        }
        _ => Err(Error::NotFound(say!("platform-error-no-such-form", form = form))),
    }
}

/// A draft that was checked, for the samples of pages.
pub(super) fn sample(v: &Visit) -> Checked {
    let place = |path: &str| Some(path.to_owned());
    let found = |provision: Option<String>, rule: &'static str| Finding {
        rule,
        severity: "gap",
        provision,
        words: "18:00".into(),
        also: vec![check::Place { provision: place("Article 2"), words: "6 p.m.".into() }],
        message: v.tk("drafting-rule-", rule),
        remedy: v.tk("drafting-mend-", rule),
        source: "drafting practice",
    };
    let known = Precedents { n: 11, of: 14, set: "ceasefire".into(), examples: vec!["demo:1#7".into()] };
    let block = |block, state| Covered { block, state, provisions: vec!["Article 1".into()], precedents: Some(known.clone()) };
    Checked {
        file: "draft.docx".into(),
        language: Some("en"),
        kind: Some("cessation"),
        blocks: vec![block("purpose", "present"), block("women", "vague"), block("sexual-violence", "missing")],
        findings: vec![
            found(None, "crsv-not-prohibited"),
            found(place("Article 1"), "time-without-zone"),
            found(place("Article 1"), "placeholder-left"),
        ],
        notes: vec![check::Note {
            note: "no-signatures".into(),
            provision: None,
            words: String::new(),
            message: v.t("drafting-note-no-signatures"),
        }],
        obligations: vec![clauses::Obligation {
            provision: place("Article 1"),
            actor: Some("Each side".into()),
            act: "withdraws its mortars".into(),
            object: Some("mortars".into()),
            place: None,
            deadline: Some(clauses::Deadline { words: "within ten days".into(), on: Some("2041-05-13".into()), day: Some(10) }),
            condition: None,
            verification: Some("the observers".into()),
            strength: Strength::Duty,
        }],
    }
}
