//! A form that is refused comes back with everything that was typed: a broken one is sent to every
//! address that takes a form, made of the fields that its page shows.

#[path = "refused/sign_in.rs"]
mod sign_in;
mod worlds;

use worlds::{Relation, Text, World, cookies, keeper, mark};

use access::account;
use platform::actor::{Actor, Role};
use platform::clearance::marking::Level;
use platform::clearance::opening;
use platform::kit::{Acts, Given, Input};
use platform::languages::Language;
use platform::testing::{FORM_COOKIE, Got, form_token, know, person, present};
use platform::web::{Kind, Route, SECRETS, escape};
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeMap;

/// Forms without any field, that a script sends or a button in the head of every page.
const ON_NO_PAGE: [&str; 4] = ["/account/again/passkey/start", "/account/passkey/start", "/sign-in/passkey/start", "/sign-out"];

/// Forms that this world does not show, and why.
const NOT_SHOWN: [(&str, &str); 9] = [
    ("/account/codes", "a button beside a second factor"),
    ("/account/factors/end", "a button beside a second factor"),
    ("/account/again/passkey", "a button beside a passkey"),
    ("/account/passkey", "shown where the address lets browsers use passkeys"),
    ("/sign-in/passkey", "shown where the address lets browsers use passkeys"),
    ("/compartments/{id}/members/confirm", "a button beside a member whose membership rests"),
    ("/library/actors/review", "buttons beside matches that were suggested"),
    ("/sign-in/second", "one field, for a code that works once"),
    ("/warning/bring/sync", "shown where an operator named a source"),
];

#[test]
fn every_form_stands_on_a_page() {
    let world = World::new(false);
    let forms = platform::web::routes(&world.t.app).into_iter().filter(|route| route.kind == Kind::Form);
    let (on, off): (Vec<Route>, Vec<Route>) = forms.partition(|route| route.stands_on.is_some());
    let mut off: Vec<&str> = off.iter().map(|route| route.path.as_str()).collect();
    off.sort_unstable();
    assert_eq!(off, ON_NO_PAGE, "say .on(…) in the route's declaration");
    let pages = platform::web::routes(&world.t.app).into_iter().filter(|route| route.kind == Kind::Page);
    let pages: Vec<String> = pages.map(|page| page.path).collect();
    let is_page = |route: &&Route| {
        let page = route.stands_on.as_deref().unwrap_or("");
        page == "{next}" || pages.iter().any(|known| known == page.split('?').next().unwrap_or(""))
    };
    let lost: Vec<&str> = on.iter().filter(|route| !is_page(route)).map(|route| route.path.as_str()).collect();
    assert!(lost.is_empty(), "their page is none: {lost:?}");
}

