//! Which two versions of a draft are laid beside each other.

use crate::concordance::{self, Concordance};
use crate::draft;
use crate::said::Say;
use crate::text::Wording;
use crate::version::Version;
use platform::actor::Actor;
use platform::{App, Result};
use serde::Deserialize;

/// Two versions to compare.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct OfVersions {
    /// Number of the older version; the one before the newer in its language unless told.
    pub(crate) old: Option<i64>,
    /// Number of the newer version; the newest unless told.
    pub(crate) new: Option<i64>,
}

impl OfVersions {
    /// The two, where `versions` stand newest first.
    pub(crate) fn chosen(&self, versions: &[Version]) -> (i64, i64) {
        let new = self.new.or(versions.first().map(|newest| newest.number)).unwrap_or(1);
        let language = versions.iter().find(|version| version.number == new).and_then(|version| version.language);
        let earlier = || versions.iter().filter(|version| version.number < new);
        let before = earlier().find(|version| version.language == language).or_else(|| earlier().next());
        (self.old.or(before.map(|version| version.number)).unwrap_or(new), new)
    }
}

/// Two versions in two languages.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct OfLanguages {
    /// Number of one version; the newest unless told.
    pub(crate) a: Option<i64>,
    /// Number of the other; the newest in another language unless told.
    pub(crate) b: Option<i64>,
}

impl OfLanguages {
    /// The two, where `versions` stand newest first.
    pub(crate) fn chosen(&self, versions: &[Version]) -> (i64, i64) {
        let a = self.a.or(versions.first().map(|newest| newest.number)).unwrap_or(1);
        let language = versions.iter().find(|version| version.number == a).and_then(|version| version.language);
        let other = versions.iter().find(|version| version.language != language);
        (a, self.b.or(other.map(|version| version.number)).unwrap_or(a))
    }
}

/// What two versions say.
pub(crate) fn wordings(app: &App, reader: &Actor, id: &str, numbers: [i64; 2]) -> Result<[Wording; 2]> {
    Ok([draft::wording(app, reader, id, numbers[0])?, draft::wording(app, reader, id, numbers[1])?])
}

/// Two versions laid side by side. Beside itself a version stands where there is none in another
/// language yet, and nothing differs.
pub(crate) fn lay(app: &App, reader: &Actor, id: &str, numbers: [i64; 2], say: &Say<'_>) -> Result<Concordance> {
    let [a, b] = wordings(app, reader, id, numbers)?;
    Ok(concordance::lay(&a, &b, say))
}
