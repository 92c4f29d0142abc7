//! The router that folds all domains, and the server around it.

use super::refused::Stands;
use super::reply::problem_reply;
use super::route::{Kind, Route};
use super::visit::Visit;
use super::{connections, layers, pool, source};
use crate::app::App;
use crate::{Error, Result, api, say};
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use std::net::SocketAddr;
use std::time::Duration;
use tower::{Layer, ServiceExt};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

/// All routes of the platform and of the domains.
pub fn routes(app: &App) -> Vec<Route> {
    let mut all = api::routes();
    all.extend(crate::jobs::routes());
    all.extend(crate::kit::routes(app));
    for domain in app.domains() {
        all.extend((domain.routes)());
    }
    all
}

/// The whole product as a service.
pub fn router(app: &App) -> Router {
    let all = routes(app);
    let pages = pages(app, &all);
    let mut router = Router::<App>::new();
    for route in all {
        debug_assert!(route.kind != Kind::Api || route.path.starts_with("/api/v1/"));
        let service = match route.stands_on {
            Some(page) => {
                route.service.layer(Extension(Stands { own: route.path.as_str().into(), page: page.into(), pages: pages.clone() }))
            }
            None => route.service,
        };
        router = router.route(&route.path, service);
    }
    let routed = router
        .route("/assets/{name}", get(asset))
        .fallback(nothing_here)
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(app.clone(), layers::visit))
        .layer(from_fn(layers::etag))
        .layer(from_fn_with_state(app.clone(), layers::bound))
        .layer(CompressionLayer::new().br(true).gzip(true))
        .layer(CatchPanicLayer::new())
        .layer(from_fn(layers::protect))
        .with_state(app.clone());
    // The ending is taken off before routing, so this layer stands outside the router.
    let split = tower::util::MapRequestLayer::new(layers::split_ending).layer(routed);
    Router::new().fallback_service(split.map_err(|never| match never {}))
}

/// The pages alone, for a form that is drawn again where it stands. Who asks was made out before.
fn pages(app: &App, all: &[Route]) -> Router {
    let pages = all.iter().filter(|route| route.kind == Kind::Page);
    let router = pages.fold(Router::<App>::new(), |router, page| router.route(&page.path, page.service.clone()));
    router.with_state(app.clone())
}

async fn asset(State(app): State<App>, Path(name): Path<String>) -> Response {
    super::assets::answer(app.domains(), &name)
}

async fn nothing_here(visit: Visit, _: Request) -> Response {
    problem_reply(&visit, &Error::NotFound(say!("platform-error-no-page"))).into_response()
}

async fn wrong_method(visit: Visit) -> Response {
    let error = Error::NotFound(say!("platform-error-wrong-method"));
    problem_reply(&visit, &error).with_status(StatusCode::METHOD_NOT_ALLOWED.as_u16()).into_response()
}

/// Serves until Ctrl-C or a request to stop; requests under way get ten seconds.
pub fn serve(app: &App, ready: impl FnOnce(SocketAddr)) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().max_blocking_threads(pool::THREADS).build()?;
    runtime.block_on(async {
        let listen = app.config().text("listen").to_owned();
        let listener = tokio::net::TcpListener::bind(&listen)
            .await
            .map_err(|error| Error::invalid("listen", say!("platform-error-listen", address = &listen, why = error.to_string())))?;
        ready(listener.local_addr()?);
        let (stop, stopping) = tokio::sync::watch::channel(false);
        let worker = crate::workers::spawn(app.clone(), stopping.clone());
        let serving = tokio::spawn(connections::serve(listener, router(app), source::proxies(app), stopping));
        stop_asked().await;
        let _ = stop.send(true);
        let _ = tokio::time::timeout(Duration::from_secs(10), serving).await;
        let _ = tokio::time::timeout(Duration::from_secs(10), worker).await;
        // Nothing that was done while the server ran is left without a witness.
        if let Err(error) = crate::audit::checkpoint::write(app) {
            tracing::error!(%error, "the last checkpoint could not be written");
        }
        app.db().checkpoint();
        Ok(())
    })
}

async fn stop_asked() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).expect("the system tells of signals");
        tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
}