#[test]
fn every_field_for_a_secret_is_known_as_one() {
    let mut seen = 0;
    for domain in ["access", "library", "platform", "warning"] {
        let folder = format!("{}/../{domain}/pages", env!("CARGO_MANIFEST_DIR"));
        for entry in std::fs::read_dir(folder).unwrap() {
            let html = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            for tag in html.split("<input ").skip(1).filter_map(|rest| rest.split('>').next()) {
                if ["type=\"password\"", "one-time-code", "-password\""].iter().any(|secret| tag.contains(secret)) {
                    let name = tag.split("name=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
                    assert!(SECRETS.contains(&name), "{name} is not among the secrets");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen >= 7, "{seen}");
}

/// A form as its page shows it.
#[derive(Debug, Clone, Default, PartialEq)]
struct Form {
    action: String,
    has_files: bool,
    /// What the page fills in.
    carried: Vec<(String, String)>,
    texts: Vec<String>,
    choices: Vec<String>,
    ticks: Vec<(String, String)>,
    secrets: Vec<String>,
    files: Vec<String>,
}

fn select<'a>(within: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    within.select(&Selector::parse(selector).unwrap()).collect()
}

/// The forms of a page.
fn forms(html: &str) -> Vec<Form> {
    let page = Html::parse_document(html);
    let read = |form: ElementRef<'_>| {
        let mut found = Form { action: form.attr("action").unwrap_or("").to_owned(), ..Form::default() };
        found.has_files = form.attr("enctype").is_some();
        let mut fields = select(form, "input, select, textarea");
        fields.extend(select(form, "button[name]").into_iter().take(1));
        for field in fields {
            let (Some(name), value) = (field.attr("name"), field.attr("value").unwrap_or("on")) else { continue };
            let pair = (name.to_owned(), value.to_owned());
            let hidden = field.attr("type") == Some("hidden") || field.attr("hidden").is_some();
            match (field.value().name(), field.attr("type").unwrap_or("text")) {
                _ if name == "_token" => {}
                ("button", _) => found.carried.push(pair),
                _ if hidden => found.carried.push(pair),
                ("select", _) => found.choices.push(pair.0),
                ("input", "checkbox" | "radio") => found.ticks.push(pair),
                ("input", "file") => found.files.push(pair.0),
                ("input", "password") => found.secrets.push(pair.0),
                _ if field.attr("autocomplete") == Some("one-time-code") => found.secrets.push(pair.0),
                _ => found.texts.push(pair.0),
            }
        }
        found
    };
    select(page.root_element(), "form[method=post]").into_iter().map(read).collect()
}

fn is_at(pattern: &str, path: &str) -> bool {
    let (these, those): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    these.len() == those.len() && these.iter().zip(those).all(|(this, that)| this.starts_with('{') || *this == that)
}

/// What nobody may type, with a sign that cannot be seen.
fn typed(name: &str, at: usize) -> String {
    format!("§{at} <b>\"{name}' &amp; ع\u{1}")
}

/// Sends a form as its page does, broken in each field; its texts are what `typed` gives.
fn send(world: &World, who: &str, language: &str, form: &Form, token: &str, typed: &dyn Fn(&str, usize) -> String) -> Got {
    let mut pairs = vec![("_token".to_owned(), token.to_owned())];
    pairs.extend(form.carried.iter().cloned());
    pairs.extend(form.texts.iter().enumerate().map(|(at, name)| (name.clone(), typed(name, at))));
    pairs.extend(form.choices.iter().map(|name| (name.clone(), "§ none".to_owned())));
    pairs.extend(form.secrets.iter().map(|name| (name.clone(), "§secret\u{1}".to_owned())));
    let (kind, body) = if form.has_files {
        let part = |name: &str, more: &str, text: &str| {
            format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"{more}\r\n\r\n{text}\r\n")
        };
        let texts: String = pairs.iter().map(|(name, text)| part(name, "", text)).collect();
        let files: String = form.files.iter().map(|name| part(name, "; filename=\"a.csv\"", "a,b")).collect();
        ("multipart/form-data; boundary=edge", format!("{texts}{files}--edge--\r\n"))
    } else {
        let pairs: Vec<String> = pairs.iter().map(|(name, text)| format!("{}={}", escape(name), escape(text))).collect();
        ("application/x-www-form-urlencoded", pairs.join("&"))
    };
    let request = axum::http::Request::post(format!("{}?lang={language}", form.action))
        .header("host", "offices.test")
        .header("origin", "http://offices.test")
        .header("cookie", format!("goodoffices_form={FORM_COOKIE}; {who}"))
        .header("content-type", kind);
    world.t.send(request.body(axum::body::Body::from(body)).unwrap())
}

/// A form that was sent, and how its answer is judged.
struct Case<'a> {
    form: &'a Form,
    language: Language,
    typed: &'a dyn Fn(&str, usize) -> String,
    /// Whether each of its texts is at fault.
    at_fields: bool,
}

