//! The connections of the server. Each is bounded in what it may hold up: a head must arrive
//! in time, what is sent either way must get on, and of connections that ask for nothing the
//! oldest makes room for a new one. What decides is one table, swept once a second.

mod passing;

use passing::{Arriving, Leaving, Watched};

use super::source;
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use hyper::body::Incoming;
use hyper_util::rt::TokioIo;
use std::collections::BTreeMap;
use std::io::{self};
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};
use tower::ServiceExt;

/// A head must be there so long after the connection, or after the answer before it.
const HEAD: Duration = Duration::from_secs(10);
/// What waits for the peer so long …
const STALLED: Duration = Duration::from_secs(30);
/// … must have moved so many bytes meanwhile.
// 16 KiB in 30 s: a fifth of what the slowest mobile link (2G, 20 kbit/s) moves.
const MOVED: u64 = 16 << 10;
/// Connections in all, where the system lets us open so many files.
const ALL: usize = 4096;
/// Connections from one address. A household or office behind one address has some hundred.
const EACH: usize = 256;
/// Files that are kept for everything else: the database, indexes, children that read files.
const OTHER_FILES: u64 = 512;
/// The longest head, and what is kept of an answer for a connection.
// 128 KiB: the longest address that a page of ours makes has under 8 KiB.
const BUFFER: usize = 128 << 10;
/// What the system keeps of an answer that was not sent yet.
const UNSENT: u32 = 64 << 10;

