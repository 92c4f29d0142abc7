//! A world with compartments: what everybody sees, what the members of one compartment see,
//! and what those of another see; with somebody in every role in every relation to them.

#![allow(dead_code)]

use library::import::{self, Order, OrderKind, Source};
use platform::Domain;
use platform::actor::{Actor, Role};
use platform::clearance::marking::{self, Level, Wanted};
use platform::clearance::vault::Vault;
use platform::clearance::{self, CompartmentKind, Person};
use platform::kit::{Acts, Given};
use platform::testing::{FORM_COOKIE, Got, PEOPLE, TestApp, form_token, person, scratch};
use std::path::PathBuf;

static WITH_PEOPLE: &[&Domain] = &[&library::DOMAIN, &warning::DOMAIN, &drafting::DOMAIN, &access::DOMAIN, &PEOPLE];

/// How somebody stands to what the first compartment holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Keeps the compartment; the curator among them brought its texts in.
    Own,
    /// Is in the compartment.
    Same,
    /// Is in another compartment.
    Other,
    /// Was in the compartment.
    Former,
    /// Was never in any.
    None,
}

impl Relation {
    pub const ALL: [Relation; 5] = [Relation::Own, Relation::Same, Relation::Other, Relation::Former, Relation::None];

    /// Whether the compartment's things are there for them.
    pub fn sees(self) -> bool {
        matches!(self, Relation::Own | Relation::Same)
    }

    fn word(self) -> &'static str {
        match self {
            Relation::Own => "own",
            Relation::Same => "same",
            Relation::Other => "other",
            Relation::Former => "former",
            Relation::None => "none",
        }
    }
}

/// Every role of people who signed in.
pub fn roles() -> impl Iterator<Item = Role> {
    Role::ALL.into_iter().filter(|role| *role != Role::Visitor)
}

/// Somebody in a role and a relation.
pub fn somebody(role: Role, relation: Relation) -> Actor {
    person(&format!("{}-{}", relation.word(), role.word()), role)
}

/// The cookies that tell who somebody is.
pub fn cookies(role: Role, relation: Relation) -> String {
    if role == Role::Visitor {
        return format!("goodoffices_form={FORM_COOKIE}");
    }
    format!("goodoffices_form={FORM_COOKIE}; test_role={}; test_name={}-{}", role.word(), relation.word(), role.word())
}

/// A text to be brought in: what stands in front of it, and what it says.
#[derive(Debug, Clone)]
pub struct Text {
    pub front: Vec<(String, String)>,
    pub body: String,
    pub name: String,
}

impl Text {
    pub fn new(name: &str, title: &str, body: &str) -> Text {
        Text { front: vec![("title".into(), title.into())], body: body.into(), name: name.into() }
    }

    pub fn with(mut self, key: &str, value: &str) -> Text {
        self.front.push((key.into(), value.into()));
        self
    }
}

/// A marked thing of the first compartment.
#[derive(Debug, Clone)]
pub struct Hidden {
    pub level: Level,
    pub document: String,
    pub import: String,
}

pub struct World {
    pub t: TestApp,
    pub texts: PathBuf,
    /// The compartment that the relations are about, and another.
    pub compartment: String,
    pub elsewhere: String,
    /// Id of a document that everybody sees.
    pub open: String,
    /// What the compartment hides, one of each level.
    pub hidden: Vec<Hidden>,
    /// Situations that it hides, one of each level.
    pub situations: Vec<String>,
    /// Drafts that it hides, one of each level.
    pub drafts: Vec<String>,
}

/// Who brings texts into the first compartment.
pub fn keeper() -> Actor {
    somebody(Role::Curator, Relation::Own)
}

