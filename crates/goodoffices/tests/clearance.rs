//! Who may see what, tried out for every address, role, relation and marking against a table
//! that is not the product's own; and that what is hidden changes nothing for anybody else.

#[path = "clearance/canaries.rs"]
mod canaries;
#[path = "clearance/hidden.rs"]
mod hidden;
mod worlds;

use worlds::{Relation, Text, World, cookies, keeper, mark, roles, somebody};

use platform::actor::Role;
use platform::clearance::marking::Level;
use platform::clearance::{self, CompartmentKind, Person};
use platform::testing::{Got, Said, files_with};
use std::collections::{BTreeMap, BTreeSet};

/// The policy's words for whom an address is, as roles. On purpose this is not taken from the
/// product's own list.
fn for_whom(word: &str) -> BTreeSet<&'static str> {
    let all = ["reader", "curator", "desk_officer", "mediator", "expert", "fund_officer", "monitor", "auditor", "administrator"];
    match word {
        "everybody" => all.into_iter().chain(["visitor"]).collect(),
        "readers" | "signed-in" => all.into(),
        "curators" => ["curator", "administrator"].into(),
        "followers" => ["curator", "desk_officer", "mediator", "administrator"].into(),
        "auditors" => ["auditor", "administrator"].into(),
        "administrators" => ["administrator"].into(),
        // It takes a person who is there, and says so to programs.
        "nobody" => [].into(),
        other => panic!("policy.tsv says “{other}”, which is nobody"),
    }
}

struct Rule {
    method: String,
    path: String,
    roles: BTreeSet<&'static str>,
    thing: String,
}

fn policy() -> Vec<Rule> {
    let lines = include_str!("policy.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let parts: Vec<&str> = line.split('\t').collect();
            let [method, path, whom, thing] = parts.as_slice() else { panic!("policy.tsv has a line “{line}”") };
            Rule { method: (*method).into(), path: (*path).into(), roles: for_whom(whom), thing: (*thing).into() }
        })
        .collect()
}

#[test]
fn every_address_stands_in_the_policy_and_every_line_of_it_is_an_address() {
    let world = World::new(false);
    let known: BTreeSet<String> = policy().iter().map(|rule| format!("{} {}", rule.method, rule.path)).collect();
    let there: BTreeSet<String> =
        platform::web::routes(&world.t.app).iter().map(|route| format!("{} {}", route.method, route.path)).collect();
    let missing: Vec<&String> = there.difference(&known).collect();
    assert!(missing.is_empty(), "not in tests/policy.tsv: {missing:#?}");
    let gone: Vec<&String> = known.difference(&there).collect();
    assert!(gone.is_empty(), "in tests/policy.tsv, but no address: {gone:#?}");
}

/// What the judge of one cell says: nothing where it is as it should be.
fn judge_role(allowed: bool, visitor: bool, got: &Got) -> Option<String> {
    let status = got.status.as_u16();
    let wrong = match (allowed, visitor) {
        (false, true) => status != 401 && status != 303,
        (false, false) => status != 403,
        // An empty form may be refused for what it lacks, and an id that never was for that.
        (true, _) => status == 401 && !visitor || status == 403 || status >= 500 && status != 503,
    };
    wrong.then(|| format!("answered {status}: {}", got.text().chars().take(300).collect::<String>()))
}

#[test]
fn each_role_comes_where_the_policy_lets_it() {
    let world = World::new(false);
    let mut wrong = Vec::new();
    let mut cells = 0;
    for rule in policy() {
        // Signing out, or ending one's session, is tried where sessions are.
        let path: String = rule.path.split('/').map(|p| if p.starts_with('{') { "never-was" } else { p }).collect::<Vec<_>>().join("/");
        for role in Role::ALL {
            let got = world.send(&rule.method, &path, &cookies(role, Relation::None));
            cells += 1;
            // The people of these tests have no account of their own, which these are about.
            if (path.starts_with("/account") || path.contains("/access/tokens")) && role != Role::Visitor {
                continue;
            }
            if let Some(fault) = judge_role(rule.roles.contains(role.word()), role == Role::Visitor, &got) {
                wrong.push(format!("{} {} as {}: {fault}", rule.method, path, role.word()));
            }
        }
    }
    println!("{cells} cells");
    assert!(wrong.is_empty(), "{} of {cells} cells:\n{}", wrong.len(), wrong.join("\n"));
}

