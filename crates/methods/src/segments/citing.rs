//! Wrapped lines that begin like a provision but go on with a sentence: “as set out in
//! paragraph / (a) of the annex”.

use super::marks::{self, Mark};

/// Words behind which a number belongs to a citation, in six languages.
const CITED: [&str; 62] = [
    "paragraph",
    "paragraphs",
    "subparagraph",
    "subparagraphs",
    "sub-paragraph",
    "sub-paragraphs",
    "article",
    "articles",
    "section",
    "sections",
    "clause",
    "clauses",
    "annex",
    "annexes",
    "item",
    "items",
    "point",
    "points",
    "part",
    "chapter",
    "number",
    "resolution",
    "resolutions",
    "paragraphe",
    "paragraphes",
    "alinéa",
    "alinéas",
    "points",
    "annexe",
    "partie",
    "chapitre",
    "résolution",
    "párrafo",
    "párrafos",
    "artículo",
    "artículos",
    "inciso",
    "literal",
    "numeral",
    "numerales",
    "anexo",
    "sección",
    "capítulo",
    "resolución",
    "пункт",
    "пункта",
    "пункте",
    "пунктом",
    "пункты",
    "пунктах",
    "статьи",
    "статье",
    "статьей",
    "статьях",
    "подпункт",
    "подпункте",
    "приложении",
    "الفقرة",
    "الفقرات",
    "المادة",
    "المواد",
    "البند",
];

/// Words behind which an article is cited, not begun.
const LEADING: [&str; 46] = [
    "in",
    "of",
    "under",
    "with",
    "by",
    "to",
    "and",
    "or",
    "see",
    "per",
    "the",
    "from",
    "dans",
    "de",
    "du",
    "des",
    "par",
    "et",
    "ou",
    "à",
    "l",
    "cf",
    "selon",
    "en",
    "del",
    "la",
    "el",
    "y",
    "o",
    "según",
    "con",
    "в",
    "во",
    "из",
    "с",
    "и",
    "или",
    "по",
    "к",
    "согласно",
    "في",
    "من",
    "و",
    "أو",
    "وفق",
    "بموجب",
];

/// Words with which a sentence goes on behind a provision that it cites.
const FOLLOWING: [&str; 24] = [
    "of",
    "above",
    "below",
    "and",
    "or",
    "hereof",
    "thereof",
    "hereto",
    "du",
    "de",
    "des",
    "ci-dessus",
    "ci-après",
    "del",
    "anterior",
    "y",
    "et",
    "выше",
    "ниже",
    "настоящего",
    "من",
    "أعلاه",
    "أدناه",
    "и",
];

/// Whether a line goes on with the sentence before it though it begins like a provision.
pub(super) fn goes_on(before: &str, line: &str, mark: &Mark) -> bool {
    let before = before.trim_end();
    if !before.ends_with(char::is_alphabetic) {
        return false;
    }
    let last = before.rsplit(|c: char| !c.is_alphabetic() && c != '-').next().unwrap_or("").to_lowercase();
    let next = line[mark.end.min(line.len())..].trim_start();
    let first = next.split(|c: char| !c.is_alphabetic() && c != '-').next().unwrap_or("");
    // A list stands behind “the following paragraphs” only with a colon.
    let follows = FOLLOWING.contains(&first);
    if mark.family.is_of_word() {
        return LEADING.contains(&last.as_str()) || CITED.contains(&last.as_str());
    }
    mark.family != marks::Family::Bullet && (CITED.contains(&last.as_str()) || follows)
}
