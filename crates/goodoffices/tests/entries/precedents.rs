//! Precedents are whole texts that everybody sees, and nothing else.

use super::*;

#[test]
fn precedents_are_whole_texts_that_everybody_sees_and_nothing_else() {
    let world = World::new(true);
    let who = cookies(Role::Mediator, Relation::Same);
    let draft = "Truce of the fen\nArticle 1. The sides cease fire on 3 May 2041 at 06:00 UTC.\nArticle 2. Everybody goes home.";
    let precedents = || {
        let body = json!({"texts": [{"file": "truce.txt", "text": draft}], "kind": "truce", "language": "en"}).to_string();
        let got = send(&world, "POST", "/api/v1/drafting/check", &who, "application/json", body);
        let blocks = got.json()[0]["blocks"].clone();
        blocks.as_array().expect("blocks").iter().find(|block| block["block"] == "heavy-weapons").expect("the block")["precedents"].clone()
    };
    let before = precedents()["of"].as_u64().unwrap_or(0);
    let ceasefire = |name: &str, articles: &str| {
        let title = format!("Ceasefire of {name}");
        let body = format!("Article 1. The parties shall cease all hostilities on 3 May 2031 at 06:00 UTC.\n\n{articles}");
        Text::new(&format!("{name}.md"), &title, &body).with("kind", "ceasefire").with("language", "en")
    };
    let guns = "Article 2. Each party shall withdraw its heavy weapons and mortars to a distance of 20 kilometres from the line.";
    let with = world.bring(&ceasefire("weir", guns), None).document;
    world.bring(&ceasefire("mill", "Article 2. The parties shall open the road."), None);
    world.bring(&ceasefire("zqhidden", guns), Some(world.wanted(Level::Confidential)));
    let found = precedents();
    assert_eq!(
        (found["n"].as_u64(), found["of"].as_u64(), found["set"].as_str()),
        (Some(1), Some(before + 2), Some("ceasefire")),
        "{found}"
    );
    let example = found["examples"][0].as_str().expect("a provision to read").to_owned();
    assert!(example.starts_with(&with) && found["examples"].as_array().map(Vec::len) == Some(1), "{found}");
    assert_eq!(world.send("GET", &format!("/library/provisions/{}", platform::web::escape(&example)), &who).status, 200);
    // A provision that is marked by itself is read by nobody for this.
    mark(&world, &format!("provision:{example}"), Level::Confidential);
    assert_eq!(precedents()["n"], 0);
    // Of what is held in passages nothing can be said.
    let passages = format!("UPDATE library_document SET text_state = 'passages' WHERE id = '{with}'");
    world.t.app.db().housekeep(|c| c.script(&passages)).expect("the row can be changed");
    assert_eq!(precedents()["of"], before + 1);
}