impl World {
    pub fn new(visitors_may_read: bool) -> World {
        let key = scratch("compartment-key").join("key");
        Vault::make(&key).expect("a key is made");
        let visitors = if visitors_may_read { "true" } else { "false" };
        let settings = [("visitors_may_read", visitors), ("compartment_key", key.to_str().expect("a plain path"))];
        let t = TestApp::with(WITH_PEOPLE, &settings);
        import::read_files_with(&t.app, env!("CARGO_BIN_EXE_goodoffices").into()).expect("the reader is named");
        let compartment =
            t.app.work(&keeper(), |work| clearance::open(work, CompartmentKind::Process, "Heron channel")).expect("a compartment opens");
        let other = somebody(Role::Curator, Relation::Other);
        let elsewhere =
            t.app.work(&other, |work| clearance::open(work, CompartmentKind::Ceasefire, "Marsh line")).expect("a compartment opens");
        let mut world = World {
            texts: scratch("texts"),
            t,
            compartment,
            elsewhere,
            open: String::new(),
            hidden: Vec::new(),
            situations: Vec::new(),
            drafts: Vec::new(),
        };
        world.take_people_in();
        let open = Text::new(
            "open.md",
            "Orrin Bridge Ceasefire",
            "A buffer zone six kilometres deep lies along the line.\n\nThe parties release prisoners.",
        );
        world.open = world.bring(&open, None).document;
        for level in [Level::Confidential, Level::StrictlyConfidential] {
            let text =
                Text::new("talks.md", "Record of the heron talks", "The heron envoys meet at the weir.\n\nA buffer zone is to be set up.");
            let wanted = world.wanted(level);
            world.hidden.push(world.bring(&text, Some(wanted)));
        }
        world.follow_situations();
        for level in [Level::Confidential, Level::StrictlyConfidential] {
            let id = world.draft("Truce at the weir", "heron");
            mark(&world, &format!("draft:{id}"), level);
            world.drafts.push(id);
        }
        world
    }

    /// A draft for the compartment in two languages, one finding of which is meant so; its texts hold
    /// a word.
    pub fn draft(&self, title: &str, word: &str) -> String {
        let act = |action: &dyn Acts, id: &str, given: &[(&str, &str)]| {
            action.act(&self.t.app, &keeper(), id, &Given::of(given)).unwrap_or_else(|error| panic!("{}: {error}", action.name()))
        };
        let opening = [("title", title), ("kind", "truce"), ("compartment", &self.compartment)];
        let id = act(&drafting::draft::OPEN, "", &opening);
        let english =
            format!("Truce of {word}\nArticle 1. The guns of {word} fall silent on 3 May 2041 at 18:00.\nArticle 2. The {word} stay.");
        let french = format!("Trêve de {word}\nArticle premier. Les armes de {word} se taisent le 3 mai 2041 à 19 heures UTC.");
        let note = format!("From {word}");
        act(&drafting::version::ADD_VERSION, &id, &[("text", &english), ("language", "en"), ("note", &note)]);
        act(&drafting::version::ADD_VERSION, &id, &[("text", &french), ("language", "fr")]);
        act(&drafting::intended::INTEND, &id, &[("finding", "1.1"), ("reason", &format!("The {word} know it."))]);
        id
    }

    /// A situation that is followed for the compartment.
    pub fn follow(&self, title: &str) -> String {
        let opening = Given::of(&[("title", title), ("country", "XQE"), ("compartment", &self.compartment)]);
        warning::situation::OPEN.act(&self.t.app, &keeper(), "", &opening).expect("it opens")
    }

    /// Opens a situation of each level for the compartment; a series makes its country known.
    fn follow_situations(&mut self) {
        let app = &self.t.app;
        let path = self.texts.join("series.csv");
        let lines: String = (480..=500).map(|month| format!("{month},1,Orvane,XQE,0\n")).collect();
        std::fs::write(&path, format!("month_id,country_id,name,iso3,ged_sb\n{lines}")).expect("the folder can be written");
        let order = warning::import::Order { kind: warning::import::OrderKind::Series, files: vec![Source::on_disk(&path)], covers: None };
        let operator = Actor::local_operator();
        let arguments = serde_json::to_value(&order).expect("an order is data");
        platform::jobs::run_now(app, &operator, warning::import::JOB.name, &arguments, &|_, _, _| {}).expect("the series is taken");
        for level in [Level::Confidential, Level::StrictlyConfidential] {
            let id = self.follow("The weir dispute");
            marking::mark(app, &keeper(), &format!("situation:{id}"), &self.wanted(level)).expect("it is marked");
            self.situations.push(id);
        }
    }

    fn take_people_in(&self) {
        let app = &self.t.app;
        let as_person = |actor: Actor| Person { id: actor.id, name: actor.name };
        for role in roles() {
            if role != Role::Curator {
                clearance::take_in(app, &keeper(), &self.compartment, &as_person(somebody(role, Relation::Own)), true).expect("taken in");
            }
            clearance::take_in(app, &keeper(), &self.compartment, &as_person(somebody(role, Relation::Same)), false).expect("taken in");
            let former = as_person(somebody(role, Relation::Former));
            clearance::take_in(app, &keeper(), &self.compartment, &former, false).expect("taken in");
            app.work(&keeper(), |work| clearance::let_go(work, &self.compartment, &former.id)).expect("let go");
            if role != Role::Curator {
                let other = somebody(Role::Curator, Relation::Other);
                clearance::take_in(app, &other, &self.elsewhere, &as_person(somebody(role, Relation::Other)), false).expect("taken in");
            }
        }
    }

