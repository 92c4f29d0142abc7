use super::*;

#[test]
fn the_facts_in_front_of_a_text_reach_its_document() {
    let metadata: Vec<(String, String)> = [("interim", "Yes"), ("date", "2016-11-18")].map(|(k, v)| (k.to_owned(), v.to_owned())).to_vec();
    let extracted = Extracted {
        format: extract::Format::Markdown,
        encoding: None,
        title: None,
        metadata: metadata.clone(),
        blocks: Vec::new(),
        warnings: Vec::new(),
    };
    let d = own_text("a.md", &extracted, DocumentKind::Agreement, None, &Front(&metadata), &mut Batch::default()).document;
    assert_eq!((d.interim.as_deref(), d.date.map(|date| date.to_string()).as_deref()), (Some("Yes"), Some("2016-11-18")));
}

#[test]
fn a_name_becomes_part_of_an_id() {
    for (name, expected) in [("Draft v2 (final).docx", "draft-v2-final"), ("a/b/Приложение 1.txt", "приложение-1")] {
        assert_eq!(slug(name), expected);
    }
}
