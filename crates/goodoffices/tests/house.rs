//! House rules that are tests: where SQL may stand, who writes which table, how long a file
//! may be, and that the papers tell the truth about the tree.

mod kit;
#[path = "house/wording.rs"]
mod wording;

use kit::root;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn files(folder: &Path, endings: &[&str], out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder is there").flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            if !["target", ".git", "goodoffices-data"].contains(&name.as_str()) {
                files(&path, endings, out);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            out.push(path);
        }
    }
}

fn all(endings: &[&str]) -> Vec<(String, String)> {
    let mut paths = Vec::new();
    files(&root(), endings, &mut paths);
    paths.sort();
    let named = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        (path.strip_prefix(root()).expect("it is below the root").display().to_string(), text)
    };
    paths.into_iter().map(named).collect()
}

/// The crate of a path such as `crates/library/src/web/mod.rs`.
fn crate_of(path: &str) -> Option<&str> {
    path.strip_prefix("crates/")?.split('/').next()
}

#[test]
fn no_file_of_code_is_longer_than_four_hundred_lines() {
    let long: Vec<String> = all(&[".rs", ".html", ".css", ".sql"])
        .into_iter()
        .filter(|(_, text)| text.lines().count() > 400)
        .map(|(path, text)| format!("{path}: {} lines", text.lines().count()))
        .collect();
    assert!(long.is_empty(), "too long:\n{}", long.join("\n"));
}

/// The functions of a file by where they begin, with their lines: as they are formatted, each
/// ends with the first brace that stands as far in as it begins.
fn functions(text: &str) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let begins = |line: &str| {
        let is_before = |word: &&str| ["const", "async", "unsafe"].contains(word) || word.starts_with("pub") || word.ends_with(')');
        let mut words = line.split_whitespace().skip_while(is_before);
        words.next() == Some("fn") && !line.ends_with([';', '}'])
    };
    let indent = |line: &str| line.len() - line.trim_start().len();
    let ends = |at: usize| lines[at..].iter().position(|line| line.trim() == "}" && indent(line) == indent(lines[at]));
    (0..lines.len()).filter(|at| begins(lines[*at])).filter_map(|at| ends(at).map(|more| (at + 1, more + 1))).collect()
}

#[test]
fn no_function_is_longer_than_seventy_lines() {
    let mut seen = 0;
    let mut long = Vec::new();
    for (path, text) in all(&[".rs"]) {
        for (at, lines) in functions(&text) {
            seen += 1;
            if lines > 70 {
                long.push(format!("{path}:{at}: {lines} lines"));
            }
        }
    }
    assert!(seen > 3_000, "{seen} functions were seen");
    assert!(long.is_empty(), "too long:\n{}", long.join("\n"));
    let made = format!("pub fn one() {{\n{}}}\n", "    two();\n".repeat(69));
    assert_eq!(functions(&made), [(1, 71)], "the judge counts the line of the name and the last brace");
}

#[test]
fn no_line_of_a_page_is_longer_than_a_hundred_and_sixty_signs() {
    let is_page = |path: &&(String, String)| path.0.contains("/pages/");
    let long = |(path, text): &(String, String)| {
        text.lines()
            .enumerate()
            .filter(|(_, line)| line.chars().count() > 160)
            .map(|(at, _)| format!("{path}:{}", at + 1))
            .collect::<Vec<_>>()
    };
    let found: Vec<String> = all(&[".html"]).iter().filter(is_page).flat_map(long).collect();
    assert!(found.is_empty(), "break them before a tag of the template, with {{%- or {{{{-, which adds nothing to the page: {found:?}");
}

#[test]
fn sql_stands_only_in_stores() {
    for (path, text) in all(&[".rs"]) {
        let Some(name) = crate_of(&path) else { continue };
        let is_ground = name == "platform" || path.contains("/benches/") || path.contains("/tests/") || path.ends_with("tests.rs");
        if is_ground || path.contains("/store/") || path.ends_with("/store.rs") {
            continue;
        }
        for sign in ["SELECT ", "INSERT INTO", "DELETE FROM", "UPDATE SET"] {
            assert!(!text.contains(sign), "{path} holds SQL ({sign}); it belongs into store.rs");
        }
    }
}

