//! A visit: who asks, in which language, for which form of a page.

use crate::actor::{Actor, Needs};
use crate::app::App;
use crate::languages::{Language, arguments};
use crate::said::Said;
use crate::{Error, say};
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use fluent_bundle::FluentValue;
use methods::dates::PartialDate;
use serde::de::DeserializeOwned;

/// Tells who a request comes from; none where it carries no proof.
pub type Identify = fn(&App, &HeaderMap) -> crate::Result<Option<Actor>>;

/// The form in which a page is asked for: `/x` as a page, `/x.json` as data, and so on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// A page for people.
    Page,
    /// The same as data: `json`, `csv`, `bib`, `ris`, `ttl` …
    Data(String),
}

/// A whole number of any size, as templates hand them over.
pub trait Whole {
    /// The number.
    fn whole(&self) -> i64;
}

macro_rules! whole {
    ($($t:ty),*) => { $(impl Whole for $t {
        fn whole(&self) -> i64 { i64::try_from(*self).unwrap_or(i64::MAX) }
    })* };
}
whole!(i64, u64, usize, u32, i32);

impl<T: Whole> Whole for &T {
    fn whole(&self) -> i64 {
        (*self).whole()
    }
}

/// One request, as pages and actions see it.
#[derive(Clone)]
pub struct Visit {
    /// The product.
    pub app: App,
    /// Who asks.
    pub actor: Actor,
    /// The language of the answer.
    pub language: Language,
    /// The form of the answer.
    pub wanted: Wanted,
    /// Path of the address, without the ending that names the form.
    pub path: String,
    /// Query of the address, without its question mark.
    pub query: String,
    /// The token that this visit's forms carry.
    pub form_token: String,
    /// The request's headers.
    pub headers: HeaderMap,
    /// The address the request came from, as far as it can be believed; `here` where it did
    /// not come over a network.
    pub source: String,
    /// Id of this request, as the trail and the log name it.
    pub request_id: String,
}

impl Visit {
    /// A visit for drawing samples in tests.
    pub fn sample(app: &App, language: Language) -> Visit {
        Visit {
            app: app.clone(),
            actor: Actor::new("sample", "Ilse Maren", crate::actor::Role::Administrator, crate::actor::Via::Web),
            language,
            wanted: Wanted::Page,
            path: "/".into(),
            query: String::new(),
            form_token: "sample".into(),
            headers: HeaderMap::new(),
            source: "192.0.2.1".into(),
            request_id: "sample".into(),
        }
    }

    /// Words.
    pub fn t(&self, key: &str) -> String {
        self.app.languages().text(self.language, key, &arguments([]))
    }

    /// Words for a key made of two parts, as in `role-` and `curator`.
    pub fn tk(&self, start: &str, end: &str) -> String {
        self.t(&format!("{start}{}", end.to_lowercase().replace([' ', '/', '_', '.'], "-")))
    }

    /// Words with one number.
    pub fn tn(&self, key: &str, number: impl Whole) -> String {
        let number = number.whole();
        let shown = self.number(number);
        let given = [("n", FluentValue::from(number)), ("shown", FluentValue::from(shown))];
        self.app.languages().text(self.language, key, &arguments(given))
    }

    /// Words with one text.
    pub fn tx(&self, key: &str, text: impl std::fmt::Display) -> String {
        let given = [("x", FluentValue::from(text.to_string()))];
        self.app.languages().text(self.language, key, &arguments(given))
    }

    /// Words with two texts.
    pub fn txy(&self, key: &str, x: impl std::fmt::Display, y: impl std::fmt::Display) -> String {
        let given = [("x", FluentValue::from(x.to_string())), ("y", FluentValue::from(y.to_string()))];
        self.app.languages().text(self.language, key, &arguments(given))
    }

    /// What is said, in the language of the visit.
    pub fn say(&self, said: &Said) -> String {
        said.text(self.app.languages(), self.language)
    }

    /// What was said and kept, in the language of the visit.
    pub fn kept(&self, text: &str) -> String {
        self.say(&Said::kept(text))
    }

    /// What a person may read of an error, all of it.
    pub fn told(&self, error: &Error) -> String {
        match error.faults() {
            [] => self.say(&error.said()),
            faults => faults.iter().map(|fault| self.say(&fault.said)).collect::<Vec<_>>().join(" "),
        }
    }

    /// A whole number as the language writes it.
    pub fn number(&self, number: impl Whole) -> String {
        self.app.languages().number(self.language, number.whole())
    }

    /// A stored date, at the precision it has, as the language writes it.
    pub fn date(&self, stored: &str) -> String {
        match stored.parse::<PartialDate>() {
            Ok(date) => self.app.languages().date(self.language, &date),
            Err(_) => stored.to_owned(),
        }
    }

    /// A stored instant: the day as the language writes it, the time in UTC.
    pub fn instant(&self, stored: &str) -> String {
        match (stored.get(..10), stored.get(11..16)) {
            (Some(day), Some(time)) => format!("{}, {time} UTC", self.date(day)),
            _ => stored.to_owned(),
        }
    }