impl Case<'_> {
    /// What is missing of what was typed, in the language asked for, on the page that came back.
    fn judge(&self, world: &World, html: &str) -> Vec<String> {
        let (page, mut wrong) = (Html::parse_document(html), Vec::new());
        let root = page.root_element();
        let [summary] = select(root, "main > #faults[role=alert][tabindex][autofocus]")[..] else {
            return vec!["there is no summary".into()];
        };
        let told = |key: &str| world.t.app.languages().text(self.language, key, &platform::languages::arguments([]));
        let words: String = summary.text().collect();
        let is_told = words.contains(&told("platform-form-refused"));
        let are_files_asked = words.contains(&told("platform-form-files-again")) == self.form.has_files;
        wrong.extend((!is_told || !are_files_asked).then(|| format!("the summary says {words}")));
        wrong.extend(
            select(summary, "ul:not(.plain) > li").iter().map(|line| line.text().collect()).filter(|line: &String| !self.is_native(line)),
        );
        let ids = select(root, "[id^=fault]");
        let twice = ids.iter().filter(|one| ids.iter().filter(|other| other.attr("id") == one.attr("id")).count() > 1);
        wrong.extend(twice.map(|one| format!("{:?} stands twice", one.attr("id"))));
        wrong.extend(html.contains("§secret").then(|| "a secret is shown".to_owned()));
        let Some(same) = self.form_on(root) else { return [wrong, vec!["the form is not there".into()]].concat() };
        let token = select(same, "input[name=_token]")[0].attr("value");
        wrong.extend((token != Some(&form_token())).then(|| format!("the token is {token:?}")));
        let texts = self.form.texts.iter().enumerate();
        wrong.extend(texts.filter_map(|(at, name)| self.judge_field(summary, same, at, name)));
        let is_told = |name: &&String| select(same, "p.error").iter().any(|p| p.attr("id") == Some(&format!("fault-{name}")));
        wrong.extend(self.form.choices.iter().filter(|name| !is_told(name)).map(|name| format!("{name}: nothing is said of the choice")));
        wrong
    }

    fn is_native(&self, line: &str) -> bool {
        let native = |sign: &char| match self.language {
            Language::Arabic => ('\u{620}'..'\u{6ff}').contains(sign),
            Language::Chinese => ('\u{4e00}'..'\u{9fff}').contains(sign),
            _ => sign.is_ascii_alphabetic(),
        };
        line.chars().filter(native).count() > 3
    }

    fn form_on<'a>(&self, root: ElementRef<'a>) -> Option<ElementRef<'a>> {
        let is_it = |found: &ElementRef<'_>| {
            let fields = select(*found, "[name]");
            let has = |name: &str| fields.iter().any(|field| field.attr("name") == Some(name));
            let holds =
                |name: &str, value: &str| fields.iter().any(|field| field.attr("name") == Some(name) && field.attr("value") == Some(value));
            found.attr("action") == Some(&self.form.action)
                && self.form.carried.iter().all(|(name, value)| SECRETS.contains(&name.as_str()) || holds(name, value))
                && self.form.texts.iter().all(|name| has(name))
        };
        select(root, "form[method=post]").into_iter().find(is_it)
    }

    fn judge_field(&self, summary: ElementRef<'_>, form: ElementRef<'_>, at: usize, name: &str) -> Option<String> {
        let wanted = (self.typed)(name, at);
        let holds = |field: &ElementRef<'_>| {
            field.attr("name") == Some(name) && (field.attr("value") == Some(&wanted) || field.text().collect::<String>() == wanted)
        };
        let Some(found) = select(form, "input, textarea").into_iter().find(holds) else {
            return Some(format!("{name} lost what was typed"));
        };
        let is_first = self.form.texts.iter().position(|other| other == name) == Some(at);
        if !self.at_fields || !is_first {
            return None;
        }
        let id = format!("fault-{name}");
        let is_described = found.attr("aria-describedby").is_some_and(|by| by.split(' ').any(|one| one == id));
        let stands = select(form, "p.error").iter().any(|p| p.attr("id") == Some(&id));
        let href = format!("#{}", found.attr("id").unwrap_or_default());
        let leads = select(summary, "a").iter().any(|link| link.attr("href") == Some(&href));
        let is_well = found.attr("aria-invalid") == Some("true") && is_described && stands && leads;
        (!is_well).then(|| format!("{name}: described {is_described}, there {stands}, led to {leads}: {}", found.html()))
    }
}

