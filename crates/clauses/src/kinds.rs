//! What kind of agreement a draft is: by its title, then by its first words.

use crate::draft::{Draft, Zone};
use crate::grammar::Form;
use crate::report::Kind;

/// The order in which titles are asked: what says more stands before what says less.
const BY_TITLE: [(Form, Kind); 8] = [
    (Form::KindPause, Kind::Pause),
    (Form::KindDefinitive, Kind::Definitive),
    (Form::KindFramework, Kind::Framework),
    (Form::KindImplementation, Kind::Implementation),
    (Form::KindComprehensive, Kind::Comprehensive),
    (Form::KindTruce, Kind::Truce),
    (Form::KindCessation, Kind::Cessation),
    (Form::KindPreliminary, Kind::Preliminary),
];

/// The kind of a draft; none where neither title nor opening say.
pub(crate) fn kind_of(draft: &Draft) -> Option<Kind> {
    let of = |text: &str| BY_TITLE.iter().find(|(form, _)| draft.grammar.has(*form, text)).map(|(_, kind)| *kind);
    // Statements report and renew; they agree nothing by themselves.
    let is_statement =
        draft.provisions.first().is_some_and(|first| first.zone == Zone::Title && draft.grammar.has(Form::KindNone, first.text()));
    if is_statement {
        return None;
    }
    let title = draft.provisions.iter().find(|provision| provision.zone == Zone::Title);
    let opening = draft.provisions.iter().find(|provision| provision.zone == Zone::Preamble);
    let first = || draft.provisions.iter().find(|provision| provision.is_operative());
    title
        .and_then(|provision| of(provision.text()))
        .or_else(|| opening.and_then(|p| of(p.text())))
        .or_else(|| first().and_then(|p| of(p.text())))
}
