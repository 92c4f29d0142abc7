//! A skeleton to begin with: kind and blocks become numbered articles in one of six languages,
//! with brackets where the parties decide. Nothing of it is required.

use crate::block;
use crate::check::{WORD, paragraph};
use crate::text::Wording;
use clauses::Kind;
use methods::language::Language;
use platform::docx::{Docx, Style, Tracked};
use platform::{Error, Result, say};

/// What to build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The kind of agreement.
    pub kind: Kind,
    /// Its language.
    pub language: Language,
    /// Its blocks, in the order of the list.
    pub blocks: Vec<String>,
}

/// A format of a skeleton.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Word.
    Docx,
    /// Markdown.
    Markdown,
    /// Akoma Ntoso 3.0.
    Akn,
}

impl Format {
    /// All, by the words that name them.
    pub const WORDS: [&str; 3] = ["docx", "markdown", "akn"];

    /// The format of a word.
    pub fn of_word(word: &str) -> Result<Format> {
        match word {
            "docx" => Ok(Format::Docx),
            "markdown" => Ok(Format::Markdown),
            "akn" => Ok(Format::Akn),
            other => Err(Error::invalid("format", say!("drafting-error-format", text = other))),
        }
    }

    /// The format that a file's ending tells.
    pub fn of_name(name: &str) -> Result<Format> {
        match name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).as_deref() {
            Some("docx") => Ok(Format::Docx),
            Some("md" | "markdown") => Ok(Format::Markdown),
            Some("xml" | "akn") => Ok(Format::Akn),
            _ => Err(Error::invalid("out", say!("drafting-error-ending", file = name))),
        }
    }

    /// Its type and the name of a file.
    pub fn of_file(self) -> (&'static str, &'static str) {
        match self {
            Format::Docx => (WORD, "draft.docx"),
            Format::Markdown => ("text/markdown; charset=utf-8", "draft.md"),
            Format::Akn => ("application/akn+xml", "draft.xml"),
        }
    }
}

/// A skeleton.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skeleton {
    /// Its language.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// What stands before the first article.
    pub preamble: Vec<String>,
    /// Its articles.
    pub articles: Vec<Article>,
    /// What stands below the last article.
    pub conclusions: Vec<String>,
}

/// An article of a skeleton.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its number.
    pub number: usize,
    /// Its label, as in `Article 3`.
    pub label: String,
    /// Its heading.
    pub heading: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}

impl Order {
    /// An order in words; without blocks, those that the kind begins with.
    pub fn of_words(kind: &str, language: &str, blocks: &[String]) -> Result<Order> {
        let kind = crate::text::kind_of(kind)?.ok_or_else(|| Error::invalid("kind", say!("drafting-error-kind-needed")))?;
        let language =
            crate::text::language_of(language)?.ok_or_else(|| Error::invalid("language", say!("drafting-error-language-needed")))?;
        if let Some(unknown) = blocks.iter().find(|block| !block::order().contains(block)) {
            return Err(Error::invalid("blocks", say!("drafting-error-block", text = unknown, blocks = block::order().join(", "))));
        }
        let wanted = if blocks.is_empty() { block::of_kind(kind) } else { blocks };
        Ok(Order { kind, language, blocks: block::order().iter().filter(|block| wanted.contains(block)).cloned().collect() })
    }
}

/// Builds a skeleton. Purpose stands in the preamble and signatures at the end; every other block is
/// an article.
pub fn build(order: &Order) -> Skeleton {
    let tongue = block::tongue(order.language);
    let has = |word: &str| order.blocks.iter().any(|block| block == word);
    let mut preamble = tongue.preamble.clone();
    if has("purpose") {
        preamble.extend(tongue.blocks["purpose"].text.clone());
    }
    let within = order.blocks.iter().filter(|block| !["purpose", "signatures"].contains(&block.as_str()));
    let article = |(at, word): (usize, &String)| Article {
        number: at + 1,
        label: tongue.article.replace("{n}", &(at + 1).to_string()),
        heading: tongue.blocks[word].name.clone(),
        paragraphs: tongue.blocks[word].text.clone(),
    };
    Skeleton {
        language: order.language,
        title: tongue.titles[order.kind.word()].clone(),
        preamble,
        articles: within.enumerate().map(article).collect(),
        conclusions: if has("signatures") { tongue.signatures.clone() } else { Vec::new() },
    }
}

impl Skeleton {
    /// It as the wording of a draft.
    pub fn wording(&self) -> Wording {
        let article = |article: &Article| {
            let heading = format!("{} {}", article.label, article.heading);
            [heading].into_iter().chain(Self::lines(article)).collect::<Vec<_>>()
        };
        let lines = [self.title.clone()].into_iter().chain(self.preamble.iter().cloned());
        Wording::of_paragraphs(lines.chain(self.articles.iter().flat_map(article)).chain(self.conclusions.iter().cloned()))
    }

    /// The file in a format; `day` is the day on which it was made, `YYYY-MM-DD`.
    pub fn file(&self, format: Format, day: &str) -> Result<Vec<u8>> {
        Ok(match format {
            Format::Docx => self.docx()?,
            Format::Markdown => self.markdown().into_bytes(),
            Format::Akn => crate::akn::xml(self, day).into_bytes(),
        })
    }

    /// The number of a paragraph of an article; none where it is the only one.
    pub(crate) fn number(article: &Article, at: usize) -> Option<String> {
        (article.paragraphs.len() > 1).then(|| format!("{}.{}", article.number, at + 1))
    }

    /// The lines of an article below its heading.
    fn lines(article: &Article) -> impl Iterator<Item = String> {
        let line = |(at, text): (usize, &String)| match Self::number(article, at) {
            Some(number) => format!("{number} {text}"),
            None => text.clone(),
        };
        article.paragraphs.iter().enumerate().map(line)
    }

    fn markdown(&self) -> String {
        let mut out = format!("# {}\n", self.title);
        self.preamble.iter().for_each(|text| out.push_str(&format!("\n{text}\n")));
        for article in &self.articles {
            out.push_str(&format!("\n## {} {}\n", article.label, article.heading));
            Self::lines(article).for_each(|line| out.push_str(&format!("\n{line}\n")));
        }
        self.conclusions.iter().for_each(|text| out.push_str(&format!("\n{text}\n")));
        out
    }

    fn docx(&self) -> Result<Vec<u8>> {
        let rtl = self.language.is_rtl();
        let mut paragraphs = vec![paragraph(&self.title, rtl)];
        paragraphs[0].style = Style::Title;
        paragraphs.extend(self.preamble.iter().map(|text| paragraph(text, rtl)));
        for article in &self.articles {
            let mut heading = paragraph(&format!("{} {}", article.label, article.heading), rtl);
            heading.style = Style::Heading(2);
            paragraphs.push(heading);
            paragraphs.extend(Self::lines(article).map(|line| paragraph(&line, rtl)));
        }
        paragraphs.extend(self.conclusions.iter().map(|text| paragraph(text, rtl)));
        Docx { paragraphs, language: Some(self.language), tracked: Tracked::default() }.bytes()
    }
}
