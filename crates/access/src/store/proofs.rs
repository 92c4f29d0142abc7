//! What proves who somebody is, passwords aside: passkeys, authenticator apps, recovery codes, tokens,
//! known browsers, identity providers.

use crate::account::Account;
use crate::passkey::Kept;
use crate::token::Token;
use crate::way_in::WayIn;
use platform::actor::Scope;
use platform::db::{Connection, Row, Value};
use platform::{Result, Work, statements};

statements! {
    ADD_PASSKEY = "INSERT INTO access_passkey (id, account_id, credential_id, name, passkey, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    PASSKEYS_OF = "SELECT id, account_id, credential_id, name, passkey, created_at, used_at FROM access_passkey WHERE account_id = $1 ORDER BY created_at, id";
    PASSKEY_BY_CREDENTIAL = "SELECT id, account_id, credential_id, name, passkey, created_at, used_at FROM access_passkey WHERE credential_id = $1";
    USE_PASSKEY = "UPDATE access_passkey SET passkey = $2, used_at = $3 WHERE id = $1";
    END_PASSKEY = "DELETE FROM access_passkey WHERE id = $1 AND account_id = $2";
    END_PASSKEYS_OF = "DELETE FROM access_passkey WHERE account_id = $1";
    ADD_CODE_APP = "INSERT INTO access_code_app (account_id, secret, last_step, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, last_step = excluded.last_step, created_at = excluded.created_at";
    CODE_APP_OF = "SELECT secret, last_step FROM access_code_app WHERE account_id = $1";
    USE_CODE = "UPDATE access_code_app SET last_step = $2 WHERE account_id = $1 AND last_step < $2";
    END_CODE_APP_OF = "DELETE FROM access_code_app WHERE account_id = $1";
    ADD_RECOVERY_CODE = "INSERT INTO access_recovery_code (code_hash, account_id) VALUES ($1, $2)";
    USE_RECOVERY_CODE = "DELETE FROM access_recovery_code WHERE code_hash = $1 AND account_id = $2";
    RECOVERY_CODES_LEFT = "SELECT count(*) AS n FROM access_recovery_code WHERE account_id = $1";
    END_RECOVERY_CODES_OF = "DELETE FROM access_recovery_code WHERE account_id = $1";
    ADD_TOKEN = "INSERT INTO access_token (id, token_hash, account_id, name, scope, created_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    TOKENS_OF = "SELECT id, name, scope, created_at, used_at, ends_at FROM access_token WHERE account_id = $1 ORDER BY created_at DESC, id";
    TOKEN_ACCOUNT = "SELECT a.id, a.login, a.name, a.role, a.state, a.created_at, a.password_hash, t.scope, t.used_at FROM access_token t JOIN access_account a ON a.id = t.account_id WHERE t.token_hash = $1 AND t.ends_at > $2 AND a.state = 'active'";
    USE_TOKEN = "UPDATE access_token SET used_at = $2 WHERE token_hash = $1";
    END_TOKEN = "DELETE FROM access_token WHERE id = $1 AND account_id = $2";
    END_TOKENS_OF = "DELETE FROM access_token WHERE account_id = $1";
    ADD_DEVICE = "INSERT INTO access_device (token_hash, account_id, used_at) VALUES ($1, $2, $3)";
    DEVICE_LOGIN = "SELECT a.login FROM access_device d JOIN access_account a ON a.id = d.account_id WHERE d.token_hash = $1";
    USE_DEVICE = "UPDATE access_device SET used_at = $3 WHERE token_hash = $1 AND account_id = $2";
    END_DEVICES_OF = "DELETE FROM access_device WHERE account_id = $1";
    FORGET_OLD_DEVICES = "DELETE FROM access_device WHERE used_at < $1";
    ADD_IDENTITY = "INSERT INTO access_identity (issuer, subject, account_id) VALUES ($1, $2, $3)";
    IDENTITY = "SELECT account_id FROM access_identity WHERE issuer = $1 AND subject = $2";
}