/// The id of a thing of the world, and one of the same look that was never there.
fn named(world: &World, thing: &str, at: usize) -> Option<(String, String)> {
    let hidden = &world.hidden[at];
    let never = |id: &str| id.chars().rev().map(|c| if c.is_ascii_hexdigit() { 'e' } else { c }).collect::<String>();
    let unlike = |id: &str| match id.split_once(':') {
        Some((kind, rest)) => format!("{kind}:{}", never(rest)),
        None => never(id),
    };
    Some(match thing {
        "document" => (hidden.document.clone(), unlike(&hidden.document)),
        "provision" => (format!("{}#1", hidden.document), format!("{}#1", unlike(&hidden.document))),
        "import" => (hidden.import.clone(), never(&hidden.import)),
        "compartment" | "keeping" | "part" => (world.compartment.clone(), never(&world.compartment)),
        "draft" => (world.drafts[at].clone(), never(&world.drafts[at])),
        "situation" => (world.situations[at].clone(), never(&world.situations[at])),
        "marking" | "readings" => (format!("document:{}", hidden.document), format!("document:{}", unlike(&hidden.document))),
        _ => return None,
    })
}

/// Fills the first blank of an address.
fn filled(path: &str, id: &str) -> String {
    let (start, rest) = path.split_once('{').expect("it has a blank");
    let (_, end) = rest.split_once('}').expect("a blank ends");
    let end = end
        .replace("{topic}", "amnesty")
        .replace("{provision}", "never-was")
        .replace("{person}", "never-was")
        .replace("{invitation}", "never-was")
        .replace("{annotation}", "never-was")
        .replace("{factor}", "never-was");
    format!("{start}{}{end}", platform::web::escape(id))
}

/// Nothing where somebody who may not see a thing is told what they would be told of one that
/// never was.
fn judge_hidden(hidden: &Said, never: &Said) -> Option<String> {
    if hidden == never {
        return None;
    }
    Some(format!("hidden: {} {}\nnever:  {} {}", hidden.0, hidden.2, never.0, never.2))
}

#[test]
fn what_one_may_not_see_answers_like_what_was_never_there() {
    let world = World::new(false);
    let (mut cells, mut seen, mut wrong) = (0, 0, Vec::new());
    for rule in policy().iter().filter(|rule| rule.path.contains('{')) {
        for at in 0..world.hidden.len() {
            let Some((id, never)) = named(&world, &rule.thing, at) else { continue };
            for role in roles() {
                for relation in Relation::ALL {
                    let who = cookies(role, relation);
                    // Changing things is tried by those who may not see them; the others would.
                    if relation.sees() && rule.method != "GET" {
                        continue;
                    }
                    let got = world.send(&rule.method, &filled(&rule.path, &id), &who);
                    cells += 1;
                    let place = format!("{} {} as {} {relation:?}, {:?}", rule.method, rule.path, role.word(), world.hidden[at].level);
                    if relation.sees() {
                        seen += usize::from(got.status == 200);
                        // Who has read something is for its keepers, and for who marked it; who is in it, for its
                        // keepers; and whom a page is about has to be named.
                        let kept = ["readings", "keeping", "part"].contains(&rule.thing.as_str());
                        let allowed = rule.roles.contains(role.word()) && (!kept || relation == Relation::Own);
                        let well = if rule.thing == "part" { 422 } else { 200 };
                        let fits = if allowed { got.status == well } else { got.status == 403 };
                        if !fits {
                            wrong.push(format!("{place}: {} for a member: {}", got.status, got.text()));
                        }
                        continue;
                    }
                    // What is named with its kind in an address is named without it in the answer.
                    let bare = |id: &str| id.strip_prefix("document:").unwrap_or(id).to_owned();
                    let hidden = got.said(&[&id, &bare(&id)]);
                    let other = world.send(&rule.method, &filled(&rule.path, &never), &who).said(&[&never, &bare(&never)]);
                    if let Some(fault) = judge_hidden(&hidden, &other) {
                        wrong.push(format!("{place}\n{fault}"));
                    }
                }
            }
        }
    }
    println!("{cells} cells, {seen} of them seen by members");
    assert!(cells > 1_200 && seen > 150, "the matrix is too small to tell: {cells} cells, {seen} seen");
    assert!(wrong.is_empty(), "{} of {cells} cells:\n{}", wrong.len(), wrong[..wrong.len().min(5)].join("\n\n"));
}

