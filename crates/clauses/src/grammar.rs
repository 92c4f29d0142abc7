//! How a language says things: one table of patterns and number words for each language, in
//! `grammar/*.txt`.
//!
//! A line is `name: pattern`; lines of one name are alternatives. `number 3: three` and
//! `ordinal 3: third` are words of numbers, `month 3: march` and `weekday 1: monday` those of
//! dates. Patterns meet text as compared ([`crate::fold`]). In Arabic `~` stands for the
//! prefixes that a word may carry.

use crate::fold::{folded, folded_pattern};
use methods::language::Language;
use regex::Regex;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Prefixes of an Arabic word: and, so; with, for, as; the.
const ARABIC_PREFIXES: &str = r"\b[وف]?(?:[بلك]|لل)?(?:ال)?";

macro_rules! forms {
    ($($name:ident $word:literal)+) => {
        /// Something that a language says in its own words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum Form { $($name),+ }

        impl Form {
            pub(crate) const ALL: &[Form] = &[$(Form::$name),+];

            pub(crate) fn word(self) -> &'static str {
                match self { $(Form::$name => $word),+ }
            }
        }
    };
}

forms! {
    // Who
    Between "between" Auspices "auspices" And "and" SignsFor "signs-for" Witness "witness" Closing "closing"
    ActorHead "actor-head" Actor "actor" Connector "connector" Article "article"
    Possible "possible" Alias "alias" Body "body" Creates "creates" Composed "composed" Decides "decides" DecisionRule "decision-rule" Pronoun "pronoun"
    Observer "observer" Verifies "verifies" AccessStrong "access-strong" AccessWeak "access-weak" Aid "aid"
    // How strongly
    Duty "duty" Prohibition "prohibition" Permission "permission" Endeavour "endeavour" Passive "passive" PassiveExempt "passive-exempt"
    Agent "agent" Condition "condition" DeadlineWords "deadline"
    // When
    Clock "clock" Zone "zone" ZoneForAll "zone-for-all" Daily "daily" Begins "begins" Ends "ends" Force "force" Retroactive "retroactive"
    FromDate "from-date" ByDate "by-date" Signing "signing"
    Step "step" StepAfter "step-after" DayPlus "day-plus" DayZero "day-zero"
    // What
    Defines "defines" DefinedElsewhere "defined-elsewhere" OwnText "own-text" OtherText "other-text" Attached "attached"
    Provision "provision" Paragraph "paragraph" ItemWord "item-word" AnnexWord "annex-word"
    Each "each" OfTheTotal "of-the-total" Limit "limit" Parts "parts"
    Withdraw "withdraw" RangeWord "range-word" LineWord "line-word" ZoneWide "zone-wide"
    Amnesty "amnesty" InternationalCrimes "international-crimes" LimitedPardon "limited-pardon"
    SexualViolence "sexual-violence" Care "care" Relief "relief"
    Blank "blank"
    // Kinds, by their titles
    KindPause "kind-pause" KindFramework "kind-framework" KindImplementation "kind-implementation" KindComprehensive "kind-comprehensive"
    KindDefinitive "kind-definitive" KindPreliminary "kind-preliminary" KindTruce "kind-truce" KindCessation "kind-cessation"
    PlaceWords "place" KindNone "kind-none" Prevails "prevails"
}

/// Words with a number behind them.
pub(crate) type Table = HashMap<String, u32>;

/// A unit of a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
    Kilometre,
    Metre,
    Millimetre,
    Percent,
    Person,
}

const UNITS: [(&str, Unit); 10] = [
    ("hour", Unit::Hour),
    ("day", Unit::Day),
    ("week", Unit::Week),
    ("month", Unit::Month),
    ("year", Unit::Year),
    ("km", Unit::Kilometre),
    ("metre", Unit::Metre),
    ("mm", Unit::Millimetre),
    ("percent", Unit::Percent),
    ("person", Unit::Person),
];

/// All that a language says in its own words.
pub(crate) struct Grammar {
    pub language: Language,
    sources: HashMap<String, String>,
    compiled: Vec<OnceLock<Regex>>,
    pub numbers: Table,
    pub ordinals: Table,
    pub months: Table,
    pub weekdays: Table,
    pub hijri: Table,
    units: OnceLock<Vec<(Unit, Regex)>>,
}

