//! The fields of the index.

use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};

/// Fields by name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    /// Id of the provision.
    pub(crate) id: Field,
    /// Id of its document.
    pub(crate) document: Field,
    /// Terms of the text with their places.
    pub(crate) words: Field,
    /// What phrases need besides, with places: see [`crate::text::spans_of`].
    pub(crate) spans: Field,
    /// Terms of headings and title.
    pub(crate) heads: Field,
    /// Words as written, folded: for prefixes and spelling.
    pub(crate) surface: Field,
    /// Concept numbers; how often one is repeated tells how clearly the text is about it.
    pub(crate) topics: Field,
    /// Topics of the whole document.
    pub(crate) document_topics: Field,
    /// Numbers of the concepts that count in filters and facets.
    pub(crate) clear: Field,
    /// All other values of the passage for filters and facets, as one text: few differ.
    pub(crate) profile: Field,
    /// What the words mean: numbers of words of the table, four in one.
    pub(crate) meanings: Field,
    /// All words as numbers, by which wordings are compared, four in one.
    pub(crate) wording: Field,
    /// The passage itself.
    pub(crate) stored: Field,
}

pub(crate) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let text = |option, norms| {
        let indexing = TextFieldIndexing::default().set_tokenizer("raw").set_index_option(option).set_fieldnorms(norms);
        TextOptions::default().set_indexing_options(indexing)
    };
    let raw_fast = TextOptions::default().set_fast("raw");
    let fields = Fields {
        id: schema.add_text_field("id", STRING | raw_fast.clone()),
        document: schema.add_text_field("document", STRING),
        words: schema.add_text_field("words", text(IndexRecordOption::WithFreqsAndPositions, true)),
        spans: schema.add_text_field("spans", text(IndexRecordOption::WithFreqsAndPositions, false)),
        heads: schema.add_text_field("heads", text(IndexRecordOption::WithFreqs, true)),
        surface: schema.add_text_field("surface", text(IndexRecordOption::Basic, false)),
        topics: schema.add_text_field("topics", text(IndexRecordOption::WithFreqs, false)),
        document_topics: schema.add_text_field("document_topics", text(IndexRecordOption::Basic, false)),
        clear: schema.add_u64_field("clear", FAST | INDEXED),
        profile: schema.add_text_field("profile", raw_fast),
        meanings: schema.add_u64_field("meanings", FAST),
        wording: schema.add_u64_field("wording", FAST),
        stored: schema.add_bytes_field("stored", STORED),
    };
    (schema.build(), fields)
}