    /// A marking for the first compartment.
    pub fn wanted(&self, level: Level) -> Wanted {
        Wanted {
            level,
            compartment: Some(self.compartment.clone()),
            caveats: Vec::new(),
            review_on: Some("2999-01-01".into()),
            reason: "The talks go on.".into(),
        }
    }

    /// Brings a text in as its keeper does; nobody else hears of it where it is marked.
    pub fn bring(&self, text: &Text, wanted: Option<Wanted>) -> Hidden {
        self.bring_as(&keeper(), text, wanted)
    }

    pub fn bring_as(&self, actor: &Actor, text: &Text, wanted: Option<Wanted>) -> Hidden {
        self.bring_all(actor, std::slice::from_ref(text), wanted)
    }

    /// Brings several texts in at once; the first of them.
    pub fn bring_all(&self, actor: &Actor, texts: &[Text], wanted: Option<Wanted>) -> Hidden {
        let level = wanted.as_ref().map_or(Level::Unclassified, |wanted| wanted.level);
        let import = self.try_bring(actor, texts, wanted).expect("the text is taken");
        let changed = import::documents_of(&self.t.app, actor, &import).expect("the import is there");
        Hidden { level, document: changed.into_iter().next().expect("it brought a document"), import }
    }

    /// The same where it may be refused; the import.
    pub fn try_bring(&self, actor: &Actor, texts: &[Text], wanted: Option<Wanted>) -> platform::Result<String> {
        let paths: Vec<PathBuf> = texts.iter().map(|text| self.texts.join(&text.name)).collect();
        for (path, text) in paths.iter().zip(texts) {
            let front: String = text.front.iter().map(|(key, value)| format!("{key} = {value:?}\n")).collect();
            std::fs::write(path, format!("+++\n{front}+++\n\n{}\n", text.body)).expect("the folder can be written");
        }
        let order = Order {
            kind: OrderKind::Texts,
            files: paths.iter().map(|path| Source::on_disk(path)).collect(),
            codings: None,
            document_kind: None,
            ids_pax: false,
            source: None,
            marking: wanted,
        };
        let arguments = serde_json::to_value(&order).expect("an order is data");
        let idle = |_: i64, _: Option<i64>, _: &str| {};
        let made = platform::jobs::run_now(&self.t.app, actor, import::JOB.name, &arguments, &idle);
        for path in &paths {
            std::fs::remove_file(path).expect("the file was there");
        }
        Ok(made?["import"].as_str().expect("it made an import").to_owned())
    }

    /// Imports one file of some kind; the import.
    pub fn try_import(&self, actor: &Actor, kind: OrderKind, name: &str, content: &str) -> platform::Result<String> {
        let path = self.texts.join(name);
        std::fs::write(&path, content).expect("the folder can be written");
        let order = Order {
            kind,
            files: vec![Source::on_disk(&path)],
            codings: None,
            document_kind: None,
            ids_pax: false,
            source: None,
            marking: None,
        };
        let arguments = serde_json::to_value(&order).expect("an order is data");
        let made = platform::jobs::run_now(&self.t.app, actor, import::JOB.name, &arguments, &|_, _, _| {});
        Ok(made?["import"].as_str().expect("it made an import").to_owned())
    }

    /// Sends a request as somebody, its blanks filled.
    pub fn send(&self, method: &str, path: &str, cookies: &str) -> Got {
        let mut request = axum::http::Request::builder().method(method).uri(path).header("cookie", cookies).header("host", "offices.test");
        if method == "GET" {
            return self.t.send(request.body(axum::body::Body::empty()).expect("a plain request"));
        }
        request = request.header("origin", "http://offices.test").header("x-form-token", form_token());
        let (kind, body) = if path.starts_with("/api/") {
            ("application/json", "{}".to_owned())
        } else {
            ("application/x-www-form-urlencoded", format!("_token={}", form_token()))
        };
        self.t.send(request.header("content-type", kind).body(axum::body::Body::from(body)).expect("a plain request"))
    }
}

/// Marks a thing that is here already.
pub fn mark(world: &World, thing: &str, level: Level) {
    mark_as(world, &keeper(), thing, &world.wanted(level)).expect("it is marked");
}

/// Marks a thing that is here already as somebody wants it, with whatever that needs.
pub fn mark_as(world: &World, actor: &Actor, thing: &str, wanted: &Wanted) -> platform::Result<()> {
    platform::testing::mark(&world.t.app, actor, thing, wanted)
}
