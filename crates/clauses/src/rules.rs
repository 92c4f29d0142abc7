//! The closed list of rules, and the words that say what each found.

use serde::{Deserialize, Serialize};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The text contradicts itself, or says what cannot be.
    Fault,
    /// Something is not there that the text or its kind calls for.
    Gap,
    /// It may be meant so.
    LookAgain,
}

impl Severity {
    /// The word in tables and programs.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Fault => "fault",
            Severity::Gap => "gap",
            Severity::LookAgain => "look-again",
        }
    }
}

/// A rule, with all that is known about it before any text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Definition {
    /// The rule.
    pub rule: Rule,
    /// How grave its findings are.
    pub severity: Severity,
    /// The word with which callers define it.
    pub definition: &'static str,
    /// Where it comes from.
    pub sources: &'static [&'static str],
    /// The words that say what was found, with their blanks.
    pub messages: &'static [Message],
}

/// A word of a message, and its blanks in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Message {
    /// The word.
    pub word: &'static str,
    /// Its blanks.
    pub arguments: &'static [&'static str],
}

const fn said(word: &'static str, arguments: &'static [&'static str]) -> Message {
    Message { word, arguments }
}

macro_rules! rules {
    ($($name:ident $word:literal $severity:ident [$($source:literal),*] $($message:literal ($($argument:literal),*)),+;)+) => {
        /// A rule of the closed list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Rule {
            $(
                #[doc = concat!("`", $word, "`")]
                #[serde(rename = $word)]
                $name,
            )+
        }

        const ALL: &[Definition] = &[$(Definition {
            rule: Rule::$name,
            severity: Severity::$severity,
            definition: concat!("rule-", $word),
            sources: &[$($source),*],
            messages: &[$(said($message, &[$($argument),*])),+],
        }),+];

        impl Rule {
            /// The word in tables and programs.
            pub fn word(self) -> &'static str {
                match self { $(Rule::$name => $word,)+ }
            }
        }
    };
}

rules! {
    UndefinedTerm "undefined-term" Fault ["drafting practice"]
        "undefined-term-abbreviation"("term"), "undefined-term-claimed"("term");
    UnusedDefinition "unused-definition" LookAgain ["drafting practice"] "unused-definition"("term");
    DanglingReference "dangling-reference" Fault ["drafting practice"] "dangling-reference"("reference");
    PartyNotSigning "party-not-signing" Gap ["Vienna Convention on the Law of Treaties, article 12"] "party-not-signing"("party");
    SignatoryNotNamed "signatory-not-named" Fault ["Vienna Convention on the Law of Treaties, article 12"]
        "signatory-not-named"("signatory");
    BodyWithoutComposition "body-without-composition" Gap ["DPPA, Guidance on Mediation of Ceasefires, 2022"]
        "body-without-composition"("body");
    BodyWithoutDecisionRule "body-without-decision-rule" Gap ["DPPA, Guidance on Mediation of Ceasefires, 2022"]
        "body-without-decision-rule"("body");
    TimeWithoutZone "time-without-zone" Gap ["DPPA, Guidance on Mediation of Ceasefires, 2022"] "time-without-zone"("time");
    DateImpossible "date-impossible" Fault ["Gregorian calendar, ISO 8601"]
        "date-impossible-day"("date"), "date-impossible-weekday"("date", "weekday");
    DatesInConflict "dates-in-conflict" Fault ["drafting practice"]
        "dates-in-conflict-end"("start", "end"), "dates-in-conflict-signature"("date", "signature"),
        "dates-in-conflict-event"("date", "other"), "dates-in-conflict-calendars"("date", "other", "computed");
    TimetableCycle "timetable-cycle" Fault ["drafting practice"] "timetable-cycle"("steps");
    TimetableGap "timetable-gap" Fault ["drafting practice"] "timetable-gap"("step", "missing");
    TimetableTwoDates "timetable-two-dates" Fault ["drafting practice"] "timetable-two-dates"("step", "day", "other");
    QuantityConflict "quantity-conflict" Fault ["drafting practice"]
        "quantity-conflict-figure"("words", "figure"), "quantity-conflict-total"("total", "sum"),
        "quantity-conflict-list"("number", "items"), "quantity-conflict-distance"("value", "other");
    RangeOverWithdrawal "range-over-withdrawal" LookAgain ["Memorandum of 19 September 2014, paragraph 4", "public sources in the table of ranges"]
        "range-over-withdrawal-text"("range", "distance"), "range-over-withdrawal-table"("weapon", "range", "distance", "source");
    NumberingFault "numbering-fault" Fault ["drafting practice"]
        "numbering-fault-skipped"("label", "expected"), "numbering-fault-doubled"("label");
    PlaceholderLeft "placeholder-left" Fault ["drafting practice"] "placeholder-left"("placeholder");
    AmnestyForInternationalCrimes "amnesty-for-international-crimes" LookAgain
        ["policy of the United Nations: S/2004/616", "OHCHR, Rule-of-law tools: Amnesties, 2009"]
        "amnesty-for-international-crimes"("words");
    CrsvNotProhibited "crsv-not-prohibited" Gap
        ["DPA, Guidance for Mediators: Addressing Conflict-Related Sexual Violence, 2012", "S/RES/1820 (2008)"]
        "crsv-not-prohibited"();
    MonitorsWithoutAccess "monitors-without-access" Gap ["DPPA, Guidance on Mediation of Ceasefires, 2022"]
        "monitors-without-access"("monitors");
    HumanitarianAccessMissing "humanitarian-access-missing" Gap ["S/RES/2286 (2016)", "DPPA, Guidance on Mediation of Ceasefires, 2022"]
        "humanitarian-access-missing"();
    ActorMissingInObligation "actor-missing-in-obligation" Gap ["drafting practice"] "actor-missing-in-obligation"("act");
    LanguagesDifferNumber "languages-differ-number" Fault ["Vienna Convention on the Law of Treaties, article 33"]
        "languages-differ-number"("a", "b");
    LanguagesDifferDate "languages-differ-date" Fault ["Vienna Convention on the Law of Treaties, article 33"]
        "languages-differ-date"("a", "b");
    LanguagesDifferList "languages-differ-list" Fault ["Vienna Convention on the Law of Treaties, article 33"]
        "languages-differ-list"("item");
    LanguagesDifferName "languages-differ-name" Fault ["Vienna Convention on the Law of Treaties, article 33"]
        "languages-differ-name"("a", "b");
    LanguagesDifferReference "languages-differ-reference" Fault ["Vienna Convention on the Law of Treaties, article 33"]
        "languages-differ-reference"("a", "b");
}

/// The notes that can be given, with their blanks.
const NOTES: &[Message] = &[
    said("range-unknown", &["weapon"]),
    said("range-depends", &["weapon", "range", "distance"]),
    said("will-beside-shall", &["words"]),
    said("language-not-known", &[]),
    said("kind-not-known", &[]),
    said("no-signatures", &[]),
    said("calendars-within-a-day", &["date", "other"]),
];

/// All rules, in the order of the list.
pub fn rules() -> &'static [Definition] {
    ALL
}

/// All notes.
pub fn notes() -> &'static [Message] {
    NOTES
}

impl Rule {
    /// All that is known about it.
    pub fn definition(self) -> &'static Definition {
        &ALL[self as usize]
    }
}
