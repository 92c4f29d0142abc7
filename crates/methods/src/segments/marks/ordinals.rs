//! Numbers in words, up to a hundred: `twenty-first`, `vigésimo segundo`, `quatre-vingt-onzième`,
//! `двадцать первая`, `الحادية والعشرون`.

/// Whether `one` and `two` count beside `first` and `second`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    Ordinals,
    AlsoCardinals,
}

/// Stems of 1 to 19, folded.
const UNITS: [&str; 19] = [
    "first premier unieme primer перв اول حادي",
    "second deuxieme segund втор ثاني",
    "third troisieme tercer трет ثالث",
    "fourth quatrieme cuart четверт رابع",
    "fifth cinquieme quint пят خامس",
    "sixth sixieme sext шест سادس",
    "seventh septieme septim setim седьм سابع",
    "eighth huitieme octav восьм ثامن",
    "ninth neuvieme noven девят تاسع",
    "tenth dixieme dix decim десят عاشر",
    "eleventh onzieme undecim одиннадцат",
    "twelfth douzieme duodecim двенадцат",
    "thirteenth treizieme тринадцат",
    "fourteenth quatorzieme четырнадцат",
    "fifteenth quinzieme пятнадцат",
    "sixteenth seizieme шестнадцат",
    "seventeenth семнадцат",
    "eighteenth восемнадцат",
    "nineteenth девятнадцат",
];

/// Stems of 20 to 100, folded.
const TENS: [&str; 9] = [
    "twentieth twenty vingtieme vingt vigesim двадцат عشرون عشرين",
    "thirtieth thirty trentieme trente trigesim тридцат ثلاثون ثلاثين",
    "fortieth forty quarantieme quarante cuadragesim сороков сорок اربعون اربعين",
    "fiftieth fifty cinquantieme cinquante quincuagesim пятидесят пятьдесят خمسون خمسين",
    "sixtieth sixty soixantieme soixante sexagesim шестидесят шестьдесят ستون ستين",
    "seventieth seventy septuagesim семидесят семьдесят سبعون سبعين",
    "eightieth eighty octogesim восьмидесят восемьдесят ثمانون ثمانين",
    "ninetieth ninety nonagesim девяност تسعون تسعين",
    "hundredth centieme centesim сот مائة مئة",
];

/// One to twenty, folded, where words count that are no ordinals.
const CARDINALS: [&str; 20] = [
    "one uno un une один واحد",
    "two dos deux два",
    "three tres trois три",
    "four cuatro четыре",
    "five cinco cinq",
    "six seis шесть",
    "seven siete sept семь",
    "eight ocho huit восемь",
    "nine nueve neuf девять",
    "ten diez десять",
    "eleven once onze одиннадцать",
    "twelve doce douze двенадцать",
    "thirteen trece treize",
    "fourteen catorce quatorze",
    "fifteen quince quinze",
    "sixteen dieciseis seize",
    "seventeen diecisiete",
    "eighteen dieciocho",
    "nineteen diecinueve",
    "veinte",
];

fn cardinal(word: &str, words: Words) -> Option<u32> {
    let found = || CARDINALS.iter().position(|all| all.split(' ').any(|c| c == word));
    found().filter(|_| words == Words::AlsoCardinals).map(|at| at as u32 + 1)
}

/// What may stand behind a stem, for gender and case.
const ENDINGS: [&str; 15] = ["", "o", "a", "e", "ый", "ий", "ой", "ая", "ья", "ое", "ье", "ь", "ة", "ا", "ى"];

/// The number that a text begins with in words, and its length in bytes.
pub(super) fn read(text: &str, words: Words) -> Option<(u32, usize)> {
    let tokens = tokens(text);
    let (first, end) = tokens.first()?;
    let next = |at: usize| tokens.get(at).map(|(word, end)| (word.as_str(), *end));
    // Eighty and ninety are counted in scores in French.
    if first == "quatre" {
        let (score, score_end) = next(1).filter(|(word, _)| matches!(*word, "vingt" | "vingtieme"))?;
        let unit = next(2).filter(|_| score == "vingt").and_then(|(word, end)| Some((unit(word)?, end)));
        return Some(unit.map_or((80, score_end), |(n, end)| (80 + n, end)));
    }
    let Some(value) = number(first, words) else { return glued(first).map(|n| (n, *end)) };
    let second = next(1);
    // Eleven to nineteen in Arabic, then one and twenty.
    if value < 10
        && let Some((word, end)) = second
    {
        if matches!(word, "عشر" | "عشرة") {
            return Some((value + 10, end));
        }
        if let Some(ten) = word.strip_prefix('و').and_then(|rest| ten(rest.trim_start_matches("ال"))) {
            return Some((value + ten, end));
        }
    }
    if (10..100).contains(&value) && value % 10 == 0 {
        let second = if second.is_some_and(|(word, _)| word == "et") { next(2) } else { second };
        let most = if value == 60 { 19 } else { 9 };
        if let Some((n, end)) =
            second.and_then(|(word, end)| Some((unit(word).or_else(|| cardinal(word, words))?, end))).filter(|(n, _)| *n <= most)
        {
            return Some((value + n, end));
        }
    }
    Some((value, *end))
}