/// A world in which every form is shown that can be, and where its pages are.
struct Shown {
    world: World,
    /// Who may do all of it, and the session of somebody with an account.
    keeper: String,
    account: String,
    blanks: BTreeMap<&'static str, String>,
}

fn location(got: &Got) -> String {
    assert_eq!(got.status, 303, "{}", got.text());
    got.header("location").to_owned()
}

const PASSWORD: &str = "talking ends wars";

fn sign_in(world: &World, login: &str) -> String {
    let got = world.t.post_as("/sign-in", "", &[("login", login), ("password", PASSWORD)]);
    let set = got.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()?.split(';').next().map(str::to_owned));
    set.filter(|cookie| !cookie.ends_with('=')).collect::<Vec<_>>().join("; ")
}

fn shown() -> Shown {
    let world = World::new(true);
    let (t, operator) = (&world.t, Actor::local_operator());
    let keeper_cookies = cookies(Role::Administrator, Relation::Own);
    for login in ["vera", "omar"] {
        account::open(&t.app, &operator, login, "", Role::Administrator, PASSWORD).unwrap();
    }
    sign_in(&world, "vera");
    let account = sign_in(&world, "vera");
    let post = |path: &str, fields: &[(&str, &str)]| t.post_as(path, &keeper_cookies, fields);
    let basket = location(&post("/library/baskets/open", &[("title", "Lines")]));
    let provision = format!("{}#1", world.open);
    let basket_id = basket.rsplit('/').next().unwrap().to_owned();
    post("/library/baskets/put", &[("provision", &provision), ("basket", &basket_id)]);
    post("/library/searches/save", &[("title", "Zones"), ("query", "q=buffer")]);
    let situation = format!("/warning/situations/{}", world.situations[0]);
    post(&format!("{situation}/add-factor"), &[("kind", "driver"), ("name", "Water")]);
    let asker = person("asker", Role::Administrator);
    know(&t.app, std::slice::from_ref(&asker));
    opening::ask(&t.app, &present(&asker), &world.elsewhere, "A court asks for it.", 4).unwrap();
    let second = world.bring(&Text::new("second.md", "Second", "A line of its own, which is drawn along the river."), None);
    mark(&world, &format!("document:{}", second.document), Level::Confidential);
    access::compartment::INVITE.act(&t.app, &keeper(), &world.compartment, &Given::of(&[("login", "vera")])).unwrap();
    t.post_as("/account/tokens", &account, &[("name", "desk"), ("scope", "read"), ("days", "9")]);
    let link = access::link::make(&t.app, &operator, "omar").unwrap().address;
    let release = t.get_as("/warning/releases", &keeper_cookies).text();
    let release = release.split("/warning/releases/").nth(1).unwrap().split(['"', '?']).next().unwrap().to_owned();
    let blanks = BTreeMap::from([
        ("{next}", format!("/library/provisions/{}", escape(&provision))),
        ("/library/provisions/{id}", format!("/library/provisions/{}", escape(&provision))),
        ("/library/search?{query}", "/library/search?q=buffer".to_owned()),
        ("/library/baskets/{id}", basket),
        ("/library/imports/{id}", format!("/library/imports/{}", world.hidden[0].import)),
        ("/compartments/{id}", format!("/compartments/{}", world.compartment)),
        ("/annotations/{thing}", format!("/annotations/{}", escape(&format!("document:{}", world.open)))),
        ("/markings/{thing}", format!("/markings/{}", escape(&format!("document:{}", world.open)))),
        ("/warning/situations/{id}", situation),
        ("/warning/releases/{id}", format!("/warning/releases/{release}")),
        ("/link/{key}", link[link.find("/link/").unwrap()..].to_owned()),
    ]);
    Shown { keeper: keeper_cookies, account, blanks, world }
}

impl Shown {
    fn who(&self, path: &str) -> &str {
        match path {
            "/sign-in" | "/link" | "/sign-in/passkey" => "",
            path if path.starts_with("/account") => &self.account,
            _ => &self.keeper,
        }
    }