/// Files of a domain that stand over its things: what a person, a program or a command asks for.
fn is_outer(path: &str) -> bool {
    ["web", "api", "cli"].iter().any(|part| path.contains(&format!("/src/{part}/")) || path.ends_with(&format!("/src/{part}.rs")))
}

/// What a file of one layer names of a layer over it.
fn names_what_stands_over_it(path: &str, text: &str) -> Vec<String> {
    let is_test = path.contains("/tests/") || path.ends_with("/tests.rs") || path.ends_with("/src/lib.rs");
    if is_outer(path) || is_test || !path.contains("/src/") {
        return Vec::new();
    }
    let named = |layer: &&&str| text.contains(&format!("crate::{layer}::")) || text.contains(&format!("crate::{{{layer}"));
    ["web", "api", "cli"].iter().filter(named).map(|layer| format!("{path} names {layer}")).collect()
}

#[test]
fn a_thing_knows_nothing_of_its_pages_calls_and_commands() {
    let domains: Vec<&str> = goodoffices::DOMAINS.iter().map(|domain| domain.name).collect();
    let of_domains = |path: &str| crate_of(path).is_some_and(|name| domains.contains(&name));
    let found: Vec<String> =
        all(&[".rs"]).iter().filter(|(path, _)| of_domains(path)).flat_map(|(p, text)| names_what_stands_over_it(p, text)).collect();
    assert!(found.is_empty(), "web, api and cli name things, never the other way round: {found:#?}");
    let broken = names_what_stands_over_it("crates/library/src/basket.rs", "use crate::web::names;");
    assert_eq!(broken.len(), 1, "the judge sees it");
}

#[test]
fn a_domain_writes_only_its_own_tables() {
    for domain in goodoffices::DOMAINS {
        for statement in domain.statements.iter().copied().flatten() {
            for verb in ["INSERT INTO ", "UPDATE ", "DELETE FROM "] {
                let Some(rest) = statement.sql.strip_prefix(verb) else { continue };
                let table = rest.split_whitespace().next().unwrap_or("");
                assert!(table.starts_with(&format!("{}_", domain.name)), "{} of {} writes {table}", statement.name, domain.name);
            }
        }
    }
}

/// Statements that read a table past its view, and why they may.
const PAST_VIEWS: [(&str, &str); 5] = [
    ("CHANGED_IDS", "the index has to forget what is hidden now"),
    ("LATER_CHANGE", "an undo must not take away what an import changed later that it does not see; it learns no more than that"),
    ("FILES_OF", "names of files are sealed whoever brought them; a change reads them, and shows them to nobody"),
    ("NOTES_OF", "the same for what an import did not understand"),
    ("IMPORTS_OF", "the imports of a document whose names are to be sealed with it"),
];

/// Tables that name something which can be marked and need no guard, and why.
const UNGUARDED: [(&str, &str); 1] = [("library_actor", "an actor is nothing that can be marked; it names the import that brought it")];

/// Tables whose rows belong to things that can be marked, and that no guard stands before: those
/// with a view that leaves hidden rows out, those that name such a thing, and those that point to
/// a guarded table.
fn without_guard(sql: &str, kinds: &[&str], guarded: &[&str]) -> Vec<String> {
    let mut out = Vec::new();
    for text in sql.split("CREATE TABLE ").skip(1) {
        let table = text.split_whitespace().next().unwrap_or_default();
        let text = text.split("\n);").next().unwrap_or_default();
        let has_view = sql.contains(&format!("CREATE VIEW {table}_seen"));
        let names = kinds.iter().any(|kind| text.contains(&format!("{kind}_id ")));
        let points = guarded.iter().any(|other| text.contains(&format!("REFERENCES {other} ")));
        let excused = UNGUARDED.iter().any(|(known, _)| *known == table);
        if (has_view || names || points) && !excused && !guarded.contains(&table) {
            out.push(table.to_owned());
        }
    }
    out
}