#[test]
fn the_judges_see_a_broken_build() {
    let world = World::new(false);
    let (id, never) = named(&world, "document", 0).unwrap();
    let path = |id: &str| format!("/library/documents/{}", platform::web::escape(id));
    let ask = |id: &str, relation| world.send("GET", &path(id), &cookies(Role::Reader, relation));
    // A missing check would answer others as it answers members.
    let leaked = ask(&id, Relation::Same).said(&[&id]);
    assert!(judge_hidden(&leaked, &ask(&never, Relation::Other).said(&[&never])).is_some());
    // So would an answer that says “forbidden” in place of “not found”.
    let forbidden = world.send("GET", "/people", &cookies(Role::Reader, Relation::Other)).said(&[&id]);
    assert!(judge_hidden(&forbidden, &ask(&never, Relation::Other).said(&[&never])).is_some());
    // A page that forgot its clearance, and one that keeps out whom it is for.
    let open = world.send("GET", "/api", &cookies(Role::Reader, Relation::None));
    assert!(judge_role(false, false, &open).is_some() && judge_role(false, true, &open).is_some());
    let closed = world.send("GET", "/people", &cookies(Role::Reader, Relation::None));
    assert!(judge_role(true, false, &closed).is_some());
    // And the view itself taken away: the matrix and the canaries have something to see.
    break_views(&world);
    let broken = ask(&id, Relation::Other);
    assert!(judge_hidden(&broken.said(&[&id]), &ask(&never, Relation::Other).said(&[&never])).is_some(), "{}", broken.text());
}

/// Takes the rule out of the database, as a migration that forgot it would.
fn break_views(world: &World) {
    let script = "DROP VIEW library_document_seen; CREATE VIEW library_document_seen AS SELECT d.*, 'unclassified' AS marking FROM library_document d;";
    let script = if world.t.app.db().engine() == "SQLite" {
        script.to_owned()
    } else {
        script.replace("DROP VIEW library_document_seen;", "DROP VIEW library_document_seen CASCADE;")
    };
    world.t.app.db().housekeep(|c| c.script(&script)).expect("the view can be replaced");
}

/// Every address that takes no id, and a few questions.
fn pages(world: &World) -> Vec<String> {
    let mut out: Vec<String> = policy()
        .iter()
        .filter(|rule| rule.method == "GET" && !rule.path.contains('{'))
        .map(|rule| rule.path.clone())
        // The trail tells auditors, by ids, that something was done; references tell
        // administrators that a compartment is there. Both are said in SECURITY.md.
        .filter(|path| !path.starts_with("/trail") && !path.contains("openings"))
        // These show nothing that anybody brought in.
        .filter(|path| !["/sign-in", "/account", "/api/v1/openapi"].iter().any(|start| path.starts_with(start)) && path != "/api")
        .collect();
    let open = platform::web::escape(&world.open);
    out.extend(
        [
            "/library/search?q=buffer+zone",
            "/library/search.json?q=buffer+zone",
            "/library/search?q=hern",
            "/api/v1/library/search?q=heron+envoys",
            "/library/documents.json",
            "/library/documents?kind=agreement",
            "/library/processes.json",
            "/library/figures/map.json",
            "/library/figures/trends.json?topic=amnesty",
            "/library/export.csv",
            "/library/export.jsonl",
            "/library/stats.json",
            "/library/sources.json",
            "/library/topics.json",
            "/library/actors.json",
            "/library/imports.json",
            "/jobs.json",
        ]
        .map(str::to_owned),
    );
    out.push(format!("/library/documents/{open}"));
    out.push(format!("/library/documents/{open}.json"));
    out.push(format!("/library/provisions/{open}%231"));
    out.push(format!("/api/v1/library/provisions/{open}%231/similar"));
    out
}

fn snapshot(world: &World, pages: &[String], who: &str) -> BTreeMap<String, Said> {
    pages.iter().map(|page| (page.clone(), world.send("GET", page, who).said(&[]))).collect()
}

/// Brings in a text with a word of its own in every field; the words.
fn canaries(world: &World, level: Level, start: &str) -> Vec<String> {
    let fields = ["title", "description", "process", "symbol", "parties", "third_parties", "body", "reason", "url", "name"];
    let word = |field: &str| format!("{start}{}", field.replace('_', ""));
    let mut text = Text::new(&format!("{}.md", word("name")), &word("title"), &format!("{} stands here.\n\nAnd more of it.", word("body")))
        .with("url", &format!("https://example.org/{}", word("url")));
    for field in &fields[1..6] {
        text = text.with(field, &word(field));
    }
    let wanted = clearance::marking::Wanted { reason: word("reason"), ..world.wanted(level) };
    let brought = world.bring(&text, Some(wanted));
    let seen = world.send(
        "GET",
        &format!("/library/documents/{}.json", platform::web::escape(&brought.document)),
        &cookies(Role::Reader, Relation::Same),
    );
    for field in fields.iter().filter(|field| !["reason", "name"].contains(field)) {
        assert!(seen.text().contains(&word(field)), "members read {field}: {}", seen.text());
    }
    fields.iter().map(|field| word(field)).collect()
}

