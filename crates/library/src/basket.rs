//! Baskets: provisions that a person collects, orders and annotates; and saved searches.

use crate::marking;
use crate::provision::Provision;
use crate::store::baskets::{self as store, Item as Kept};
use crate::store::{documents, provisions};
use platform::actor::{Actor, Needs};
use platform::clearance::marking::Level;
use platform::kit::{Action, Acts, By, Carried, Cell, Column, Form, Given, Id, Line, List, Lists, Prose, Record, Thing, Words};
use platform::languages::Language;
use platform::{App, Error, Result, Said, Work, clock, say};
use serde::Serialize;

/// The most provisions in one basket.
// 500: a compilation of that size prints on some 250 pages.
const ITEMS_MAX: usize = 500;

/// A basket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema, Record)]
pub struct Basket {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it was opened.
    pub created_at: String,
    /// How many provisions are in it.
    pub items: i64,
}

/// A provision in a basket.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Item {
    /// The provision.
    pub provision: Provision,
    /// Its document.
    pub document: crate::document::Document,
    /// What the collector wrote beside it.
    pub note: String,
    /// How it is marked, by itself or with its document.
    pub marking: Level,
    /// Whether its marking keeps it out of files that are taken away.
    pub stays: bool,
}

/// What a basket is called.
#[derive(Debug, Clone, PartialEq, Form)]
#[form(label = "library-")]
pub struct Titled {
    /// Its title.
    #[form(label = "library-name")]
    pub title: Line<200>,
}

/// A provision of a basket.
#[derive(Debug, Clone, PartialEq, Form)]
#[form(label = "library-basket-")]
pub struct Part {
    /// The provision, as in pax:1364#7.
    pub provision: Id,
}

/// A provision, and what stands beside it.
#[derive(Debug, Clone, PartialEq, Form)]
#[form(label = "library-basket-")]
pub struct Noted {
    /// The provision, as in pax:1364#7.
    pub provision: Id,
    /// The note beside it.
    pub note: Option<Prose<10_000>>,
}

/// A provision, and where it goes.
#[derive(Debug, Clone, PartialEq, Form)]
#[form(label = "library-basket-")]
pub struct Moved {
    /// The provision, as in pax:1364#7.
    pub provision: Id,
    /// Its new place.
    pub to: Place,
}

/// A place in a basket, seen from where a provision is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Words)]
#[words(label = "library-basket-to-")]
pub enum Place {
    /// Before all others.
    First,
    /// One place up.
    Up,
    /// One place down.
    Down,
    /// Behind all others.
    Last,
}

/// A search to keep.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema, Form, Record)]
#[form(label = "library-saved-")]
pub struct Question {
    /// Its name.
    #[form(label = "library-name")]
    pub title: Line<200>,
    /// The question, as the address of the search holds it.
    pub query: Carried<4_000>,
}

/// A search kept under a name.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema, Record)]
#[record(table = "library_saved_search")]
pub struct SavedSearch {
    /// Its id.
    pub id: String,
    /// Whose it is.
    #[serde(skip)]
    pub owner_id: String,
    /// What it asks.
    #[serde(flatten)]
    #[record(flat)]
    pub question: Question,
    /// When it was kept.
    pub created_at: String,
}

static BASKET: Thing = Thing { name: "library.basket", path: "/library/baskets", page: "/library/baskets/{id}" };
static SEARCH: Thing = Thing { name: "library.saved-search", path: "/library/searches", page: "/library/searches" };
/// A provision's own place on the page, so that moving it several times needs no scrolling.
const AT_PART: &str = "/library/baskets/{id}#{provision}";

/// Opens an empty basket.
pub static OPEN: Action<Titled> = Action::new(&BASKET, "open", Needs::SignedIn, open);
/// Gives a basket another title.
pub static RENAME: Action<Titled> = Action::on(&BASKET, "rename", Needs::SignedIn, rename).starts(as_it_is);
/// Throws a basket away.
pub static REMOVE: Action = Action::on(&BASKET, "remove", Needs::SignedIn, remove).asks(what_goes).leads("/library/baskets");
/// Puts a provision at the end of a basket, with a note where one is given; twice is once.
pub static PUT: Action<Noted> = Action::on(&BASKET, "put", Needs::SignedIn, put).starts(if_there).leads(AT_PART);
/// Takes a provision out.
pub static TAKE_OUT: Action<Part> = Action::on(&BASKET, "take-out", Needs::SignedIn, take_out).starts(if_there);
/// Writes a note beside a provision.
pub static ANNOTATE: Action<Noted> = Action::on(&BASKET, "annotate", Needs::SignedIn, annotate).starts_of(noted).leads(AT_PART);
/// Moves a provision within its basket.
pub static MOVE: Action<Moved> = Action::on(&BASKET, "move", Needs::SignedIn, shift).starts(if_there).leads(AT_PART);
/// Keeps a search under a name.
pub static SAVE: Action<Question> = Action::new(&SEARCH, "save", Needs::SignedIn, save);
/// Forgets a saved search.
pub static FORGET: Action = Action::on(&SEARCH, "forget", Needs::SignedIn, forget).asks(what_is_forgotten);