impl Grammar {
    pub(crate) fn of(language: Language) -> &'static Grammar {
        static ALL: [OnceLock<Grammar>; 6] = [const { OnceLock::new() }; 6];
        let (slot, source) = match language {
            Language::English => (0, include_str!("grammar/en.txt")),
            Language::French => (1, include_str!("grammar/fr.txt")),
            Language::Spanish => (2, include_str!("grammar/es.txt")),
            Language::Russian => (3, include_str!("grammar/ru.txt")),
            Language::Arabic => (4, include_str!("grammar/ar.txt")),
            Language::Chinese => (5, include_str!("grammar/zh.txt")),
        };
        ALL[slot].get_or_init(|| Grammar::read(language, source))
    }

    fn read(language: Language, source: &str) -> Grammar {
        let mut grammar = Grammar {
            language,
            sources: HashMap::new(),
            compiled: Form::ALL.iter().map(|_| OnceLock::new()).collect(),
            numbers: Table::new(),
            ordinals: Table::new(),
            months: Table::new(),
            weekdays: Table::new(),
            hijri: Table::new(),
            units: OnceLock::new(),
        };
        for line in source.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (name, said) = line.split_once(": ").unwrap_or((line.trim_end_matches(':'), ""));
            grammar.take(name, said);
        }
        grammar
    }

    fn take(&mut self, name: &str, said: &str) {
        let numbered = name.split_once(' ').and_then(|(table, number)| Some((table, number.parse::<u32>().ok()?)));
        let table = match numbered.map(|(table, _)| table) {
            Some("number") => &mut self.numbers,
            Some("ordinal") => &mut self.ordinals,
            Some("month") => &mut self.months,
            Some("weekday") => &mut self.weekdays,
            Some("hijri") => &mut self.hijri,
            _ => {
                let known = self.sources.entry(name.to_owned()).or_default();
                if !known.is_empty() && !said.is_empty() {
                    known.push('|');
                }
                known.push_str(said);
                return;
            }
        };
        let number = numbered.map_or(0, |(_, number)| number);
        table.extend(said.split(", ").map(|word| (folded(word.trim()), number)));
    }

    /// The pattern of a form. What a language never says matches nothing.
    pub(crate) fn re(&self, form: Form) -> &Regex {
        self.compiled[form as usize].get_or_init(|| pattern(self.language, self.sources.get(form.word()).map_or("", String::as_str)))
    }

    pub(crate) fn has(&self, form: Form, text: &str) -> bool {
        self.re(form).is_match(text)
    }

    /// The units, each with the pattern that follows its number.
    pub(crate) fn units(&self) -> &[(Unit, Regex)] {
        self.units.get_or_init(|| {
            let of = |word: &str| self.sources.get(&format!("unit-{word}")).map_or("", String::as_str).to_owned();
            UNITS.iter().map(|(word, unit)| (*unit, pattern(self.language, &format!("^(?:{})", none_if_empty(&of(word)))))).collect()
        })
    }
}

fn none_if_empty(source: &str) -> &str {
    if source.is_empty() { r"[^\s\S]" } else { source }
}

/// A pattern over text as compared.
pub(crate) fn pattern(language: Language, source: &str) -> Regex {
    let spread = if language == Language::Arabic { source.replace('~', ARABIC_PREFIXES) } else { source.to_owned() };
    let folded = folded_pattern(none_if_empty(&spread));
    Regex::new(&folded).unwrap_or_else(|error| panic!("the grammar of {language} has a pattern that cannot be read: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_says_everything() {
        for language in Language::ALL {
            let grammar = Grammar::of(language);
            for form in Form::ALL {
                assert!(grammar.sources.contains_key(form.word()), "{language} has no {}", form.word());
                grammar.re(*form);
            }
            assert_eq!(grammar.units().len(), UNITS.len());
            for name in grammar.sources.keys().filter(|name| !name.starts_with("unit-")) {
                assert!(Form::ALL.iter().any(|form| form.word() == name), "{language} says {name}, which nobody asks for");
            }
            assert!((1..=12).all(|month| grammar.months.values().any(|known| *known == month)), "{language}: months");
        }
    }
}
