//! The only folder with SQL of this domain, split by thing.

pub mod actors;
pub mod baskets;
pub mod documents;
pub mod figures;
pub mod imports;
pub mod provisions;

use platform::clearance::guard::Guarded;
use platform::db::Statement;

/// Every statement of the domain, for the test that prepares them on both databases.
pub const STATEMENTS: &[&[Statement]] =
    &[actors::STATEMENTS, baskets::STATEMENTS, documents::STATEMENTS, figures::STATEMENTS, imports::STATEMENTS, provisions::STATEMENTS];

const DOCUMENT: &str = "'document:' || {row}.document_id";
const PROVISION: &str = "'provision:' || {row}.provision_id";
/// A provision's id is its document's, a `#` and a number.
const DOCUMENT_OF_PROVISION: &str = "'document:' || SUBSTR({row}.provision_id, 1, LENGTH(RTRIM({row}.provision_id, '0123456789')) - 1)";
const IMPORT: &str = "'import:' || {row}.import_id";

const fn of(table: &'static str, things: &'static [&'static str]) -> Guarded {
    Guarded { table, things, names: &[], is: None }
}

/// The tables whose rows belong to documents, provisions and imports that can be marked.
pub const GUARDED: &[Guarded] = &[
    Guarded { table: "library_document", things: &["'document:' || {row}.id"], names: &[], is: Some("document") },
    of("library_document_country", &[DOCUMENT]),
    of("library_document_external", &[DOCUMENT]),
    of("library_document_party", &[DOCUMENT]),
    of("library_document_topic", &[DOCUMENT]),
    Guarded { table: "library_relation", things: &[DOCUMENT], names: &["'document:' || {row}.other_id"], is: None },
    Guarded { table: "library_provision", things: &["'provision:' || {row}.id", DOCUMENT], names: &[], is: Some("provision") },
    of("library_provision_past", &[PROVISION, DOCUMENT_OF_PROVISION]),
    of("library_provision_topic", &[PROVISION, DOCUMENT_OF_PROVISION]),
    Guarded { table: "library_import", things: &["'import:' || {row}.id"], names: &[], is: Some("import") },
    of("library_import_note", &[IMPORT]),
    of("library_import_original", &[IMPORT]),
    of("library_import_change", &[IMPORT, DOCUMENT]),
    of("library_import_part", &[IMPORT, DOCUMENT, PROVISION]),
    Guarded { table: "library_basket_item", things: &[], names: &[PROVISION, DOCUMENT_OF_PROVISION], is: None },
];
