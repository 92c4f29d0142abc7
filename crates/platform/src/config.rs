//! Settings: one table gives the environment variables, the file, `--help` and the docs.

use crate::{Error, Result, say};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Whether a setting's value is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Whoever asks for the settings sees it.
    Whole,
    /// It holds a password or a key: only whether it is set is shown.
    Never,
}

/// One thing an operator can set.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Its name in `goodoffices.toml`.
    pub key: &'static str,
    /// Its name in the environment.
    pub env: &'static str,
    /// What holds when nobody sets it.
    pub default: &'static str,
    /// What it is for, in one or two sentences.
    pub help: &'static str,
    /// Whether its value is shown.
    pub shown: Shown,
}

/// The platform's own settings; domains add theirs.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "listen",
        env: "GOODOFFICES_LISTEN",
        default: "127.0.0.1:7341",
        help: "Address and port that `serve` and `demo` listen on.",
        shown: Shown::Whole,
    },
    Setting {
        key: "base_url",
        env: "GOODOFFICES_BASE_URL",
        default: "",
        help: "Public address of this installation, as in https://offices.example.org. Links in exports and citations use it. Empty: the listening address.",
        shown: Shown::Whole,
    },
    Setting {
        key: "hosts",
        env: "GOODOFFICES_HOSTS",
        default: "",
        help: "Further names under which this installation answers, separated by commas, as in desk.example.org. A request for a name that is neither here nor in base_url or listen, nor of this machine for itself, is refused.",
        shown: Shown::Whole,
    },
    Setting {
        key: "database_url",
        env: "DATABASE_URL",
        default: "",
        help: "PostgreSQL address, as in postgres://user@host/database. Empty: a SQLite file in the data folder.",
        shown: Shown::Never,
    },
    Setting {
        key: "witness_folder",
        env: "GOODOFFICES_WITNESS_FOLDER",
        default: "",
        help: "Folder for the signed checkpoints of the audit log. Name one on another machine or medium, so that who owns this one cannot change what it holds. Empty: the folder witness in the data folder.",
        shown: Shown::Whole,
    },
    Setting {
        key: "backup_recipient",
        env: "GOODOFFICES_BACKUP_RECIPIENT",
        default: "",
        help: "Public key (age1…) for which backups are encrypted, or a file of such keys.",
        shown: Shown::Whole,
    },
    Setting {
        key: "compartment_key",
        env: "GOODOFFICES_COMPARTMENT_KEY",
        default: "",
        help: "File with the key that seals what is strictly confidential, made by “goodoffices compartment-key FILE”. It must stand outside the data folder, on another medium where that is possible. Empty: nothing can be strictly confidential.",
        shown: Shown::Whole,
    },
    Setting {
        key: "visitors_may_read",
        env: "GOODOFFICES_VISITORS_MAY_READ",
        default: "false",
        help: "Whether people who have not signed in may read: true or false.",
        shown: Shown::Whole,
    },
    Setting {
        key: "contact",
        env: "GOODOFFICES_CONTACT",
        default: "",
        help: "Whom people ask for access, as in the support desk (desk@example.org). Refusals name it. Empty: an administrator of this installation.",
        shown: Shown::Whole,
    },
    Setting {
        key: "trusted_proxies",
        env: "GOODOFFICES_TRUSTED_PROXIES",
        default: "",
        help: "Addresses of proxies whose X-Forwarded-For is believed, separated by commas, as in 127.0.0.1. Empty: none; the peer's own address counts.",
        shown: Shown::Whole,
    },
    Setting {
        key: "log",
        env: "GOODOFFICES_LOG",
        default: "warn",
        help: "How much is logged to standard error: error, warn, info or debug.",
        shown: Shown::Whole,
    },
    crate::mail::SETTINGS[0],
    crate::mail::SETTINGS[1],
    crate::mail::SETTINGS[2],
];

/// The settings in force. It cannot be printed whole, since some hold passwords.
#[derive(Clone)]
pub struct Config {
    data: PathBuf,
    values: BTreeMap<&'static str, String>,
}

