//! Citations at the address of what they cite: `.bib`, `.ris`, `.csl.json`.

use methods::citations::{self, Work};
use platform::web::{Outcome, Reply, Visit, Wanted};

/// What an address asks for, and in which form: `csl.json` has two dots, of which the web
/// kit takes one.
pub(super) fn form<'a>(v: &'a Visit, asked: &'a str) -> (&'a str, &'a str) {
    match &v.wanted {
        Wanted::Page => (asked, ""),
        Wanted::Data(ending) => match asked.strip_suffix(".csl").filter(|_| ending == "json") {
            Some(id) => (id, "csl"),
            None => (asked, ending),
        },
    }
}

/// The citation, where one is asked for.
pub(super) fn reply(form: &str, work: &Work) -> Option<Outcome> {
    let name: String = work.id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    match form {
        "bib" => {
            Some(Ok(Reply::download("application/x-bibtex; charset=utf-8", &format!("{name}.bib"), citations::bibtex(work).into_bytes())))
        }
        "ris" => Some(Ok(Reply::download(
            "application/x-research-info-systems; charset=utf-8",
            &format!("{name}.ris"),
            citations::ris(work).into_bytes(),
        ))),
        "csl" => Some(
            serde_json::to_vec(&[citations::csl_json(work)])
                .map_err(Into::into)
                .map(|bytes| Reply::download("application/vnd.citationstyles.csl+json", &format!("{name}.csl.json"), bytes)),
        ),
        _ => None,
    }
}