    /// What there is to tell the reader on their first page. A domain that cannot say so now
    /// does not keep the page from them.
    pub fn notices(&self) -> Vec<crate::Notice> {
        let all = self.app.domains().iter().filter_map(|domain| domain.notices);
        let told = all.filter_map(|notices| notices(self).map_err(|error| tracing::error!(%error, "notices could not be read")).ok());
        told.flatten().collect()
    }

    /// Whether this visitor may do what needs `needs`.
    pub fn may(&self, needs: Needs) -> bool {
        self.actor.may(needs, self.app.config().visitors_may_read())
    }

    /// Whether this visitor may correct and import.
    pub fn may_curate(&self) -> bool {
        self.may(Needs::Curating)
    }

    /// Whether something on the page must not be printed; asked last of all.
    pub fn must_not_print(&self) -> bool {
        crate::audit::must_not_print()
    }

    /// Whether this visitor runs the system.
    pub fn may_administer(&self) -> bool {
        self.may(Needs::Administering)
    }

    /// `rtl` or `ltr`, for the page.
    pub fn direction(&self) -> &'static str {
        if self.language.is_rtl() { "rtl" } else { "ltr" }
    }

    /// The menu entries that this visitor sees.
    pub fn menu(&self) -> Vec<crate::domain::MenuEntry> {
        let entries = self.app.domains().iter().flat_map(|d| d.menu).copied();
        entries.filter(|entry| self.may(entry.needs)).collect()
    }

    /// Whether `href` is the part of the product that this page belongs to.
    pub fn is_within(&self, href: &str) -> bool {
        self.path == href || self.path.starts_with(&format!("{href}/"))
    }

    /// All languages, for the choice in the footer.
    pub fn languages(&self) -> [Language; 6] {
        Language::ALL
    }

    /// This page's address in another language.
    pub fn in_language(&self, language: &Language) -> String {
        let kept: String = form_pairs(&self.query)
            .filter(|(key, _)| key != "lang")
            .map(|(key, value)| format!("&{}={}", escape(&key), escape(&value)))
            .collect();
        format!("{}?lang={}{kept}", self.path, language.code())
    }

    /// This page's address in another form, with the same filters.
    pub fn as_data(&self, ending: &str) -> String {
        let query = if self.query.is_empty() { String::new() } else { format!("?{}", self.query) };
        format!("{}.{ending}{query}", self.path)
    }

    /// Whether the address holds `name` with this value.
    pub fn asks(&self, name: &str, value: &str) -> bool {
        form_pairs(&self.query).any(|(key, given)| key == name && given == value)
    }

    /// This page's address with one part of its query set anew (left out where empty).
    pub fn with(&self, name: &str, value: impl std::fmt::Display) -> String {
        let value = value.to_string();
        let mut pairs: Vec<(String, String)> = form_pairs(&self.query).filter(|(key, _)| key != name).collect();
        if !value.is_empty() {
            pairs.push((name.to_owned(), value));
        }
        address(&self.path, &pairs)
    }

    /// This page's address with one more, or one less, of a part that may stand repeatedly.
    pub fn toggled(&self, name: &str, value: &str) -> String {
        let mut pairs: Vec<(String, String)> =
            form_pairs(&self.query).filter(|(key, _)| key != "after" && key != "offset" && key != "page").collect();
        let this = (name.to_owned(), value.to_owned());
        if pairs.contains(&this) {
            pairs.retain(|pair| *pair != this);
        } else {
            pairs.push(this);
        }
        address(&self.path, &pairs)
    }

    /// Where a style or script stands, with its content's hash.
    pub fn asset(&self, name: &str) -> String {
        super::assets::address(self.app.domains(), name)
    }
}

fn address(path: &str, pairs: &[(String, String)]) -> String {
    let query: Vec<String> = pairs.iter().map(|(key, value)| format!("{}={}", escape(key), escape(value))).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

/// The parts of a query, decoded.
pub fn form_pairs(query: &str) -> impl Iterator<Item = (String, String)> + '_ {
    form_urlencoded::parse(query.as_bytes()).map(|(k, v)| (k.into_owned(), v.into_owned()))
}

/// The first value of one part of a query.
pub fn form_pairs_value(query: &str, name: &str) -> Option<String> {
    form_pairs(query).find(|(key, _)| key == name).map(|(_, value)| value)
}

/// A text as it may stand in a query.
pub fn escape(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

impl FromRequestParts<App> for Visit {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Visit, Self::Rejection> {
        Ok(parts.extensions.get::<Visit>().cloned().expect("the visit layer stands around every route"))
    }
}

/// What the address asks for, parsed once; repeated parts become lists.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for Asked<T> {
    type Rejection = super::Reply;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Asked<T>, Self::Rejection> {
        let query = parts.uri.query().unwrap_or("");
        serde_html_form::from_str(query).map(Asked).map_err(|error| {
            let visit = parts.extensions.get::<Visit>().expect("the visit layer stands around every route");
            super::problem(visit, &Error::invalid("query", say!("platform-error-query-unclear", why = error.to_string())))
        })
    }
}
