//! What marks are made of, one table a language. Words stand in lower case, without accents,
//! Arabic without article and vowel signs, Chinese simplified: so are lines compared.

use super::Family::{self, *};

/// The words of one language.
pub(crate) struct Grammar {
    /// Its code.
    pub language: &'static str,
    /// The words that name a level before its number.
    pub words: &'static [(Family, &'static [&'static str])],
    /// The units that stand behind a number, as 条 in 第三条.
    pub units: &'static [(Family, &'static [&'static str])],
    /// What may stand between a word and its number.
    pub before_number: &'static [&'static str],
    /// What stands in the place of a number where there is only one.
    pub only: &'static [&'static str],
    /// What makes an ordinal of a number in digits.
    pub ordinal_endings: &'static [&'static str],
    /// What marks a provision that was put in later behind another.
    pub inserted: &'static [&'static str],
    /// Words that say to what something is annexed.
    pub annexed_to: &'static [&'static str],
    /// Words with which a sentence goes on behind a provision that it cites. Needed where a
    /// script has no small letters.
    pub goes_on: &'static [&'static str],
}

const LATIN_INSERTED: &[&str] = &["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies"];

pub(crate) const GRAMMARS: [Grammar; 6] = [
    Grammar {
        language: "en",
        words: &[
            (
                Annex,
                &["annex", "appendix", "protocol", "schedule", "attachment", "addendum", "enclosure", "exhibit", "annexes", "appendices"],
            ),
            (Book, &["book"]),
            (Part, &["part"]),
            (Title, &["title"]),
            (Chapter, &["chapter", "chap.", "chap"]),
            (Section, &["section", "sec.", "sec"]),
            (Subsection, &["subsection", "sub-section"]),
            (Article, &["article", "art.", "art"]),
            (Clause, &["clause", "rule", "principle"]),
            (Point, &["paragraph", "para.", "point"]),
        ],
        units: &[],
        before_number: &["no.", "nos.", "no", "#"],
        only: &["sole"],
        ordinal_endings: &["st", "nd", "rd", "th"],
        inserted: LATIN_INSERTED,
        annexed_to: &["to", "of"],
        goes_on: &[],
    },
    Grammar {
        language: "fr",
        words: &[
            (Annex, &["annexe", "appendice", "protocole", "additif", "piece jointe", "annexes"]),
            (Book, &["livre"]),
            (Part, &["partie"]),
            (Title, &["titre"]),
            (Chapter, &["chapitre", "chap.", "chap"]),
            (Section, &["section"]),
            (Subsection, &["sous-section"]),
            (Article, &["article", "art.", "art"]),
            (Clause, &["clause", "regle", "principe"]),
            (Point, &["paragraphe", "alinea", "point"]),
        ],
        units: &[],
        before_number: &["n°", "nº", "no.", "no", "numero"],
        only: &["unique"],
        ordinal_endings: &["er", "re", "ere", "e", "eme", "º"],
        inserted: LATIN_INSERTED,
        annexed_to: &["a", "au", "aux", "de", "du", "des"],
        goes_on: &[],
    },
    Grammar {
        language: "es",
        words: &[
            (Annex, &["anexo", "apendice", "protocolo", "adjunto", "anexos"]),
            (Book, &["libro"]),
            (Part, &["parte"]),
            (Title, &["titulo"]),
            (Chapter, &["capitulo", "cap.", "cap"]),
            (Section, &["seccion"]),
            (Subsection, &["subseccion"]),
            (Article, &["articulo", "art.", "art"]),
            (Disposition, &["disposicion transitoria", "disposicion adicional", "disposicion final", "disposicion derogatoria"]),
            (Clause, &["clausula", "regla", "principio"]),
            (Point, &["parrafo", "numeral", "punto", "apartado", "parr."]),
        ],
        units: &[],
        before_number: &["n.º", "nº", "nro.", "num.", "no.", "numero"],
        only: &["unico", "unica"],
        ordinal_endings: &[".º", ".ª", "º", "ª", "o", "a", "ro", "er", "do", "da", "to", "ta"],
        inserted: LATIN_INSERTED,
        annexed_to: &["a", "al", "de", "del"],
        goes_on: &[],
    },
    Grammar {
        language: "ru",
        words: &[
            (Annex, &["приложение", "протокол", "дополнение", "приложения"]),
            (Book, &["книга"]),
            (Part, &["часть"]),
            (Title, &["раздел"]),
            (Chapter, &["глава", "гл."]),
            (Subsection, &["подраздел"]),
            (Article, &["статья", "ст.", "ст"]),
            (Clause, &["положение", "принцип"]),
            (Point, &["пункт", "параграф", "п."]),
        ],
        units: &[],
        before_number: &["№", "n"],
        only: &["единственная", "единственный", "единственное"],
        ordinal_endings: &["-я", "-й", "-е", "-ая", "-ый", "-ое"],
        inserted: LATIN_INSERTED,
        annexed_to: &["к", "ко"],
        goes_on: &[],
    },
    Grammar {
        language: "ar",
        // With the Persian words that differ.
        words: &[
            (Annex, &["ملحق", "مرفق", "بروتوكول", "ضميمة", "تذييل", "ملاحق", "مرفقات", "پيوست", "ضميمه"]),
            (Book, &["كتاب"]),
            (Part, &["جزء"]),
            (Title, &["باب"]),
            (Chapter, &["فصل"]),
            (Section, &["قسم", "بخش"]),
            (Subsection, &["فرع", "مبحث"]),
            (Article, &["مادة", "ماده"]),
            (Clause, &["بند", "مبدا"]),
            (Point, &["فقرة"]),
        ],
        units: &[],
        before_number: &["رقم", "شماره"],
        only: &["وحيدة", "وحيد", "فريدة", "واحده"],
        ordinal_endings: &[],
        inserted: &["مكررا", "مكررة", "مكرر"],
        annexed_to: &["ل"],
        goes_on: &["من", "اعلاه", "ادناه", "المذكورة", "المشار", "و", "او", "الى", "تنص", "ينص"],
    },
    Grammar {
        language: "zh",
        words: &[(Annex, &["附件", "附录", "附表", "附则"])],
        units: &[
            (Book, &["编", "卷"]),
            (Part, &["部分", "部"]),
            (Chapter, &["章"]),
            (Section, &["节"]),
            (Article, &["条"]),
            (Point, &["款", "项"]),
        ],
        before_number: &["第"],
        only: &[],
        ordinal_endings: &[],
        inserted: &["之"],
        annexed_to: &[],
        goes_on: &["所", "规定", "和", "及", "至", "或", "的", "中", "第", "与", "、第", "内", "下", "项", "款"],
    },
];