fn number(word: &str, words: Words) -> Option<u32> {
    unit(word).or_else(|| ten(word)).or_else(|| cardinal(word, words))
}

fn unit(word: &str) -> Option<u32> {
    UNITS.iter().position(|stems| stems.split(' ').any(|stem| spells(word, stem))).map(|at| at as u32 + 1)
}

fn ten(word: &str) -> Option<u32> {
    TENS.iter().position(|stems| stems.split(' ').any(|stem| spells(word, stem))).map(|at| (at as u32 + 2) * 10)
}

fn spells(word: &str, stem: &str) -> bool {
    word.strip_prefix(stem).is_some_and(|ending| ENDINGS.contains(&ending) || ending == "о")
}

/// `decimotercero`, `vigesimosegundo`.
fn glued(word: &str) -> Option<u32> {
    let at = word.find("simo").map(|at| at + 4).or_else(|| word.starts_with("decimo").then_some(6))?;
    let (tens, rest) = word.split_at(at);
    Some(number(tens, Words::Ordinals)? + unit(rest).filter(|n| *n < 10)?)
}

/// The first words of a text, folded, with where they end. Words of one number are parted by
/// a space or a hyphen.
fn tokens(text: &str) -> Vec<(String, usize)> {
    let mut out: Vec<(String, usize)> = Vec::new();
    let mut start = 0;
    while out.len() < 4 {
        let rest = &text[start..];
        let length = rest.find(|c: char| !c.is_alphabetic() && !('\u{064B}'..='\u{0652}').contains(&c)).unwrap_or(rest.len());
        if length == 0 {
            break;
        }
        out.push((fold(&rest[..length]), start + length));
        let Some(gap) = rest[length..].chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '-')) else { break };
        start += length + gap.len_utf8();
    }
    out
}

fn fold(word: &str) -> String {
    let plain = |c: char| match c {
        'á' | 'à' | 'â' => Some('a'),
        'é' | 'è' | 'ê' => Some('e'),
        'í' | 'î' => Some('i'),
        'ó' => Some('o'),
        'ú' | 'û' => Some('u'),
        'ё' => Some('е'),
        'أ' | 'إ' | 'آ' => Some('ا'),
        '\u{064B}'..='\u{0652}' | '\u{0640}' => None,
        other => Some(other),
    };
    let folded: String = word.to_lowercase().chars().filter_map(plain).collect();
    folded.strip_prefix("ال").map(str::to_owned).unwrap_or(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_are_read_in_five_languages() {
        let cases = [
            ("Twenty-first of", 21),
            ("third", 3),
            ("one", 1),
            ("forty two", 42),
            ("primero", 1),
            ("Primera.", 1),
            ("undécimo", 11),
            ("décimo primero", 11),
            ("decimotercero", 13),
            ("vigésimo", 20),
            ("vigesimosegundo", 22),
            ("nonagésima novena", 99),
            ("centésimo", 100),
            ("premier", 1),
            ("première", 1),
            ("dix-septième", 17),
            ("vingt et unième", 21),
            ("soixante-dixième", 70),
            ("soixante et onzième", 71),
            ("quatre-vingtième", 80),
            ("quatre-vingt-onzième", 91),
            ("первая", 1),
            ("третья", 3),
            ("двенадцатая", 12),
            ("двадцать первая", 21),
            ("сороковая", 40),
            ("девяносто девятая", 99),
            ("الأولى", 1),
            ("الحادية عشرة", 11),
            ("الثاني عشر", 12),
            ("العشرون", 20),
            ("الحادية والعشرون", 21),
            ("التاسعة والتسعون", 99),
            ("أولاً", 1),
            ("ثانيا", 2),
            ("حادي عشر", 11),
            ("المائة", 100),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text, Words::AlsoCardinals).map(|(n, _)| n), Some(expected), "{text}");
        }
        for text in ["secondary", "firstly", "ten", "Octavio", "пятница", "quatre", "1"] {
            assert_eq!(read(text, Words::Ordinals), None, "{text}");
        }
    }

    #[test]
    fn the_length_of_a_number_in_words_ends_with_its_last_word() {
        for (text, expected) in [("décimo primero. Las Partes", "décimo primero"), ("Second. The", "Second"), ("первая Стороны", "первая")]
        {
            let (_, length) = read(text, Words::Ordinals).unwrap();
            assert_eq!(&text[..length], expected);
        }
    }
}