/// What can be done with baskets and saved searches.
pub(crate) const ACTIONS: &[&dyn Acts] = &[&OPEN, &RENAME, &REMOVE, &PUT, &TAKE_OUT, &ANNOTATE, &MOVE, &SAVE, &FORGET];

/// One's own baskets.
static OWN_BASKETS: List<Basket> =
    List::of(&BASKET, Needs::SignedIn, "library-baskets", store::BASKETS, Basket::of_row, BASKET_COLUMNS, "-created_at")
        .narrowed(|reader, (): &()| vec![(&reader.id).into()])
        .steps(|_| vec![&RENAME, &REMOVE])
        .begins(&[&OPEN]);

const BASKET_COLUMNS: &[Column<Basket>] = &[
    Column::new("title", |b: &Basket| Cell::Link(b.title.clone(), format!("/library/baskets/{}", b.id)))
        .label("library-name")
        .by(By::Text("r.title")),
    Column::new("items", |b: &Basket| Cell::Whole(b.items)).label("library-provisions").by(By::Number("r.items")),
    Column::new("created_at", |b: &Basket| Cell::Instant(b.created_at.clone())).by(By::Text("r.created_at")),
];

/// One's own saved searches.
static OWN_SEARCHES: List<SavedSearch> =
    List::of(&SEARCH, Needs::SignedIn, "library-searches", store::SEARCHES, SavedSearch::of_row, SEARCH_COLUMNS, "-created_at")
        .narrowed(|reader, (): &()| vec![(&reader.id).into()])
        .steps(|_| vec![&FORGET]);

const SEARCH_COLUMNS: &[Column<SavedSearch>] = &[
    Column::new("title", |s: &SavedSearch| Cell::Link(s.question.title.to_string(), format!("/library/search?{}", s.question.query)))
        .label("library-name")
        .by(By::Text("r.title")),
    Column::new("query", |s: &SavedSearch| Cell::text(s.question.query.as_str())).label("library-saved-query"),
    Column::new("created_at", |s: &SavedSearch| Cell::Instant(s.created_at.clone())).by(By::Text("r.created_at")),
];

/// What can be listed.
pub(crate) const BASKETS: &dyn Lists = &OWN_BASKETS;
pub(crate) const SEARCHES: &dyn Lists = &OWN_SEARCHES;

/// All baskets of a person, newest first, to choose from.
pub fn all(app: &App, actor: &Actor) -> Result<Vec<Basket>> {
    app.require(actor, Needs::SignedIn)?;
    app.read(actor, |c| store::all(c, &actor.id))
}

/// A basket with what is in it.
pub fn read(app: &App, actor: &Actor, id: &str) -> Result<(Basket, Vec<Item>)> {
    app.require(actor, Needs::SignedIn)?;
    app.read(actor, |c| {
        let basket = store::get(c, id, &actor.id)?;
        let mut items = Vec::new();
        for Kept { provision, note, .. } in store::items(c, id)? {
            let provision = provisions::get(c, &provision)?;
            let document = documents::get(c, &provision.document)?.document;
            let marking = marking::of_thing(c, &provision.id)?;
            items.push(Item { provision, document, note, marking: marking.level, stays: marking.bars_export() });
        }
        Ok((basket, items))
    })
}

/// Puts a provision into `basket`; where none is named, into the newest one, which is opened
/// as `title` where there is none yet. The basket's id.
pub fn collect(app: &App, actor: &Actor, basket: Option<&str>, provision: &str, title: &str) -> Result<String> {
    app.require(actor, Needs::SignedIn)?;
    app.work(actor, |work| {
        // No basket is opened for a provision that is not there.
        provisions::get(work.connection(), provision)?;
        let newest = || -> Result<Option<String>> { Ok(store::all(work.connection(), &actor.id)?.into_iter().next().map(|b| b.id)) };
        let id = match basket.map_or_else(newest, |id| Ok(Some(id.to_owned())))? {
            Some(id) => id,
            None => {
                let id = open(work, &Titled { title: Line::trusted(title) })?;
                work.record(&OPEN.name(), &id, "")?;
                id
            }
        };
        put(work, &id, &Noted { provision: Id::trusted(provision), note: None })?;
        work.record(&PUT.name(), &id, "").map(|_| id)
    })
}

fn own(app: &App, actor: &Actor, id: &str) -> Result<Basket> {
    app.read(actor, |c| store::get(c, id, &actor.id))
}

