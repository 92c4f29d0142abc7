//! The binary; everything is in the library beside it, where tests reach it.

fn main() -> std::process::ExitCode {
    goodoffices::run(goodoffices::DOMAINS)
}
