//! Mail: what goes out follows the trail, never from inside a change.

use crate::app::App;
use crate::config::{Setting, Shown};
use crate::languages::Language;
use crate::{Error, Result, Said, say};
use lettre::message::Mailbox;
use lettre::{Message, SmtpTransport, Transport};
use std::time::Duration;

/// How mail is sent. Nothing is sent while the address is empty.
pub(crate) const SETTINGS: [Setting; 3] = [
    Setting {
        key: "smtp_url",
        env: "GOODOFFICES_SMTP_URL",
        default: "",
        help: "Mail server for alerts, as in smtps://user:password@mail.example.org. Empty: no mail is sent.",
        shown: Shown::Never,
    },
    Setting {
        key: "mail_from",
        env: "GOODOFFICES_MAIL_FROM",
        default: "",
        help: "Sender of alerts, as in warning@example.org.",
        shown: Shown::Whole,
    },
    Setting {
        key: "mail_language",
        env: "GOODOFFICES_MAIL_LANGUAGE",
        default: "en",
        help: "Language of mail: ar, en, es, fr, ru or zh.",
        shown: Shown::Whole,
    },
];

/// The mail server that the operator named.
pub struct Mailer {
    from: Mailbox,
    server: SmtpTransport,
    language: Language,
    app: App,
}

impl Mailer {
    /// The mail server; none where no mail is sent.
    pub fn of(app: &App) -> Result<Option<Mailer>> {
        let setting = |key: &str| app.config().text(key).to_owned();
        if setting("smtp_url").is_empty() {
            return Ok(None);
        }
        let from = setting("mail_from").parse().map_err(|_| Error::invalid("mail_from", say!("platform-error-mail-from")))?;
        let server =
            SmtpTransport::from_url(&setting("smtp_url")).map_err(|_| Error::invalid("smtp_url", say!("platform-error-smtp-url")))?;
        let server = server.timeout(Some(Duration::from_secs(20))).build();
        let language = Language::from_code(&setting("mail_language"));
        let language = language.ok_or_else(|| Error::invalid("mail_language", say!("platform-error-mail-language")))?;
        Ok(Some(Mailer { from, server, language, app: app.clone() }))
    }

    /// Its language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A text in its language, without the marks that keep directions apart on a page.
    pub fn text(&self, said: &Said) -> String {
        said.text(self.app.languages(), self.language).replace(['\u{2068}', '\u{2069}'], "")
    }

    /// Sends a mail. A server that does not take it is an error that the log may hold.
    pub fn send(&self, to: &str, subject: &Said, body: &Said) -> Result<()> {
        let to: Mailbox = to.parse().map_err(|_| Error::internal("a stored mail address is none"))?;
        let message = Message::builder().from(self.from.clone()).to(to).subject(self.text(subject)).body(self.text(body));
        let message = message.map_err(Error::of)?;
        self.server.send(&message).map(drop).map_err(Error::of)
    }
}
