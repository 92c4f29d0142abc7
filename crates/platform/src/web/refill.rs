//! A page as it is now, with the form on it filled in again with what somebody typed, and each
//! fault at its field.

use super::forms::{SECRETS, TOKEN};
use super::tags::{Tag, escaped, plain, tags};
use std::collections::{HashMap, VecDeque};
use std::ops::Range;

#[cfg(test)]
mod tests;

/// A form that was sent: its address, what it held, and what is wrong with it, by field.
pub(super) struct Sent<'a> {
    pub action: &'a str,
    pub pairs: &'a [(String, String)],
    pub faults: &'a [(String, String)],
    /// What is said of a choice that is not offered any more.
    pub gone: &'a str,
}

/// What the summary on top says.
#[derive(Debug, Default)]
pub(super) struct Summary {
    pub lines: Vec<Line>,
    /// What was typed into no field that is there now.
    pub left: Vec<String>,
}

/// What is wrong, and where.
#[derive(Debug)]
pub(super) struct Line {
    /// Id and name of the field; none where it is no field of the form.
    pub field: Option<(String, String)>,
    pub text: String,
}

/// What no person typed.
const UNTYPED: [&str; 3] = [TOKEN, "next", "sure"];

/// What was typed and is nobody else's to see: secrets and what a page sends by itself are not in it.
pub(super) fn typed(pairs: &[(String, String)]) -> Vec<String> {
    let shown = |name: &str, text: &str| !UNTYPED.contains(&name) && !SECRETS.contains(&name) && !text.trim().is_empty();
    pairs.iter().filter(|(name, text)| shown(name, text)).map(|(_, text)| text.clone()).collect()
}

/// The page with the form filled in and the summary on top; none where it has no main part.
pub(super) fn refill(html: &str, sent: &Sent<'_>, draw: impl FnOnce(&Summary) -> String) -> Option<String> {
    let page = Page::of(html);
    let top = page.tags.iter().find(|tag| tag.opens("main"))?.at.end;
    let mut edits = Vec::new();
    let mut summary = Summary::default();
    match page.form_of(sent) {
        Some(form) => page.fill(&form, sent, &mut edits, &mut summary),
        None => {
            summary.left = typed(sent.pairs);
            summary.lines = sent.faults.iter().map(|(_, text)| Line { field: None, text: text.clone() }).collect();
        }
    }
    edits.push((top..top, draw(&summary)));
    Some(edited(html, edits))
}

type Edit = (Range<usize>, String);

fn edited(html: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(at, _)| at.start);
    let mut out = String::with_capacity(html.len() + 1024);
    let mut done = 0;
    for (at, text) in edits {
        out.push_str(&html[done..at.start]);
        out.push_str(&text);
        done = at.end;
    }
    out.push_str(&html[done..]);
    out
}

struct Page<'a> {
    html: &'a str,
    tags: Vec<Tag<'a>>,
    /// The forms: their own tags.
    forms: Vec<usize>,
    controls: Vec<Control>,
}

/// Something that sends a value.
struct Control {
    name: String,
    kind: Kind,
    /// Its tag, and the tag that ends it.
    tag: usize,
    end: usize,
    /// Which form it belongs to.
    form: usize,
    /// Where a sentence about it may stand.
    before: usize,
    /// The folded parts around it.
    within: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Prose,
    Choice,
    /// Checked or not.
    Tick,
    Button,
    Carried,
    /// What is never filled in again.
    Kept,
}

fn kind_of(tag: &Tag<'_>) -> Option<Kind> {
    let of = tag.get("type").unwrap_or_default();
    let completes = tag.get("autocomplete").unwrap_or_default();
    Some(match tag.name {
        "textarea" => Kind::Prose,
        "select" => Kind::Choice,
        "button" => Kind::Button,
        "input" if matches!(&*of, "hidden" | "image") || tag.get("hidden").is_some() => Kind::Carried,
        "input" if matches!(&*of, "password" | "file") || completes.contains("password") || completes == "one-time-code" => Kind::Kept,
        "input" if matches!(&*of, "checkbox" | "radio") => Kind::Tick,
        "input" if matches!(&*of, "submit" | "reset" | "button") => Kind::Button,
        "input" => Kind::Text,
        _ => return None,
    })
}