fn if_there(app: &App, actor: &Actor, id: &str) -> Result<Given> {
    own(app, actor, id).map(|_| Given::default())
}

fn as_it_is(app: &App, actor: &Actor, id: &str) -> Result<Given> {
    Ok(Given::default().with("title", own(app, actor, id)?.title))
}

fn noted(app: &App, actor: &Actor, id: &str, given: &Given) -> Result<Given> {
    own(app, actor, id)?;
    let item = app.read(actor, |c| store::items(c, id))?.into_iter().find(|item| given.texts("provision").contains(&item.provision));
    Ok(item.map_or_else(Given::default, |item| Given::default().with("note", item.note)))
}

fn what_goes(app: &App, actor: &Actor, _: Language, id: &str) -> Result<Vec<Said>> {
    let basket = own(app, actor, id)?;
    Ok(vec![say!("library-basket-remove-sure", title = basket.title, n = basket.items)])
}

fn what_is_forgotten(app: &App, actor: &Actor, _: Language, id: &str) -> Result<Vec<Said>> {
    let search = app.read(actor, |c| store::search(c, id, &actor.id))?;
    Ok(vec![say!("library-saved-search-forget-sure", title = search.question.title.to_string())])
}

fn open(work: &mut Work<'_>, new: &Titled) -> Result<String> {
    let id = clock::new_id();
    store::add(work, &id, new.title.as_str())?;
    Ok(id)
}

/// The items of one's own basket. What is hidden from its owner stays in it as it is.
fn items(work: &mut Work<'_>, id: &str) -> Result<Vec<Kept>> {
    let owner = work.actor().id.clone();
    store::get(work.connection(), id, &owner)?;
    store::items(work.connection(), id)
}

/// The item that holds a provision.
fn place_of(items: &[Kept], provision: &Id) -> Result<usize> {
    let at = items.iter().position(|item| item.provision == provision.as_str());
    at.ok_or_else(|| Error::missing("basket-provision", provision.as_str()))
}

fn rename(work: &mut Work<'_>, id: &str, new: &Titled) -> Result<()> {
    items(work, id)?;
    store::rename(work, id, new.title.as_str())
}

fn remove(work: &mut Work<'_>, id: &str, (): &()) -> Result<()> {
    items(work, id)?;
    store::remove(work, id)
}

fn put(work: &mut Work<'_>, id: &str, new: &Noted) -> Result<()> {
    let held = items(work, id)?.len();
    let provision = provisions::get(work.connection(), new.provision.as_str())?.id;
    if held >= ITEMS_MAX {
        return Err(Error::TooLarge(say!("library-error-basket-full", n = ITEMS_MAX)));
    }
    store::put_in(work, id, &provision)?;
    new.note.as_ref().map_or(Ok(()), |note| store::annotate(work, id, &provision, note.as_str()))
}

fn take_out(work: &mut Work<'_>, id: &str, part: &Part) -> Result<()> {
    // What is hidden from the basket's owner stays in it; to them it is not there.
    if place_of(&items(work, id)?, &part.provision).is_ok() {
        store::take_out(work, id, part.provision.as_str())?;
    }
    Ok(())
}

fn shift(work: &mut Work<'_>, id: &str, moved: &Moved) -> Result<()> {
    let mut items = items(work, id)?;
    let places: Vec<i64> = items.iter().map(|item| item.position).collect();
    let (at, last) = (place_of(&items, &moved.provision)?, items.len() - 1);
    let to = match moved.to {
        Place::First => 0,
        Place::Up => at.saturating_sub(1),
        Place::Down => last.min(at + 1),
        Place::Last => last,
    };
    let item = items.remove(at);
    items.insert(to, item);
    // They share out the places that they had, so that hidden ones between them stay there.
    for (item, place) in items.iter().zip(places).filter(|(item, place)| item.position != *place) {
        store::place(work, id, &item.provision, place)?;
    }
    Ok(())
}

fn annotate(work: &mut Work<'_>, id: &str, new: &Noted) -> Result<()> {
    place_of(&items(work, id)?, &new.provision)?;
    store::annotate(work, id, new.provision.as_str(), new.note.as_ref().map_or("", Prose::as_str))
}

fn save(work: &mut Work<'_>, new: &Question) -> Result<String> {
    let (id, owner_id, created_at) = (clock::new_id(), work.actor().id.clone(), work.now().to_owned());
    let query = Carried::trusted(new.query.as_str().trim_start_matches('?'));
    let question = Question { query, ..new.clone() };
    work.insert(&SavedSearch { id: id.clone(), owner_id, question, created_at })?;
    Ok(id)
}

fn forget(work: &mut Work<'_>, id: &str, (): &()) -> Result<()> {
    if store::remove_search(work, id)? { Ok(()) } else { Err(Error::missing("saved-search", id)) }
}