fn passkey(row: &Row) -> Result<Kept> {
    Ok(Kept {
        id: row.get("id")?,
        account_id: row.get("account_id")?,
        credential_id: row.get("credential_id")?,
        name: row.get("name")?,
        passkey: row.get("passkey")?,
        created_at: row.get("created_at")?,
        used_at: row.get("used_at")?,
    })
}

pub fn add_passkey(work: &mut Work<'_>, _: &WayIn, k: &Kept) -> Result<()> {
    let values: [Value; 6] =
        [(&k.id).into(), (&k.account_id).into(), (&k.credential_id).into(), (&k.name).into(), (&k.passkey).into(), (&k.created_at).into()];
    work.execute(ADD_PASSKEY, &values).map(drop)
}

pub fn passkeys_of(c: &mut Connection, account: &str) -> Result<Vec<Kept>> {
    c.all(PASSKEYS_OF, &[account.into()], passkey)
}

pub fn passkey_by_credential(c: &mut Connection, credential: &str) -> Result<Option<Kept>> {
    c.first(PASSKEY_BY_CREDENTIAL, &[credential.into()], passkey)
}

pub fn use_passkey(work: &mut Work<'_>, k: &Kept) -> Result<()> {
    let now = work.now().to_owned();
    work.execute(USE_PASSKEY, &[(&k.id).into(), (&k.passkey).into(), now.into()]).map(drop)
}

/// Whether there was such a passkey of this account.
pub fn end_passkey(work: &mut Work<'_>, _: &WayIn, id: &str, account: &str) -> Result<bool> {
    Ok(work.execute(END_PASSKEY, &[id.into(), account.into()])? == 1)
}

pub fn set_code_app(work: &mut Work<'_>, _: &WayIn, account: &str, secret: &str, step: i64) -> Result<()> {
    let now = work.now().to_owned();
    work.execute(ADD_CODE_APP, &[account.into(), secret.into(), step.into(), now.into()]).map(drop)
}

/// The secret of an account's authenticator app and the last step that was used.
pub fn code_app(c: &mut Connection, account: &str) -> Result<Option<(String, i64)>> {
    c.first(CODE_APP_OF, &[account.into()], |row| Ok((row.get("secret")?, row.get("last_step")?)))
}

/// Uses up a step; whether it was still unused.
pub fn use_code(work: &mut Work<'_>, account: &str, step: i64) -> Result<bool> {
    Ok(work.execute(USE_CODE, &[account.into(), step.into()])? == 1)
}

pub fn end_code_app(work: &mut Work<'_>, _: &WayIn, account: &str) -> Result<()> {
    work.execute(END_CODE_APP_OF, &[account.into()]).map(drop)
}

pub fn set_recovery_codes(work: &mut Work<'_>, _: &WayIn, account: &str, hashes: &[String]) -> Result<()> {
    work.execute(END_RECOVERY_CODES_OF, &[account.into()])?;
    for hash in hashes {
        work.execute(ADD_RECOVERY_CODE, &[hash.into(), account.into()])?;
    }
    Ok(())
}

/// Uses up a recovery code; whether it was there.
pub fn use_recovery_code(work: &mut Work<'_>, account: &str, hash: &str) -> Result<bool> {
    Ok(work.execute(USE_RECOVERY_CODE, &[hash.into(), account.into()])? == 1)
}

pub fn recovery_codes_left(c: &mut Connection, account: &str) -> Result<i64> {
    Ok(c.first(RECOVERY_CODES_LEFT, &[account.into()], |row| row.get("n"))?.unwrap_or(0))
}

/// All second factors of an account: the password alone lets somebody in from now on.
pub fn end_factors(work: &mut Work<'_>, _: &WayIn, account: &str) -> Result<()> {
    end_factors_of(work, account)
}

