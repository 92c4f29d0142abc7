//! The programs' interface.

use platform::web::Route;

pub(crate) fn routes() -> Vec<Route> {
    Vec::new()
}