/// Takes connections until `stopping` says so, and waits for the answers under way.
pub(super) async fn serve(listener: TcpListener, router: Router, proxies: Vec<IpAddr>, mut stopping: watch::Receiver<bool>) {
    let table = Arc::new(Table::new(places(), EACH));
    let sweeping = tokio::spawn(sweep(table.clone()));
    let (open, closed) = watch::channel(());
    loop {
        let taken = tokio::select! {
            taken = listener.accept() => taken,
            _ = stopping.wait_for(|stop| *stop) => break,
        };
        let Ok((stream, peer)) = taken else {
            // No file is free, or the peer has gone already.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let Some(seat) = table.admit(counted(peer.ip(), &proxies), Instant::now()) else { continue };
        tokio::spawn(attend(stream, peer, seat, router.clone(), stopping.clone(), closed.clone()));
    }
    drop(closed);
    open.closed().await;
    sweeping.abort();
}

/// Raises the limit of open files as far as we may; how many connections fit.
fn places() -> usize {
    let files = rlimit::increase_nofile_limit(1 << 16).unwrap_or(1024);
    usize::try_from(files.saturating_sub(OTHER_FILES)).unwrap_or(ALL).clamp(64, ALL)
}

/// For whom a connection counts; none for a proxy and for this machine, which stand for many.
fn counted(peer: IpAddr, proxies: &[IpAddr]) -> Option<IpAddr> {
    let peer = peer.to_canonical();
    (!peer.is_loopback() && !proxies.contains(&peer)).then(|| source::network(peer))
}

async fn sweep(table: Arc<Table>) {
    let mut second = tokio::time::interval(Duration::from_secs(1));
    loop {
        second.tick().await;
        table.sweep(Instant::now());
    }
}

/// One connection, from its first byte to its last.
async fn attend(
    stream: TcpStream,
    peer: SocketAddr,
    seat: Seat,
    router: Router,
    mut stopping: watch::Receiver<bool>,
    _closed: watch::Receiver<()>,
) {
    let _ = stream.set_nodelay(true);
    // Otherwise the system takes megabytes that nobody reads, and tells late of what gets on.
    #[cfg(target_os = "linux")]
    let _ = socket2::SockRef::from(&stream).set_tcp_notsent_lowat(UNSENT);
    let link = seat.link.clone();
    let answering = link.clone();
    let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
        let (router, link) = (router.clone(), answering.clone());
        async move { answer(request, peer, router, link).await }
    });
    let io = TokioIo::new(Watched { stream, link: link.clone() });
    let connection = hyper::server::conn::http1::Builder::new().max_buf_size(BUFFER).serve_connection(io, service);
    let mut connection = pin!(connection);
    let mut told = false;
    loop {
        tokio::select! {
            _ = connection.as_mut() => return,
            () = link.end.notified() => return,
            _ = stopping.wait_for(|stop| *stop), if !told => {
                told = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}

async fn answer(request: hyper::Request<Incoming>, peer: SocketAddr, router: Router, link: Arc<Link>) -> io::Result<Response> {
    let under_way = UnderWay::begin(link.clone());
    let mut request: Request = request.map(|body| Body::new(Arriving { body, link }));
    request.extensions_mut().insert(ConnectInfo(peer));
    let Ok(response) = router.oneshot(request).await;
    Ok(response.map(|body| Body::new(Leaving { body, _under_way: under_way })))
}

/// How something gets on that waits for the peer.
#[derive(Debug, Default)]
struct Flow {
    since: Option<Instant>,
    waited: Duration,
    moved: u64,
}

impl Flow {
    /// It waits for the peer from now on.
    fn waits(&mut self, now: Instant) {
        self.since.get_or_insert(now);
    }

    /// The peer took or gave so many bytes.
    fn moves(&mut self, bytes: usize, now: Instant) {
        self.waited += self.since.take().map_or(Duration::ZERO, |since| now.saturating_duration_since(since));
        self.moved += bytes as u64;
        if self.moved >= MOVED {
            *self = Flow::default();
        }
    }

    /// Whether the peer let it wait too long for what it moved.
    fn is_stalled(&self, now: Instant) -> bool {
        self.waited + self.since.map_or(Duration::ZERO, |since| now.saturating_duration_since(since)) > STALLED
    }
}

/// What the table knows of a connection.
#[derive(Debug)]
struct Marks {
    /// Requests whose answer has not been made whole.
    under_way: usize,
    /// Since when it asks for nothing, where it does not.
    quiet_since: Instant,
    arriving: Flow,
    leaving: Flow,
    /// It was ended by us: what is not sent is thrown away.
    cut: bool,
}

/// What a connection and the table share.
#[derive(Debug)]
struct Link {
    marks: Mutex<Marks>,
    end: Notify,
}

impl Link {
    fn new(now: Instant) -> Arc<Link> {
        let marks = Marks { under_way: 0, quiet_since: now, arriving: Flow::default(), leaving: Flow::default(), cut: false };
        Arc::new(Link { marks: Mutex::new(marks), end: Notify::new() })
    }

    fn marks(&self) -> MutexGuard<'_, Marks> {
        self.marks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn cut(&self) {
        self.marks().cut = true;
        self.end.notify_one();
    }
}

impl Marks {
    /// Since when nothing is asked and nothing is on its way; none where something is.
    fn quiet(&self) -> Option<Instant> {
        (self.under_way == 0 && self.leaving.since.is_none()).then_some(self.quiet_since)
    }

    fn is_over(&self, now: Instant) -> bool {
        let late = self.quiet().is_some_and(|since| now.saturating_duration_since(since) > HEAD);
        late || self.leaving.is_stalled(now) || (self.under_way > 0 && self.arriving.is_stalled(now))
    }
}

/// The connections that are open.
struct Table {
    all: usize,
    each: usize,
    seats: Mutex<Seats>,
}

#[derive(Default)]
struct Seats {
    next: u64,
    taken: BTreeMap<u64, (Option<IpAddr>, Arc<Link>)>,
}

/// A connection's place in the table; it is free when this is dropped.
struct Seat {
    table: Arc<Table>,
    number: u64,
    link: Arc<Link>,
}

impl Table {
    fn new(all: usize, each: usize) -> Table {
        Table { all, each, seats: Mutex::default() }
    }

    fn seats(&self) -> MutexGuard<'_, Seats> {
        self.seats.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for a new connection. Where all are taken, the connection that has been quiet
    /// longest makes room; none where every one has a request under way.
    fn admit(self: &Arc<Table>, from: Option<IpAddr>, now: Instant) -> Option<Seat> {
        let mut seats = self.seats();
        if from.is_some() && seats.taken.values().filter(|(other, _)| *other == from).count() >= self.each {
            seats.make_room(|other| other == from)?;
        }
        if seats.taken.len() >= self.all {
            seats.make_room(|_| true)?;
        }
        let (number, link) = (seats.next, Link::new(now));
        seats.next += 1;
        seats.taken.insert(number, (from, link.clone()));
        Some(Seat { table: self.clone(), number, link })
    }

    /// Ends what lets us wait too long.
    fn sweep(&self, now: Instant) {
        self.seats().taken.retain(|_, (_, link)| {
            let over = link.marks().is_over(now);
            if over {
                link.cut();
            }
            !over
        });
    }
}

impl Seats {
    fn make_room(&mut self, fits: impl Fn(Option<IpAddr>) -> bool) -> Option<()> {
        let quiet = self.taken.iter().filter(|(_, (from, _))| fits(*from));
        let quiet = quiet.filter_map(|(number, (_, link))| Some((link.marks().quiet()?, *number)));
        let (_, number) = quiet.min()?;
        if let Some((_, link)) = self.taken.remove(&number) {
            link.cut();
        }
        Some(())
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.table.seats().taken.remove(&self.number);
    }
}

/// A request whose answer is being made.
struct UnderWay(Arc<Link>);

impl UnderWay {
    fn begin(link: Arc<Link>) -> UnderWay {
        let mut marks = link.marks();
        marks.under_way += 1;
        marks.arriving = Flow::default();
        drop(marks);
        UnderWay(link)
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let mut marks = self.0.marks();
        marks.under_way -= 1;
        marks.quiet_since = Instant::now();
    }
}

#[cfg(test)]
mod tests;
