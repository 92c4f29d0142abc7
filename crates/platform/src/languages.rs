//! Words, plurals, numbers and dates in the six languages.

use crate::domain::Domain;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::{YM, YMD};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::Locale;
use methods::dates::PartialDate;
pub use methods::language::Language;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// The platform's own words.
pub(crate) const WORDS: &[(&str, &str)] = &[
    ("ar", include_str!("../locales/ar.ftl")),
    ("en", include_str!("../locales/en.ftl")),
    ("es", include_str!("../locales/es.ftl")),
    ("fr", include_str!("../locales/fr.ftl")),
    ("ru", include_str!("../locales/ru.ftl")),
    ("zh", include_str!("../locales/zh.ftl")),
];

struct Tongue {
    words: FluentBundle<FluentResource>,
    numbers: DecimalFormatter,
    days: DateTimeFormatter<YMD>,
    months: DateTimeFormatter<YM>,
}

/// The words of the whole product, for what is told where no page asks: set with the first product
/// that is opened.
static SPOKEN: OnceLock<Languages> = OnceLock::new();

/// The platform's words alone, for what is told before that.
static ALONE: OnceLock<Languages> = OnceLock::new();

/// All six languages, ready to use.
#[derive(Clone)]
pub struct Languages(Arc<HashMap<Language, Tongue>>);

impl Languages {
    /// Folds the words of the platform and of all domains.
    pub fn new(domains: &[&Domain]) -> Languages {
        let tongues = Language::ALL.into_iter().map(|language| {
            let own = WORDS.iter().chain(domains.iter().flat_map(|d| d.words));
            let texts = own.filter(|(code, _)| *code == language.code()).map(|(_, text)| *text);
            (language, tongue(language, texts))
        });
        Languages(Arc::new(tongues.collect()))
    }

    /// The words of the whole product, where no [`App`](crate::App) is at hand.
    pub fn spoken() -> &'static Languages {
        SPOKEN.get().unwrap_or_else(|| ALONE.get_or_init(|| Languages::new(&[])))
    }

    /// Makes these the words of the whole product, unless some are already.
    pub fn speak(&self) {
        let _ = SPOKEN.set(self.clone());
    }

    /// The words for `key`, with its arguments filled in. A key without words is shown as
    /// it is; a test makes sure that none is.
    pub fn text(&self, language: Language, key: &str, arguments: &FluentArgs<'_>) -> String {
        let words = &self.0[&language].words;
        let Some(pattern) = words.get_message(key).and_then(|m| m.value()) else {
            return key.to_owned();
        };
        let mut errors = Vec::new();
        words.format_pattern(pattern, Some(arguments), &mut errors).into_owned()
    }

    /// Whether `key` has words in `language`.
    pub fn has(&self, language: Language, key: &str) -> bool {
        self.0[&language].words.get_message(key).and_then(|m| m.value()).is_some()
    }

    /// A whole number as the language writes it.
    pub fn number(&self, language: Language, number: i64) -> String {
        self.0[&language].numbers.format(&Decimal::from(number)).to_string()
    }

    /// A date at the precision it has: a day, a month or a year, never more.
    pub fn date(&self, language: Language, date: &PartialDate) -> String {
        let tongue = &self.0[&language];
        let day = date.earliest();
        let known = icu_calendar::Date::try_new_iso(day.year().into(), day.month() as u8, day.day() as u8);
        let Ok(iso) = known else { return date.to_string() };
        match date.to_string().len() {
            10 => tongue.days.format(&iso).to_string(),
            7 => tongue.months.format(&iso).to_string(),
            _ => date.to_string(),
        }
    }
}

fn tongue<'a>(language: Language, texts: impl Iterator<Item = &'a str>) -> Tongue {
    let id: unic_langid::LanguageIdentifier = language.code().parse().expect("our codes are language tags");
    let mut words = FluentBundle::new_concurrent(vec![id]);
    for text in texts {
        let resource = FluentResource::try_new(text.to_owned())
            .unwrap_or_else(|(_, errors)| panic!("the words in {language} are not Fluent: {errors:?}"));
        words.add_resource(resource).unwrap_or_else(|errors| panic!("words stand twice in {language}: {errors:?}"));
    }
    // The United Nations write 7 August 1990, as the British do.
    let tag = if language == Language::English { "en-GB" } else { language.code() };
    let locale: Locale = tag.parse().expect("our codes are locales");
    let numbers = DecimalFormatter::try_new(locale.clone().into(), Default::default());
    let days = DateTimeFormatter::try_new(locale.clone().into(), YMD::long());
    let months = DateTimeFormatter::try_new(locale.into(), YM::long());
    Tongue {
        words,
        numbers: numbers.expect("the six languages are compiled in"),
        days: days.expect("the six languages are compiled in"),
        months: months.expect("the six languages are compiled in"),
    }
}

/// Arguments for a text with one or more blanks.
pub fn arguments<'a>(pairs: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>) -> FluentArgs<'a> {
    pairs.into_iter().collect()
}
