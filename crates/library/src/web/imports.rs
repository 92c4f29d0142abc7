use platform::Sample;
use platform::web::Route;

pub(super) fn routes() -> Vec<Route> {
    Vec::new()
}

pub(super) fn samples() -> Vec<Sample> {
    Vec::new()
}
