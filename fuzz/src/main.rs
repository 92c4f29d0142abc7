//! One parser, chosen by `GOODOFFICES_FUZZ_TARGET`, fed by libFuzzer. A panic in our own code
//! ends the run with its input; one in a crate of others is held by the reader, as in the
//! product, and the run goes on.

#![no_main]

use extract::{Format, Reader};
use libfuzzer_sys::fuzz_target;
use methods::segments::{Block, BlockKind, segment};
use std::sync::LazyLock;

type Parser = Box<dyn Fn(&[u8]) + Send + Sync>;

static PARSER: LazyLock<Parser> = LazyLock::new(|| {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|l| format!("{}:{}", l.file(), l.line())).unwrap_or_default();
        if !place.contains("/registry/") && !place.starts_with("/rustc/") && !place.contains("/library/std/") && !place.contains("/library/core/") {
            eprintln!("{info}");
            std::process::abort();
        }
    }));
    let target = std::env::var("GOODOFFICES_FUZZ_TARGET").expect("GOODOFFICES_FUZZ_TARGET names a parser; see fuzz/run");
    parser(&target).unwrap_or_else(|| panic!("there is no parser {target}"))
});

fuzz_target!(|bytes: &[u8]| PARSER(bytes));

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn document(name: &'static str, format: Format) -> Parser {
    Box::new(move |bytes| {
        if let Ok(found) = Reader::in_process().document(name, bytes, Some(format)) {
            segment(&found.blocks, None);
        }
    })
}

fn parser(target: &str) -> Option<Parser> {
    Some(match target {
        "text" => document("a.txt", Format::Text),
        "html" => document("a.html", Format::Html),
        "markdown" => document("a.md", Format::Markdown),
        "docx" => document("a.docx", Format::Docx),
        "rtf" => document("a.rtf", Format::Rtf),
        "zip" => Box::new(|bytes| drop(Reader::in_process().archive("a.zip", bytes, &mut |_, _| {}))),
        "rows" => Box::new(|bytes| drop(Reader::in_process().rows::<()>("a.csv", bytes, &mut |_| Ok(())))),
        "lines" => Box::new(|bytes| drop(Reader::in_process().json_lines::<()>("a.jsonl", bytes, &mut |_| Ok(())))),
        "dates" => Box::new(|bytes| {
            let text = text(bytes);
            text.lines().for_each(|line| drop(methods::dates::parse(line)));
            methods::dates::find_first(&text);
        }),
        "names" => Box::new(|bytes| {
            let text = text(bytes);
            let names = methods::names::split_signatories(&text);
            if let [a, b, ..] = names.as_slice() {
                methods::names::score(a, b);
            }
            methods::language::guess(&text);
            segment(&[Block { kind: BlockKind::Paragraph, text, label: None }], None);
        }),
        #[cfg(feature = "search")]
        "query" => engine::query(),
        #[cfg(feature = "search")]
        "thesaurus" => Box::new(|bytes| drop(search::Thesaurus::from_files(&[("a.ttl".into(), bytes.to_vec())]))),
        _ => return None,
    })
}

#[cfg(feature = "search")]
mod engine {
    use search::{Change, Index, Passage, Request, Thesaurus};

    /// A question to an index that holds one passage, so that snippets are made too.
    pub fn query() -> super::Parser {
        let index = Index::in_memory(Thesaurus::built_in().expect("the thesaurus is whole")).expect("memory is enough");
        let passage = Passage { id: "a".into(), document: "a".into(), text: "The parties shall monitor the ceasefire.".into(), ..Passage::default() };
        index.apply(&[Change::Put(Box::new(passage))], 1).expect("one passage fits");
        Box::new(move |bytes| drop(index.search(&Request::new(super::text(bytes)))))
    }
}