#[test]
fn every_table_of_what_can_be_marked_is_guarded() {
    let kinds: Vec<&str> = goodoffices::DOMAINS.iter().flat_map(|domain| domain.markable).map(|markable| markable.kind).collect();
    let mut seen = 0;
    for domain in goodoffices::DOMAINS {
        let sql: String = domain.migrations.iter().map(|migration| migration.sql).collect();
        let guarded: Vec<&str> = domain.guarded.iter().map(|guarded| guarded.table).collect();
        assert_eq!(without_guard(&sql, &kinds, &guarded), Vec::<String>::new(), "{} must guard these", domain.name);
        // The rule sees each of them where it is left out.
        for left_out in &guarded {
            let others: Vec<&str> = guarded.iter().copied().filter(|table| table != left_out).collect();
            assert!(without_guard(&sql, &kinds, &others).iter().any(|table| table == left_out), "{left_out} can be left out unseen");
            seen += 1;
        }
    }
    assert!(seen > 15, "{seen} guarded tables");
}

#[test]
fn what_can_be_hidden_is_read_through_its_view() {
    let mut seen = 0;
    for domain in goodoffices::DOMAINS {
        let sql: String = domain.migrations.iter().map(|migration| migration.sql).collect();
        let views: Vec<&str> =
            sql.split("CREATE VIEW ").skip(1).filter_map(|rest| rest.split_whitespace().next()?.strip_suffix("_seen")).collect();
        seen += views.len();
        for statement in domain.statements.iter().copied().flatten().filter(|s| s.sql.starts_with("SELECT")) {
            if PAST_VIEWS.iter().any(|(name, _)| *name == statement.name) {
                continue;
            }
            for word in statement.sql.split(|c: char| !c.is_alphanumeric() && c != '_') {
                assert!(!views.contains(&word), "{} of {} reads {word}; read {word}_seen", statement.name, domain.name);
            }
        }
    }
    assert!(seen > 10, "{seen} views");
}

#[test]
fn platform_names_no_domain() {
    for (path, text) in all(&[".rs", ".html", ".sql"]).iter().filter(|(path, _)| crate_of(path) == Some("platform")) {
        for domain in goodoffices::DOMAINS {
            for sign in [format!("{}::", domain.name), format!("{}_", domain.name), format!("\"/{}", domain.name)] {
                let named = text.lines().find(|line| {
                    line.contains(&sign)
                        && !line.trim_start().starts_with("//")
                        && !line.contains(&format!("x{sign}"))
                        && !line.contains(&format!("_{sign}"))
                });
                assert!(named.is_none(), "{path} names the domain {}: {named:?}", domain.name);
            }
        }
    }
}

#[test]
fn every_path_and_link_in_the_papers_exists() {
    for (path, text) in all(&[".md"]).iter().filter(|(path, _)| !path.starts_with("data/demo")) {
        let folder = root().join(path).parent().expect("it has a folder").to_owned();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = target.split('#').next().unwrap_or("");
            if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            assert!(folder.join(target).exists(), "{path} links to {target}, which is not there");
        }
        for quoted in text.split('`').skip(1).step_by(2) {
            let is_path = ["crates/", "docs/", "data/", ".ci/"].iter().any(|start| quoted.starts_with(start));
            if is_path && !quoted.contains(['*', '<', '{', '…', ' ']) {
                assert!(root().join(quoted).exists(), "{path} names {quoted}, which is not there");
            }
        }
    }
}

#[test]
fn every_source_has_a_whole_card() {
    let cards = all(&[".toml"]).into_iter().filter(|(path, _)| path.starts_with("data/sources/")).collect::<Vec<_>>();
    assert!(cards.len() >= 4);
    for (path, text) in cards {
        for key in ["publisher = \"", "licence = \"", "url = \"", "coverage = \"", "redistribution = \"", "[[assertion]]"] {
            assert!(text.contains(key), "{path} has no {key}");
        }
    }
}

#[test]
fn every_dependency_says_what_it_saves_us() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let reasons = std::fs::read_to_string(root().join("docs/decisions/dependencies.md")).unwrap();
    let after = manifest.split("# others").nth(1).unwrap().split("\n[profile").next().unwrap();
    for line in after.lines().skip(1).filter(|line| !line.starts_with('#')) {
        let Some((name, _)) = line.split_once('=') else { continue };
        assert!(reasons.contains(&format!("`{}`", name.trim())), "{} has no line in docs/decisions/dependencies.md", name.trim());
    }
}