impl Config {
    /// Reads `data/goodoffices.toml`, then the environment (`environment` looks a name up),
    /// then `overrides`; later ones win.
    pub fn load(
        data: &Path,
        tables: &[&'static [Setting]],
        environment: impl Fn(&str) -> Option<String>,
        overrides: &[(&str, &str)],
    ) -> Result<Config> {
        let settings: Vec<&'static Setting> = tables.iter().flat_map(|t| t.iter()).collect();
        let mut values: BTreeMap<&'static str, String> = settings.iter().map(|s| (s.key, s.default.to_owned())).collect();
        for (key, value) in read_file(&data.join("goodoffices.toml"), &settings)? {
            values.insert(key, value);
        }
        for setting in &settings {
            if let Some(value) = environment(setting.env) {
                values.insert(setting.key, value);
            }
        }
        for (key, value) in overrides {
            let setting = find(&settings, key)?;
            values.insert(setting.key, (*value).to_owned());
        }
        let config = Config { data: data.to_owned(), values };
        config.flag("visitors_may_read")?;
        Ok(config)
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The text of a setting.
    pub fn text(&self, key: &str) -> &str {
        self.values.get(key).map_or("", String::as_str)
    }

    /// A setting as it may be shown: nothing of what is secret, and no password of an address.
    pub fn shown(&self, setting: &Setting) -> String {
        let value = self.text(setting.key);
        match setting.shown {
            Shown::Never if !value.is_empty() => "(set)".to_owned(),
            _ => without_password(value),
        }
    }

    /// A setting that is true or false.
    pub fn flag(&self, key: &str) -> Result<bool> {
        match self.text(key) {
            "true" => Ok(true),
            "false" | "" => Ok(false),
            other => Err(Error::invalid(key, say!("platform-error-setting-flag", key = key, value = other))),
        }
    }

    /// Whether people who have not signed in may read.
    pub fn visitors_may_read(&self) -> bool {
        self.flag("visitors_may_read").unwrap_or(false)
    }
}

/// An address without the password in front of its host.
fn without_password(value: &str) -> String {
    let Some((scheme, rest)) = value.split_once("://") else { return value.to_owned() };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    match rest[..end].rsplit_once('@') {
        Some((who, host)) => format!("{scheme}://{}:…@{host}{}", who.split(':').next().unwrap_or(""), &rest[end..]),
        None => value.to_owned(),
    }
}

fn find<'a>(settings: &[&'a Setting], key: &str) -> Result<&'a Setting> {
    settings.iter().copied().find(|s| s.key == key).ok_or_else(|| {
        let known: Vec<&str> = settings.iter().map(|s| s.key).collect();
        Error::invalid(key, say!("platform-error-setting-unknown", key = key, known = known.join(", ")))
    })
}

fn read_file(path: &Path, settings: &[&'static Setting]) -> Result<Vec<(&'static str, String)>> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => {
            return Err(Error::invalid(
                "goodoffices.toml",
                say!("platform-error-unreadable", path = path.display().to_string(), why = error.to_string()),
            ));
        }
    };
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        Error::invalid("goodoffices.toml", say!("platform-error-not-toml", path = path.display().to_string(), why = error.to_string()))
    })?;
    let mut out = Vec::new();
    for (key, value) in table {
        let setting = find(settings, &key)?;
        let text = match value {
            toml::Value::String(text) => text,
            other => other.to_string(),
        };
        out.push((setting.key, text));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_wins_over_the_file_and_the_command_line_over_both() {
        let folder = crate::testing::scratch("config");
        std::fs::write(folder.join("goodoffices.toml"), "listen = \"127.0.0.1:1\"\nlog = \"info\"\nvisitors_may_read = true\n").unwrap();
        let env = |name: &str| (name == "GOODOFFICES_LISTEN").then(|| "127.0.0.1:2".to_owned());
        let config = Config::load(&folder, &[SETTINGS], env, &[("log", "debug")]).unwrap();
        assert_eq!((config.text("listen"), config.text("log"), config.visitors_may_read()), ("127.0.0.1:2", "debug", true));
    }

    #[test]
    fn a_setting_that_does_not_exist_is_named() {
        let folder = crate::testing::scratch("config-unknown");
        std::fs::write(folder.join("goodoffices.toml"), "lissten = \"x\"").unwrap();
        let error = Config::load(&folder, &[SETTINGS], |_| None, &[]).err().expect("it is refused");
        assert!(error.to_string().contains("no setting “lissten”"), "{error}");
    }
}
