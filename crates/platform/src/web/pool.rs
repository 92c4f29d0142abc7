//! Pools of what there is little of: threads, and memory for what is on its way in or out.
//! Each is bounded, and of each nobody may hold more than a part, so that who takes all they
//! can get leaves something for everybody else.

use super::source;
use super::visit::Visit;
use crate::app::App;
use crate::{Error, Result, say};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;

/// Handlers that run at the same moment.
// 384: two hundred people who sign in at once wait for each other's hashes in as many threads,
// and pages are answered meanwhile.
const REQUESTS: (usize, usize) = (384, 256);
/// Downloads that are written while they are sent.
const DOWNLOADS: (usize, usize) = (16, 4);
/// Files that are kept while they are read.
const UPLOADS: (usize, usize) = (16, 4);
/// KiB of forms and calls that are read whole; small ones are not counted.
const BODIES: (usize, usize) = (256 << 10, 64 << 10);
/// KiB of whole answers that wait for their readers; small ones are not counted.
const ANSWERS: (usize, usize) = (256 << 10, 128 << 10);

/// What is too small to be counted: so much for each connection is within the bounds.
pub(super) const SMALL: usize = 64 << 10;

/// Threads that may wait for something, all pools together, and some for the server itself.
pub(super) const THREADS: usize = REQUESTS.0 + DOWNLOADS.0 + UPLOADS.0 + 64;

/// How long a request waits for a thread before it is told to come again.
const PATIENCE: Duration = Duration::from_secs(10);

/// The pools of one product.
pub(super) struct Pools {
    requests: Arc<Pool>,
    pub(super) downloads: Arc<Pool>,
    pub(super) uploads: Arc<Pool>,
    pub(super) bodies: Arc<Pool>,
    pub(super) answers: Arc<Pool>,
}

/// The pools of this product.
pub(super) fn pools(app: &App) -> Result<Arc<Pools>> {
    app.kept(|| {
        Ok(Pools {
            requests: Pool::of(REQUESTS),
            downloads: Pool::of(DOWNLOADS),
            uploads: Pool::of(UPLOADS),
            bodies: Pool::of(BODIES),
            answers: Pool::of(ANSWERS),
        })
    })
}

/// Runs plain, blocking code for `who` on a thread of its own, as soon as there is one.
pub(super) async fn on_a_thread<T: Send + 'static>(app: &App, who: &str, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let share = pools(app)?.requests.wait(who, 1, PATIENCE).await.ok_or_else(busy)?;
    // The thread holds its share itself: it goes on when nobody waits for it any more.
    let done = tokio::task::spawn_blocking(move || {
        let _share = share;
        work()
    });
    done.await.map_err(|fault| Error::internal(format!("a handler stopped: {fault}")))
}

fn busy() -> Error {
    Error::Unavailable(say!("platform-error-busy"))
}

/// In whose name a visit takes from a pool: the person, or the network a visitor comes from.
pub(super) fn who(visit: &Visit) -> String {
    if visit.actor.is_signed_in() { format!("person {}", visit.actor.id) } else { network(&visit.source) }
}

/// The network of an address: who has one IPv6 address has 2⁶⁴ of them.
pub(super) fn network(source: &str) -> String {
    match source.parse::<IpAddr>() {
        Ok(address) => source::network(address).to_string(),
        Err(_) => source.to_owned(),
    }
}

/// Something of which there is so much in all, and so much for each.
pub(super) struct Pool {
    all: usize,
    each: usize,
    held: Mutex<Held>,
    freed: Notify,
}

#[derive(Default)]
struct Held {
    all: usize,
    by: HashMap<String, usize>,
}

/// A part of a pool; it goes back when this is dropped.
pub(super) struct Share {
    pool: Arc<Pool>,
    who: String,
    amount: usize,
}

impl Pool {
    fn of((all, each): (usize, usize)) -> Arc<Pool> {
        Arc::new(Pool { all, each, held: Mutex::default(), freed: Notify::new() })
    }

