//! The families of marks: those that count together.

/// Marks that count together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Family {
    Annex,
    Book,
    Part,
    Title,
    Chapter,
    Section,
    Subsection,
    Article,
    /// Disposición transitoria.
    Disposition,
    /// § 3
    Sign,
    Clause,
    /// Paragraph 3, пункт 3, 第三款.
    Point,
    Heading,
    /// I. II. III.
    UpperRoman,
    /// A. B. C.
    UpperLetter,
    /// 1. 2. 3.
    Number,
    /// 1.1 1.2; the value is the number of parts.
    Decimal(u8),
    /// 1) 2)
    NumberBracket,
    /// (1) (2)
    NumberBrackets,
    /// ① ②
    Circled,
    /// (a) (b), a) b), a. b.
    Letter,
    /// (i) (ii)
    Roman,
    /// (A) (B)
    CapitalBrackets,
    /// (I) (II)
    RomanBrackets,
    /// 一、 二、
    HanNumber,
    /// （一）
    HanBrackets,
    /// أولا ثانيا, Primero. Segundo.
    Ordinal,
    /// - •
    Bullet,
}

/// Families without a word begin here.
pub(crate) const RUNNING: u16 = 100;

impl Family {
    /// Whether what stands behind the mark on its line is a title.
    pub(crate) fn is_titled(self) -> bool {
        self.is_of_word() && self != Family::Point
            || matches!(self, Family::Heading | Family::UpperRoman | Family::UpperLetter | Family::HanNumber | Family::Ordinal)
    }

    /// Whether a word names the level.
    pub(crate) fn is_of_word(self) -> bool {
        self.fixed_depth().is_some()
    }

    /// Whether it holds articles.
    pub(crate) fn is_part(self) -> bool {
        self.fixed_depth().is_some_and(|depth| depth < 60)
    }

    /// Families with a word have their place; the others nest as they come.
    pub(crate) fn fixed_depth(self) -> Option<u16> {
        Some(match self {
            Family::Annex => 0,
            Family::Book => 8,
            Family::Part => 10,
            Family::Title => 12,
            Family::Chapter => 20,
            Family::Section => 30,
            Family::Subsection => 35,
            Family::Article | Family::Disposition => 60,
            Family::Sign => 62,
            Family::Clause => 65,
            Family::Point => 70,
            _ => return None,
        })
    }

    /// Whether it mostly marks the items of a list that a paragraph opens.
    pub(crate) fn is_of_items(self) -> bool {
        matches!(
            self,
            Family::NumberBracket
                | Family::NumberBrackets
                | Family::Circled
                | Family::Letter
                | Family::Roman
                | Family::CapitalBrackets
                | Family::RomanBrackets
                | Family::HanBrackets
                | Family::Bullet
        )
    }
}