    /// The forms that are sent to a route, as its page shows them.
    fn forms(&self, route: &Route) -> Vec<Form> {
        let page = route.stands_on.clone().unwrap();
        let at = self.blanks.get(page.as_str()).cloned().unwrap_or_else(|| page.split('?').next().unwrap().to_owned());
        let got = self.world.t.get_as(&at, self.who(&route.path));
        let mut all: Vec<Form> = forms(&got.text()).into_iter().filter(|form| is_at(&route.path, &form.action)).collect();
        all.dedup();
        all.truncate(8);
        all
    }
}

/// Pages that draw what went wrong by themselves, since they must not tell more than they do.
const SELF: [&str; 5] = ["/account/again", "/account/code-app", "/link", "/sign-in", "/sign-in/second"];

#[test]
fn a_form_that_is_refused_comes_back_with_what_was_typed_wherever_it_stands() {
    let shown = shown();
    let world = &shown.world;
    let actions = world.t.app.domains().iter().flat_map(|domain| domain.all_actions());
    // Forms of what is done to a thing, or with choices, are tried where actions are; plain ones here too.
    let is_choice = |input| matches!(input, Input::Words(..) | Input::Offered(_) | Input::Carried);
    let elsewhere = actions.filter(|action| action.is_on_thing() || action.fields().iter().any(|field| is_choice(field.input)));
    let elsewhere: Vec<String> = elsewhere.map(|action| action.path()).collect();
    let routes = platform::web::routes(&world.t.app);
    let routes = routes.iter().filter(|route| route.stands_on.is_some() && !elsewhere.contains(&route.path));
    let (mut visited, mut fields, mut sent, mut for_more, mut wrong) = (0, 0, 0, 0, Vec::new());
    for route in routes {
        let (forms, path, who) = (shown.forms(route), &route.path, shown.who(&route.path));
        if forms.is_empty() != NOT_SHOWN.iter().any(|(known, _)| known == path) {
            wrong.push(format!("{path}: its page shows {} forms", forms.len()));
        }
        visited += usize::from(!forms.is_empty());
        for form in forms.iter().filter(|form| form.texts.len() + form.secrets.len() > 0) {
            let mut judge = |case: &Case<'_>, status: u16, got: &Got| {
                let found = if got.status == status { case.judge(world, &got.text()) } else { vec![format!("answered {}", got.status)] };
                wrong.extend(found.into_iter().map(|fault| format!("{path} in {}: {}", case.language.code(), short(&fault))));
            };
            let of = |language: Language, at_fields| Case { form, language, typed: &typed, at_fields };
            for language in [Language::English, Language::Arabic, Language::Chinese] {
                judge(&of(language, true), 422, &send(world, who, language.code(), form, &form_token(), &typed));
                sent += 1;
            }
            fields += form.texts.len();
            // A page that was open too long.
            judge(&of(Language::Chinese, false), 403, &send(world, who, "zh", form, &"0".repeat(32), &typed));
            // What is too long, or unknown, is for the thing itself to refuse.
            let long = |_: &str, at: usize| format!("§{at} ").repeat(4_000);
            let got = send(world, who, "ar", form, &form_token(), &long);
            assert!(!got.status.is_server_error(), "{path}: {}", got.text());
            if got.status.is_client_error() && !SELF.contains(&path.as_str()) {
                judge(&Case { form, language: Language::Arabic, typed: &long, at_fields: false }, got.status.as_u16(), &got);
                for_more += 1;
            }
        }
    }
    println!("{visited} addresses of forms, {sent} broken forms with {fields} fields, {for_more} refused for more than a sign");
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
    // The forms of people are actions, and are tried as such; they count as they did before.
    let people = world.t.app.domains().iter().flat_map(|domain| domain.all_actions()).filter(|action| action.path().starts_with("/people"));
    let people: Vec<usize> = people.filter(|action| elsewhere.contains(&action.path())).map(|action| action.fields().len()).collect();
    let (visited, fields) = (visited + people.len(), fields + people.iter().sum::<usize>());
    assert!(visited >= 30 && fields >= 24 && for_more >= 12, "{visited} {fields} {for_more}");
}

fn short(text: &str) -> String {
    text.chars().take(400).collect()
}