    /// So much of it for `who`; none where there is not so much, or they have their part.
    pub(super) fn take(self: &Arc<Pool>, who: &str, amount: usize) -> Option<Share> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let theirs = held.by.get(who).copied().unwrap_or(0);
        if held.all + amount > self.all || theirs + amount > self.each {
            return None;
        }
        held.all += amount;
        held.by.insert(who.to_owned(), theirs + amount);
        Some(Share { pool: self.clone(), who: who.to_owned(), amount })
    }

    /// The same, waiting for it; none where it is not to be had in time.
    async fn wait(self: &Arc<Pool>, who: &str, amount: usize, patience: Duration) -> Option<Share> {
        let deadline = tokio::time::Instant::now() + patience;
        loop {
            // Listens before it looks, so that nothing is freed in between unheard.
            let mut freed = std::pin::pin!(self.freed.notified());
            freed.as_mut().enable();
            if let Some(share) = self.take(who, amount) {
                return Some(share);
            }
            tokio::time::timeout_at(deadline, freed).await.ok()?;
        }
    }
}

impl Share {
    /// How much it is.
    pub(super) fn amount(&self) -> usize {
        self.amount
    }

    /// Takes more of the same pool for the same holder; false where there is not so much.
    pub(super) fn grow(&mut self, amount: usize) -> bool {
        match self.pool.take(&self.who, amount) {
            Some(mut more) => {
                self.amount += std::mem::take(&mut more.amount);
                true
            }
            None => false,
        }
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut held = self.pool.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.all -= self.amount;
        if let Some(theirs) = held.by.get_mut(&self.who) {
            *theirs -= self.amount;
            if *theirs == 0 {
                held.by.remove(&self.who);
            }
        }
        drop(held);
        self.pool.freed.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_takes_more_than_their_part_and_all_together_no_more_than_there_is() {
        let pool = Pool::of((5, 3));
        let first: Vec<Option<Share>> = (0..4).map(|_| pool.take("one", 1)).collect();
        assert_eq!(first.iter().flatten().count(), 3, "the fourth is one too many for one");
        assert!(pool.take("two", 3).is_none(), "there is not so much left");
        let other = pool.take("two", 2).expect("there is so much left");
        assert!(pool.take("three", 1).is_none(), "nothing is left");
        drop(first);
        assert!(pool.take("one", 3).is_some());
        drop(other);
        let held = pool.held.lock().unwrap();
        assert_eq!((held.all, held.by.len()), (0, 0), "nothing is kept of who holds nothing");
    }

    #[test]
    fn a_share_grows_within_the_same_bounds_and_goes_back_whole() {
        let pool = Pool::of((10, 4));
        let mut share = pool.take("one", 1).unwrap();
        assert!(share.grow(3));
        assert!(!share.grow(1));
        assert_eq!(pool.held.lock().unwrap().all, 4);
        drop(share);
        assert_eq!(pool.held.lock().unwrap().all, 0);
    }

    #[test]
    fn who_waits_gets_what_is_freed_and_gives_up_in_time() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let pool = Pool::of((1, 1));
            let held = pool.take("one", 1).unwrap();
            assert!(pool.wait("two", 1, Duration::from_millis(20)).await.is_none());
            let waiting = tokio::spawn({
                let pool = pool.clone();
                async move { pool.wait("two", 1, Duration::from_secs(30)).await.is_some() }
            });
            tokio::task::yield_now().await;
            drop(held);
            assert!(waiting.await.unwrap());
        });
    }

    #[test]
    fn one_network_is_one_holder() {
        for (source, expected) in [
            ("198.51.100.7", "198.51.100.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("2001:db8:1:2::9", "2001:db8:1:2::"),
            ("2001:db8:1:3::9", "2001:db8:1:3::"),
            ("here", "here"),
        ] {
            assert_eq!(network(source), expected, "{source}");
        }
    }
}