fn end_factors_of(work: &mut Work<'_>, account: &str) -> Result<()> {
    for statement in [END_PASSKEYS_OF, END_CODE_APP_OF, END_RECOVERY_CODES_OF] {
        work.execute(statement, &[account.into()])?;
    }
    Ok(())
}

/// Tokens and known browsers.
pub fn end_what_a_password_opened(work: &mut Work<'_>, account: &str) -> Result<()> {
    for statement in [END_TOKENS_OF, END_DEVICES_OF] {
        work.execute(statement, &[account.into()])?;
    }
    super::waiting::end_all_of(work, account)
}

/// Everything but the account itself.
pub fn end_all_of(work: &mut Work<'_>, account: &str) -> Result<()> {
    end_factors_of(work, account)?;
    end_what_a_password_opened(work, account)
}

pub fn add_token(work: &mut Work<'_>, _: &WayIn, hash: &str, account: &str, t: &Token) -> Result<()> {
    let values: [Value; 7] =
        [(&t.id).into(), hash.into(), account.into(), (&t.name).into(), t.scope.word().into(), (&t.created_at).into(), (&t.ends_at).into()];
    work.execute(ADD_TOKEN, &values).map(drop)
}

pub fn tokens_of(c: &mut Connection, account: &str) -> Result<Vec<Token>> {
    c.all(TOKENS_OF, &[account.into()], |row| {
        Ok(Token {
            id: row.get("id")?,
            name: row.get("name")?,
            scope: scope(row)?,
            created_at: row.get("created_at")?,
            used_at: row.get("used_at")?,
            ends_at: row.get("ends_at")?,
        })
    })
}

fn scope(row: &Row) -> Result<Scope> {
    Ok(Scope::from_word(&row.get::<String>("scope")?).unwrap_or(Scope::Read))
}

/// The account of a token that is still good, its scope, and when it was last used.
pub fn token_account(c: &mut Connection, hash: &str, now: &str) -> Result<Option<(Account, Scope, Option<String>)>> {
    c.first(TOKEN_ACCOUNT, &[hash.into(), now.into()], |row| Ok((super::account(row)?, scope(row)?, row.get("used_at")?)))
}

pub fn use_token(c: &mut Connection, hash: &str, now: &str) -> Result<()> {
    c.execute(USE_TOKEN, &[hash.into(), now.into()]).map(drop)
}

/// Whether there was such a token of this account.
pub fn end_token(work: &mut Work<'_>, id: &str, account: &str) -> Result<bool> {
    Ok(work.execute(END_TOKEN, &[id.into(), account.into()])? == 1)
}

/// Remembers a browser; browsers that were not seen for long are forgotten.
pub fn add_device(work: &mut Work<'_>, hash: &str, account: &str, forget_before: &str) -> Result<()> {
    let now = work.now().to_owned();
    work.execute(FORGET_OLD_DEVICES, &[forget_before.into()])?;
    work.execute(ADD_DEVICE, &[hash.into(), account.into(), now.into()]).map(drop)
}

/// Whether this browser is known for this account already; if so, it was used now.
pub fn use_device(work: &mut Work<'_>, hash: &str, account: &str) -> Result<bool> {
    let now = work.now().to_owned();
    Ok(work.execute(USE_DEVICE, &[hash.into(), account.into(), now.into()])? == 1)
}

/// The name that signed in from a known browser.
pub fn device_login(c: &mut Connection, hash: &str) -> Result<Option<String>> {
    c.first(DEVICE_LOGIN, &[hash.into()], |row| row.get("login"))
}

pub fn add_identity(work: &mut Work<'_>, _: &WayIn, issuer: &str, subject: &str, account: &str) -> Result<()> {
    work.execute(ADD_IDENTITY, &[issuer.into(), subject.into(), account.into()]).map(drop)
}

/// The id of the account that an identity provider's subject has here.
pub fn identity(c: &mut Connection, issuer: &str, subject: &str) -> Result<Option<String>> {
    c.first(IDENTITY, &[issuer.into(), subject.into()], |row| row.get("account_id"))
}
