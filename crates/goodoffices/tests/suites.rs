//! Says which extra suites did not run, so that a green run never hides one; with
//! `GOODOFFICES_TEST_ALL=1`, as CI sets it, a missing suite is a failure.

use platform::testing::{BROWSER, POSTGRES, shared_folder};

fn main() -> std::process::ExitCode {
    let suites = [
        ("storage on PostgreSQL", std::env::var(POSTGRES).is_ok(), "name a server in GOODOFFICES_TEST_POSTGRES"),
        ("pages in a browser", std::env::var(BROWSER).is_ok(), "name a ChromeDriver in GOODOFFICES_TEST_BROWSER"),
        ("real data", shared_folder().is_some(), "put the data beside the project, in ../shared/data"),
    ];
    let mut skipped = 0;
    for (name, ran, remedy) in suites {
        if ran {
            println!("extra suite: {name}: runs");
        } else {
            skipped += 1;
            println!("extra suite: {name}: skipped; to run it, {remedy}");
        }
    }
    let required = std::env::var("GOODOFFICES_TEST_ALL").is_ok();
    if required && skipped > 0 {
        println!("{skipped} extra suites are missing, and GOODOFFICES_TEST_ALL asks for all of them");
        return std::process::ExitCode::FAILURE;
    }
    std::process::ExitCode::SUCCESS
}
