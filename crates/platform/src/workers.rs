//! What the server does besides answering: it works off the queue of jobs, keeps everything
//! derived up to date, and signs the trail. Each has a thread of its own, so that a slow job
//! holds up neither other people's jobs nor the index.

use crate::app::App;
use crate::{Result, audit, jobs};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

/// How long who finds nothing to do waits before looking again.
const PAUSE: Duration = Duration::from_millis(400);

/// Works until `stopping` says so; what has begun is brought to its end.
pub(crate) fn spawn(app: App, stopping: watch::Receiver<bool>) -> JoinHandle<()> {
    let mut all = JoinSet::new();
    for _ in 0..jobs::WORKERS {
        all.spawn(again_and_again(app.clone(), stopping.clone(), jobs::run_next));
    }
    all.spawn(again_and_again(app, stopping, keep_up));
    tokio::spawn(async move { while all.join_next().await.is_some() {} })
}

/// Brings the index up to date with the trail, and signs the trail where that is due.
fn keep_up(app: &App) -> Result<bool> {
    app.follow()?;
    audit::checkpoint::write_if_due(app)?;
    Ok(false)
}

/// Does something that says whether there was anything to do.
async fn again_and_again(app: App, mut stopping: watch::Receiver<bool>, work: fn(&App) -> Result<bool>) {
    loop {
        let working = app.clone();
        let done = match tokio::task::spawn_blocking(move || work(&working)).await {
            Ok(Ok(done)) => done,
            Ok(Err(error)) => {
                tracing::error!(%error, "the worker met an error; it goes on");
                false
            }
            Err(fault) => {
                tracing::error!(%fault, "the worker stopped in the middle; it goes on");
                false
            }
        };
        let pause = if done { Duration::ZERO } else { PAUSE };
        if tokio::time::timeout(pause, stopping.wait_for(|stop| *stop)).await.is_ok() {
            return;
        }
    }
}
