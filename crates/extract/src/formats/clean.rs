//! One form for letters, once for every format after reading: printed forms and ligatures
//! become the letters that they stand for.

use icu_normalizer::ComposingNormalizerBorrowed;
use methods::segments::Block;

/// The radicals of the second table that stand for a character of their own; the first table
/// (Kangxi) is told by the standard itself.
const RADICALS: &str = "⺁厂⺇几⺌小⺎兀⺏尣⺐尢⺑尣⺓幺⺔彑⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳罒⺴罒⺵网⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

pub(super) fn clean(blocks: &mut [Block]) {
    for block in blocks {
        if block.text.chars().any(is_printed) {
            block.text = letters(&block.text);
        }
        if let Some(label) = block.label.as_mut().filter(|label| label.chars().any(is_printed)) {
            *label = letters(label);
        }
    }
}

/// Whether a sign is a form of print, for which the alphabet has another.
fn is_printed(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{FB00}'..='\u{FB06}' | '\u{FB13}'..='\u{FB17}'
        | '\u{FB50}'..='\u{FD3D}' | '\u{FD40}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

fn letters(text: &str) -> String {
    let normal = ComposingNormalizerBorrowed::new_nfkc();
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    let mut signs = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = signs.next() {
        let is_hyphen = c == '\u{AD}';
        if !is_hyphen && is_printed(c) {
            run.push(radical(c).unwrap_or(c));
            before = c;
            continue;
        }
        if !run.is_empty() {
            out.push_str(&normal.normalize(&run));
            run.clear();
        }
        // A soft hyphen inside a word shows nowhere; at the end of a line it broke the word.
        let inside = before.is_alphabetic() && signs.peek().is_some_and(|next| next.is_alphabetic());
        if !(is_hyphen && inside) {
            out.push(c);
        }
        before = c;
    }
    out.push_str(&normal.normalize(&run));
    out
}

fn radical(c: char) -> Option<char> {
    if !('\u{2E80}'..='\u{2EFF}').contains(&c) {
        return None;
    }
    let mut pairs = RADICALS.chars();
    while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
        if from == c {
            return Some(to);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn printed_forms_are_read_as_letters() {
        let cases = [
            ("the oﬃce of the ceaseﬁre", "the office of the ceasefire"),
            ("停⽕线以外⼆⼗公⾥，⻋队", "停火线以外二十公里，车队"),
            ("\u{FEE3}\u{FEAE}\u{FEA3}\u{FE92}\u{FE8E}", "مرحبا"),
            ("de\u{AD}mili\u{AD}ta\u{AD}rized", "demilitarized"),
            ("½ km² ﷺ", "½ km² صلى الله عليه وسلم"),
        ];
        for (text, expected) in cases {
            assert_eq!(letters(text), expected);
        }
    }

    #[test]
    fn each_radical_of_the_second_table_has_its_character() {
        let all: Vec<char> = super::RADICALS.chars().collect();
        assert!(all.len().is_multiple_of(2));
        for pair in all.chunks(2) {
            assert!(('\u{2E80}'..='\u{2EFF}').contains(&pair[0]) && !('\u{2E80}'..='\u{2FDF}').contains(&pair[1]), "{pair:?}");
        }
    }
}