#[test]
fn whoever_leaves_finds_nothing_from_the_next_request_on() {
    let world = World::new(false);
    let document = format!("/library/documents/{}", platform::web::escape(&world.hidden[1].document));
    for role in roles() {
        let who = cookies(role, Relation::Same);
        assert_eq!(world.send("GET", &document, &who).status, 200, "{role:?}");
        world.t.app.work(&keeper(), |work| clearance::let_go(work, &world.compartment, &somebody(role, Relation::Same).id)).unwrap();
        assert_eq!(world.send("GET", &document, &who).status, 404, "{role:?}");
    }
}

/// A file that is written while somebody's account ends.
struct Ending<'a> {
    world: &'a World,
    login: &'a str,
    bytes: usize,
}

impl std::io::Write for Ending<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.bytes == 0 {
            let operator = platform::actor::Actor::local_operator();
            access::account::end(&self.world.t.app, &operator, self.login).expect("the account ends");
        }
        self.bytes += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn an_export_under_way_stops_when_its_account_ends() {
    let world = World::new(false);
    let texts: Vec<Text> = (0..60).map(|at| Text::new(&format!("text-{at}.md"), &format!("Text {at}"), "A buffer zone.")).collect();
    world.bring_all(&keeper(), &texts, None);
    let operator = platform::actor::Actor::local_operator();
    let account = access::account::open(&world.t.app, &operator, "vera", "Vera Lind", Role::Reader, "talking ends wars").unwrap();
    let actor = platform::actor::Actor::new(&account.id, &account.name, Role::Reader, platform::actor::Via::Web);
    let write = |out: &mut (dyn std::io::Write + Send)| {
        let narrow = library::export::Narrow::default();
        library::export::write(&world.t.app, &actor, &narrow, library::export::Format::JsonLines, out)
    };
    let mut whole = Vec::new();
    write(&mut whole).unwrap();
    let mut cut = Ending { world: &world, login: "vera", bytes: 0 };
    let refused = write(&mut cut).unwrap_err();
    assert!(refused.to_string().contains("account"), "{refused}");
    assert!(cut.bytes > 0 && cut.bytes < whole.len(), "{} of {} bytes", cut.bytes, whole.len());
}

#[test]
fn an_account_that_ended_gets_what_strangers_get() {
    let world = World::new(false);
    let t = &world.t;
    let operator = platform::actor::Actor::local_operator();
    access::account::open(&t.app, &operator, "vera", "Vera Lind", Role::Administrator, "talking ends wars").unwrap();
    let signed_in = t.post_as("/sign-in", "", &[("login", "vera"), ("password", "talking ends wars")]);
    assert_eq!(signed_in.status, 303, "{}", signed_in.text());
    let cookies = signed_in.headers.get_all("set-cookie").iter().filter_map(|c| c.to_str().ok()?.split(';').next());
    let form = format!("goodoffices_form={}", platform::testing::FORM_COOKIE);
    let session: Vec<&str> = cookies.filter(|c| !c.starts_with("goodoffices_form")).chain([form.as_str()]).collect();
    let session = session.join("; ");
    assert_eq!(world.send("GET", "/people", &session).status, 200);
    access::account::end(&t.app, &operator, "vera").unwrap();
    let mut cells = 0;
    for rule in policy() {
        let path: String = rule.path.split('/').map(|p| if p.starts_with('{') { "never-was" } else { p }).collect::<Vec<_>>().join("/");
        if path.starts_with("/sign-") || path.starts_with("/account/") {
            continue; // These begin or end a proof; what they say of it is tried where proofs are.
        }
        let (ended, stranger) = (world.send(&rule.method, &path, &session), world.send(&rule.method, &path, &form));
        // A cookie that is good for nothing may be taken back.
        let bare = |got: &Got| {
            let (status, headers, text) = got.said(&[]);
            let headers: Vec<_> = headers.into_iter().filter(|(name, _)| name != "set-cookie").collect();
            (status, headers, text)
        };
        assert_eq!(bare(&ended), bare(&stranger), "{} {path}", rule.method);
        cells += 1;
    }
    assert!(cells > 150, "{cells}");
}
