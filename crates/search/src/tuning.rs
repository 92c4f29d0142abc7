//! The figures of the ranking, in one place.

/// How the parts of a score are weighed. They were chosen by hand on one half of our own questions
/// and checked on the other half (`cargo bench -p search --bench quality`).
#[derive(Debug, Clone, PartialEq)]
pub struct Tuning {
    /// BM25: how soon repetition of a word stops helping.
    pub k1: f32,
    /// BM25: how much long passages lose.
    pub b: f32,
    /// A topic that explains the whole question, in a text about nothing else, against a rare word
    /// found once. Most texts have a tenth of it.
    pub topic: f32,
    /// How much less a topic counts that explains the question only in part: an exponent.
    pub sure: f32,
    /// Each step down to narrower topics.
    pub narrower: f32,
    /// Words of the question.
    pub word: f32,
    /// Words of the question that only say that something is asked.
    pub question_word: f32,
    /// Words of the question found in title or headings.
    pub heading: f32,
    /// Synonyms in the language of the question.
    pub synonym: f32,
    /// Equivalents in other languages.
    pub translation: f32,
    /// Words of the names of the topics understood.
    pub topic_word: f32,
    /// The question as a whole against the passage as a whole, by meaning; both and the score by
    /// words and topics are counted in their deviations.
    pub whole: f32,
    /// Each word of the question against the nearest of the passage, by meaning.
    pub nearest: f32,
    /// The confidence in the surest topic at which half of all topics is heard.
    pub heard: f32,
    /// The confidence in the surest topic at which meaning counts half: a question that a topic
    /// explains is answered by the topic.
    pub yields: f32,
    /// How much a Latin-script language counts in which no word of the question is known.
    pub other_reading: f32,
}

impl Default for Tuning {
    fn default() -> Self {
        Self {
            k1: 1.2,
            b: 0.6,
            topic: 200.0,
            sure: 1.5,
            narrower: 0.9,
            word: 1.0,
            question_word: 0.1,
            heading: 0.35,
            synonym: 0.4,
            translation: 0.8,
            topic_word: 0.3,
            whole: 1.0,
            nearest: 1.0,
            heard: 0.45,
            yields: 0.55,
            other_reading: 0.3,
        }
    }
}

impl Tuning {
    /// What is left of a topic's weight, 0..1, by the confidence in it.
    pub(crate) fn hears(&self, confidence: f32) -> f32 {
        step(confidence, self.heard)
    }

    /// What is left of meaning, 0..1, by the confidence in the surest topic.
    pub(crate) fn means(&self, confidence: f32) -> f32 {
        1.0 - step(confidence, self.yields)
    }

    /// Sets a figure by its name, for trying out; false when there is no such figure.
    pub fn set(&mut self, name: &str, value: f32) -> bool {
        let figure = match name {
            "k1" => &mut self.k1,
            "b" => &mut self.b,
            "topic" => &mut self.topic,
            "sure" => &mut self.sure,
            "narrower" => &mut self.narrower,
            "word" => &mut self.word,
            "question_word" => &mut self.question_word,
            "heading" => &mut self.heading,
            "synonym" => &mut self.synonym,
            "translation" => &mut self.translation,
            "topic_word" => &mut self.topic_word,
            "whole" => &mut self.whole,
            "heard" => &mut self.heard,
            "yields" => &mut self.yields,
            "nearest" => &mut self.nearest,
            "other_reading" => &mut self.other_reading,
            _ => return false,
        };
        *figure = value;
        true
    }
}

/// From 0 to 1, a half at `half`.
fn step(x: f32, half: f32) -> f32 {
    let x = (x / half.max(1e-3)).max(0.0).powi(6);
    x / (1.0 + x)
}