#[test]
fn every_setting_command_and_address_stands_in_the_reference() {
    kit::golden("docs/reference/settings.md", &reference::settings());
    kit::golden("docs/reference/commands.md", &reference::commands());
}

mod reference {
    use platform::config::SETTINGS;
    use std::fmt::Write;

    pub fn settings() -> String {
        let mut out = String::from(
            "# Settings\n\nMade from the product's own table; a test keeps this page true. A setting stands in `goodoffices.toml` of the data folder, in the environment, or after `--set`; later ones win.\n\n| setting | environment | unless told | what it is for |\n|---|---|---|---|\n",
        );
        for s in SETTINGS.iter().chain(goodoffices::DOMAINS.iter().flat_map(|d| d.settings)) {
            let default = if s.default.is_empty() { "(empty)" } else { s.default };
            writeln!(out, "| `{}` | `{}` | {default} | {} |", s.key, s.env, s.help).unwrap();
        }
        out
    }

    pub fn commands() -> String {
        let mut out = String::from(
            "# Commands\n\nMade from the command line itself; a test keeps this page true. Every command takes `--data DIR` (or `GOODOFFICES_DATA`), `--json`, `--progress` and `--set KEY=VALUE`.\n",
        );
        let mut command = goodoffices::command(goodoffices::DOMAINS);
        command.build();
        for sub in command.get_subcommands() {
            describe(sub, "goodoffices", &mut out);
        }
        out
    }

    fn describe(command: &clap::Command, before: &str, out: &mut String) {
        if command.is_hide_set() || command.get_name() == "help" {
            return;
        }
        let name = format!("{before} {}", command.get_name());
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let has_subcommands = command.get_subcommands().any(|c| c.get_name() != "help");
        if !has_subcommands {
            writeln!(out, "\n## `{name}`\n\n{about}.").unwrap();
            let own = command
                .get_arguments()
                .filter(|a| !a.is_hide_set() && !["help", "data", "json", "progress", "set", "version"].contains(&a.get_id().as_str()));
            for (at, a) in own.enumerate() {
                let shown = match a.get_long() {
                    Some(long) => format!("--{long}"),
                    None => a.get_id().to_string().to_uppercase(),
                };
                let break_before = if at == 0 { "\n" } else { "" };
                writeln!(out, "{break_before}- `{shown}`: {}", a.get_help().map(ToString::to_string).unwrap_or_default()).unwrap();
            }
        }
        for sub in command.get_subcommands() {
            describe(sub, &name, out);
        }
    }
}

/// Where in a template a form that is sent with POST does not begin with its token.
fn forms_without_token_first(html: &str) -> Vec<String> {
    // A long line goes on before a tag of the template, whose hyphen takes the break away.
    let lines: Vec<&str> = html.lines().map(str::trim_start).collect();
    let html = lines.join("\n").replace("\n{{-", "{{").replace("\n{%-", "{%");
    let posts = html.split("<form").skip(1).filter(|form| form.split('>').next().is_some_and(|tag| tag.contains("method=\"post\"")));
    let bodies = posts.filter_map(|form| form.split_once('>').map(|(_, body)| body.trim_start()));
    let loose = bodies.filter(|body| !body.starts_with("<input type=\"hidden\" name=\"_token\" value=\"{{ v.form_token }}\">"));
    loose.map(|body| body.chars().take(80).collect()).collect()
}

#[test]
fn every_form_begins_with_its_token() {
    let mut seen = 0;
    for (path, html) in all(&[".html"]).iter().filter(|(path, _)| path.contains("/pages/")) {
        seen += html.matches("method=\"post\"").count();
        assert_eq!(forms_without_token_first(html), Vec::<String>::new(), "{path}");
    }
    // The form of an action is one template for all of them.
    let actions = goodoffices::DOMAINS.iter().flat_map(|domain| domain.all_actions()).count();
    assert!(seen > 45 && seen + actions > 80, "{seen} forms, {actions} actions");
    let late = "<form class=\"row\" method=\"post\" action=\"/x\"><input name=\"a\"><input type=\"hidden\" name=\"_token\" value=\"{{ v.form_token }}\"></form>";
    assert_eq!(forms_without_token_first(late).len(), 1, "a token that comes late is seen");
}