impl<'a> Page<'a> {
    fn of(html: &'a str) -> Page<'a> {
        let mut page = Page { html, tags: tags(html), forms: Vec::new(), controls: Vec::new() };
        let (mut form, mut folded, mut around) = (None, Vec::new(), Vec::<usize>::new());
        for (at, tag) in page.tags.iter().enumerate() {
            match (tag.name, tag.is_end) {
                ("form", false) => {
                    form = Some(page.forms.len());
                    page.forms.push(at);
                    around.clear();
                }
                ("form", true) => form = None,
                ("details", false) => folded.push(at),
                ("details", true) => drop(folded.pop()),
                // A sentence stands in no other sentence and in no label.
                ("p" | "label", false) => around.push(at),
                ("p" | "label", true) => drop(around.pop()),
                (_, true) => {}
                (name, false) => {
                    let Some((kind, named)) = kind_of(tag).zip(tag.get("name")) else { continue };
                    let other = tag.get("form").and_then(|id| page.tags.iter().position(|tag| tag.opens("form") && tag.is("id", &id)));
                    let Some(belongs) = other.or(form.map(|form| page.forms[form])) else { continue };
                    let ends = || page.tags[at..].iter().position(|tag| tag.is_end && tag.name == name).map_or(at, |n| at + n);
                    let end = if matches!(kind, Kind::Prose | Kind::Choice) { ends() } else { at };
                    let before = page.tags[around.first().copied().unwrap_or(at)].at.start;
                    page.controls.push(Control { name: named.into(), kind, tag: at, end, form: belongs, before, within: folded.clone() });
                }
            }
        }
        page
    }

    /// The form that was sent: of several with the same address the one that holds the same.
    fn form_of(&self, sent: &Sent<'_>) -> Option<Vec<&Control>> {
        let posts = |tag: &Tag<'_>| tag.is("method", "post") && tag.is("action", sent.action);
        let forms = self.forms.iter().filter(|at| posts(&self.tags[**at]));
        let of = |form: &usize| self.controls.iter().filter(|control| control.form == *form).collect::<Vec<_>>();
        let mut best: Option<(i64, Vec<&Control>)> = None;
        for controls in forms.map(of) {
            let likeness = self.likeness(&controls, sent);
            if best.as_ref().is_none_or(|(most, _)| likeness > *most) {
                best = Some((likeness, controls));
            }
        }
        best.map(|(_, controls)| controls)
    }

    fn likeness(&self, controls: &[&Control], sent: &Sent<'_>) -> i64 {
        let is_there = |name: &str| sent.pairs.iter().any(|(given, _)| given == name);
        let holds = |control: &Control| {
            let value = self.tags[control.tag].get("value").unwrap_or_default();
            sent.pairs.iter().any(|(name, given)| *name == control.name && *given == value)
        };
        let mut sum = 0;
        for control in controls.iter().filter(|control| control.name != TOKEN) {
            sum += match control.kind {
                Kind::Carried if holds(control) => 4,
                Kind::Carried => -4,
                Kind::Button if holds(control) => 2,
                Kind::Text | Kind::Prose | Kind::Choice if !is_there(&control.name) => -1,
                _ => 0,
            };
        }
        let known = |name: &str| controls.iter().any(|control| control.name == name);
        let names = sent.pairs.iter().filter(|(name, _)| !UNTYPED.contains(&name.as_str()));
        sum + names.map(|(name, _)| if known(name) { 1 } else { -1 }).sum::<i64>()
    }

    fn fill(&self, controls: &[&Control], sent: &Sent<'_>, edits: &mut Vec<Edit>, summary: &mut Summary) {
        let mut given: HashMap<&str, VecDeque<&str>> = HashMap::new();
        for (name, text) in sent.pairs {
            given.entry(name).or_default().push_back(text);
        }
        // What is wrong, by the field it is wrong with.
        let (mut wrong, mut elsewhere): (Vec<(&Control, Vec<&str>)>, Vec<&str>) = Default::default();
        for (field, text) in sent.faults {
            let name = field.split(['[', '.']).next().unwrap_or(field);
            let found = controls.iter().find(|control| control.name == name && control.kind != Kind::Carried);
            match (found, wrong.iter().position(|(control, _)| control.name == name)) {
                (Some(_), Some(at)) => wrong[at].1.push(text),
                (Some(control), None) => wrong.push((control, vec![text])),
                (None, _) => elsewhere.push(text),
            }
        }
        let mut open: Vec<usize> = controls.iter().flat_map(|control| control.within.iter().copied()).collect();
        open.sort_unstable();
        open.dedup();
        edits.extend(open.into_iter().flat_map(|at| self.tags[at].set(self.html, &[("open", Some(""))])));
        summary.lines.extend(elsewhere.into_iter().map(|text| Line { field: None, text: text.to_owned() }));
        for control in controls {
            let mut given = given.get_mut(control.name.as_str());
            let is_gone = control.kind == Kind::Choice && given.as_mut().is_some_and(|given| !self.choose(control, given, edits));
            let mut set = self.filled(control, given, edits);
            let fault = wrong.iter().find(|(at, _)| at.tag == control.tag).map(|(_, texts)| texts.join(" "));
            if let Some(text) = fault.or_else(|| is_gone.then(|| sent.gone.to_owned())) {
                let id = self.mark(control, &text, &mut set, edits);
                summary.lines.push(Line { field: Some((id, self.label(control))), text });
            }
            let set: Vec<(&str, Option<&str>)> = set.iter().map(|(name, value)| (*name, value.as_deref())).collect();
            edits.extend(self.tags[control.tag].set(self.html, &set));
        }
        let mut is_left = |name: &String| given.get_mut(name.as_str()).and_then(VecDeque::pop_front);
        let left: Vec<(String, String)> =
            sent.pairs.iter().filter_map(|(name, _)| is_left(name).map(|text| (name.clone(), text.to_owned()))).collect();
        summary.left = typed(&left);
    }

    /// Fills one control in: the attributes to set on it.
    fn filled(&self, control: &Control, given: Option<&mut VecDeque<&str>>, edits: &mut Vec<Edit>) -> Vec<(&'static str, Option<String>)> {
        let tag = &self.tags[control.tag];
        if control.kind == Kind::Tick {
            let value = tag.get("value").unwrap_or("on".into());
            let found = given.and_then(|given| given.iter().position(|text| *text == value).and_then(|at| given.remove(at)));
            return vec![("checked", found.map(|_| String::new()))];
        }
        let Some(given) = given else { return Vec::new() };
        match control.kind {
            Kind::Text => return given.pop_front().map(|text| ("value", Some(text.to_owned()))).into_iter().collect(),
            Kind::Prose => {
                if let Some(text) = given.pop_front() {
                    // The first end of a line in it is not part of it.
                    edits.push((tag.at.end..self.tags[control.end].at.start, format!("\n{}", escaped(text))));
                }
            }
            Kind::Button | Kind::Carried | Kind::Kept => given.clear(),
            Kind::Choice | Kind::Tick => {}
        }
        Vec::new()
    }

    /// Chooses what was chosen; false where that is not offered any more.
    fn choose(&self, control: &Control, given: &mut VecDeque<&str>, edits: &mut Vec<Edit>) -> bool {
        let many = self.tags[control.tag].get("multiple").is_some();
        let wanted: Vec<&str> = given.drain(..if many { given.len() } else { given.len().min(1) }).collect();
        let options: Vec<usize> = (control.tag..control.end).filter(|at| self.tags[*at].opens("option")).collect();
        let value = |at: usize| self.tags[at].get("value").unwrap_or_else(|| self.text(at));
        let chosen: Vec<usize> = options.iter().copied().filter(|at| wanted.contains(&&*value(*at))).collect();
        if chosen.is_empty() {
            return wanted.iter().all(|text| text.is_empty());
        }
        for at in options {
            let on = chosen.contains(&at).then_some("");
            edits.extend(self.tags[at].set(self.html, &[("selected", on)]));
        }
        true
    }

    /// Says what is wrong at the field; its id.
    fn mark(&self, control: &Control, text: &str, set: &mut Vec<(&'static str, Option<String>)>, edits: &mut Vec<Edit>) -> String {
        let (tag, fault) = (&self.tags[control.tag], format!("fault-{}", control.name));
        edits.push((control.before..control.before, format!("<p class=\"error\" id=\"{}\">{}</p>", escaped(&fault), escaped(text))));
        let described = tag.get("aria-describedby").map_or(fault.clone(), |by| format!("{by} {fault}"));
        set.extend([("aria-invalid", Some("true".to_owned())), ("aria-describedby", Some(described))]);
        tag.get("id").map_or_else(
            || {
                let id = format!("field-{}", control.name);
                set.push(("id", Some(id.clone())));
                id
            },
            Into::into,
        )
    }

    /// What a control is called on the page.
    fn label(&self, control: &Control) -> String {
        let tag = &self.tags[control.tag];
        let labels = || (0..self.tags.len()).filter(|at| self.tags[*at].opens("label"));
        let by_id = tag.get("id").and_then(|id| labels().find(|at| self.tags[*at].is("for", &id)));
        let around = || labels().rfind(|at| *at < control.tag && self.end_of(*at) > control.tag);
        let said = tag.get("aria-label").filter(|_| by_id.is_none());
        let found = said.map(String::from).or_else(|| by_id.or_else(around).map(|at| self.text(at).into_owned()));
        found.filter(|text| !text.is_empty()).unwrap_or_else(|| control.name.clone())
    }

    fn end_of(&self, at: usize) -> usize {
        let name = self.tags[at].name;
        self.tags[at..].iter().position(|tag| tag.is_end && tag.name == name).map_or(at, |n| at + n)
    }

    /// The text of an element, without what can be chosen in it.
    fn text(&self, at: usize) -> std::borrow::Cow<'a, str> {
        let end = self.end_of(at);
        let mut parts = Vec::new();
        let mut inside = None;
        for here in at..end {
            if self.tags[here].name == "select" || self.tags[here].name == "textarea" {
                inside = (!self.tags[here].is_end).then_some(here);
            }
            if inside.is_none() {
                parts.push(&self.html[self.tags[here].at.end..self.tags[here + 1].at.start]);
            }
        }
        match parts.as_slice() {
            [one] => plain(one.trim()),
            _ => plain(parts.concat().trim()).into_owned().into(),
        }
    }
}
