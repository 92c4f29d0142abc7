use crate::DOMAIN;
use platform::Domain;
use platform::testing::{TestApp, prepare_all};

static DOMAINS: &[&Domain] = &[&DOMAIN];

#[test]
fn every_statement_is_understood_by_the_database() {
    prepare_all(&TestApp::open(DOMAINS).app);
}
