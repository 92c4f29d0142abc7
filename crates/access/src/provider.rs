//! OpenID Connect: people of an organisation sign in where they sign in already. Off unless an
//! issuer is set. The authorization code flow with PKCE, state and nonce; the library checks
//! signature, issuer, audience and times.

use crate::account::{self, Account};
use crate::pending::{self, Purpose};
use crate::session::{self, Opened, Proof, Way};
use crate::store::{self, proofs};
use crate::throttle::{self, Door};
use crate::way_in;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreProviderMetadata, CoreRevocableToken, CoreRevocationErrorResponse,
    CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AccessTokenHash, AdditionalClaims, AuthorizationCode, Client, ClientId, ClientSecret, CsrfToken, EmptyExtraTokenFields,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, IdTokenClaims, IdTokenFields, IssuerUrl, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, StandardErrorResponse, StandardTokenResponse,
    TokenResponse,
};
use platform::actor::{Actor, Role, Via};
use platform::people::Means;
use platform::{App, Error, Result, say};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// The provider has this long for each answer.
const ANSWER_SECONDS: u64 = 10;
/// 1 MiB: discovery documents and key sets have a few KiB.
const ANSWER_BYTES_MAX: u64 = 1024 * 1024;
/// Names tried for an account whose own name is taken.
const NAMES_TRIED: usize = 50;

/// Where the provider leads people back to.
pub const RETURN: &str = "/sign-in/provider/return";

/// Claims beyond the standard ones, among them the groups that roles go by.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct More(serde_json::Map<String, serde_json::Value>);
impl AdditionalClaims for More {}

type Fields = IdTokenFields<More, EmptyExtraTokenFields, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;
type Relying = Client<
    More,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<Fields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;
type Claims = IdTokenClaims<More, CoreGenderClaim>;

/// What is kept while the person is at the provider.
#[derive(Serialize, Deserialize)]
struct Asked {
    state: String,
    nonce: String,
    verifier: String,
    next: String,
}

/// Whether an identity provider is set.
pub fn is_offered(app: &App) -> bool {
    !app.config().text("oidc_issuer").is_empty()
}

/// What people see on the button.
pub fn name(app: &App) -> String {
    let set = app.config().text("oidc_name");
    let host = || app.config().text("oidc_issuer").split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or("").to_owned();
    if set.is_empty() { host() } else { set.to_owned() }
}

/// An answer that never came, or that does not fit.
fn unreachable(error: &dyn std::fmt::Display) -> Error {
    tracing::error!(%error, "the identity provider cannot be used");
    Error::Unavailable(say!("access-error-provider-silent"))
}

/// An answer that was judged and not believed.
fn refused(app: &App, error: &dyn std::fmt::Display) -> Error {
    tracing::warn!(%error, "an answer of the identity provider was refused");
    Error::Forbidden(say!("access-error-provider-refused", whom = app.whom_to_ask()))
}

/// One request to the provider: no redirects followed, an end in time and in size.
fn ask(request: HttpRequest) -> std::result::Result<HttpResponse, std::io::Error> {
    use ureq::tls::{RootCerts, TlsConfig};
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(Duration::from_secs(ANSWER_SECONDS)))
        .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
        .build()
        .into();
    let (parts, mut body) = agent.run(request).map_err(std::io::Error::other)?.into_parts();
    let bytes = body.with_config().limit(ANSWER_BYTES_MAX).read_to_vec().map_err(std::io::Error::other)?;
    Ok(HttpResponse::from_parts(parts, bytes))
}

fn relying(app: &App) -> Result<Relying> {
    let config = app.config();
    let issuer = config.text("oidc_issuer");
    let is_loopback = ["http://127.0.0.1", "http://localhost", "http://[::1]"].iter().any(|start| issuer.starts_with(start));
    if !issuer.starts_with("https://") && !is_loopback {
        return Err(unreachable(&"oidc_issuer is not an https address"));
    }
    let issuer = IssuerUrl::new(issuer.to_owned()).map_err(|error| unreachable(&error))?;
    let known = CoreProviderMetadata::discover(&issuer, &ask).map_err(|error| unreachable(&error))?;
    let secret = match config.text("oidc_secret_file") {
        "" => None,
        path => Some(std::fs::read_to_string(path).map_err(|error| unreachable(&format!("{path}: {error}")))?),
    };
    let client = ClientId::new(config.text("oidc_client_id").to_owned());
    let back = RedirectUrl::new(format!("{}{RETURN}", app.base_url())).map_err(|error| unreachable(&error))?;
    Ok(Relying::from_provider_metadata(known, client, secret.map(|s| ClientSecret::new(s.trim().to_owned()))).set_redirect_uri(back))
}

/// Begins: where to send the person, and the token for when they come back.
pub fn begin(app: &App, way: &Way, next: &str) -> Result<(String, String)> {
    // Everybody may ask for this, and it makes us ask the provider: so it is counted.
    let taken = throttle::take(app, way, Door::Other)?;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (address, state, nonce) = relying(app)?
        .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
        .add_scope(Scope::new("profile".into()))
        .add_scope(Scope::new("email".into()))
        .set_pkce_challenge(challenge)
        .url();
    let asked =
        Asked { state: state.into_secret(), nonce: nonce.secret().clone(), verifier: verifier.into_secret(), next: next.to_owned() };
    let token = pending::begin(app, Purpose::Provider, None, &serde_json::to_string(&asked)?)?;
    throttle::give_back(app, &taken)?;
    Ok((address.to_string(), token))
}

/// What the person comes back with.
#[derive(Debug, Default, Deserialize)]
pub struct Answer {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    iss: String,
    #[serde(default)]
    error: String,
}

/// Ends: signs the person in, and says where they wanted to go.
pub fn finish(app: &App, way: &Way, token: &str, answer: Answer) -> Result<(Opened, String)> {
    let taken = throttle::take(app, way, Door::Other)?;
    let (_, asked) = pending::finish(app, Purpose::Provider, token)?;
    let asked: Asked = serde_json::from_str(&asked)?;
    if answer.state.is_empty() || asked.state != answer.state {
        return Err(refused(app, &"the state is another"));
    }
    if !answer.iss.is_empty() && answer.iss != app.config().text("oidc_issuer") {
        return Err(refused(app, &"the issuer is another"));
    }
    if !answer.error.is_empty() || answer.code.is_empty() {
        return Err(refused(app, &"the provider sent an error"));
    }
    let claims = exchange(app, answer.code, &asked)?;
    let account = account_of(app, &claims)?;
    throttle::give_back(app, &taken)?;
    Ok((session::grant(app, way, account, Proof::Provider)?, asked.next))
}

/// Gives the code for the claims about the person, all of them checked.
fn exchange(app: &App, code: String, asked: &Asked) -> Result<Claims> {
    use CoreJwsSigningAlgorithm as Signed;
    let relying = relying(app)?;
    let request = relying.exchange_code(AuthorizationCode::new(code)).map_err(|error| unreachable(&error))?;
    let got =
        request.set_pkce_verifier(PkceCodeVerifier::new(asked.verifier.clone())).request(&ask).map_err(|error| refused(app, &error))?;
    let id_token = got.id_token().ok_or_else(|| refused(app, &"there is no id token"))?;
    // Only signatures that the provider alone can make: neither `none` nor a shared secret.
    let verifier = relying.id_token_verifier().set_allowed_algs([
        Signed::RsaSsaPkcs1V15Sha256,
        Signed::RsaSsaPssSha256,
        Signed::EcdsaP256Sha256,
        Signed::EcdsaP384Sha384,
        Signed::EdDsa,
    ]);
    let claims = id_token.claims(&verifier, &Nonce::new(asked.nonce.clone())).map_err(|error| refused(app, &error))?;
    if let Some(expected) = claims.access_token_hash() {
        let algorithm = id_token.signing_alg().map_err(|error| refused(app, &error))?;
        let key = id_token.signing_key(&verifier).map_err(|error| refused(app, &error))?;
        let found = AccessTokenHash::from_token(got.access_token(), algorithm, key).map_err(|error| refused(app, &error))?;
        if found != *expected {
            return Err(refused(app, &"the access token is another"));
        }
    }
    Ok(claims.clone())
}

/// The role that the provider's groups give here: the first of the setting's pairs that fits.
fn role_of(app: &App, claims: &Claims) -> Option<Role> {
    let claim = claims.additional_claims().0.get(app.config().text("oidc_role_claim"));
    let groups: Vec<&str> = match claim {
        Some(serde_json::Value::String(one)) => vec![one],
        Some(serde_json::Value::Array(many)) => many.iter().filter_map(|group| group.as_str()).collect(),
        _ => Vec::new(),
    };
    let pairs = app.config().text("oidc_roles").split(',').filter_map(|pair| pair.rsplit_once('='));
    pairs
        .filter(|(group, _)| groups.contains(&group.trim()))
        .find_map(|(_, role)| Role::from_word(role.trim()))
        .filter(|role| *role != Role::Visitor)
}

/// The account of a person at the provider, opened when they come for the first time; name
/// and role follow the provider.
fn account_of(app: &App, claims: &Claims) -> Result<Account> {
    let (issuer, subject) = (claims.issuer().as_str().to_owned(), claims.subject().as_str().to_owned());
    let role = role_of(app, claims);
    let none = || Error::Forbidden(say!("access-error-no-group-role", whom = app.whom_to_ask()));
    let id = app.db().read(|c| proofs::identity(c, &issuer, &subject))?;
    let known = id.map(|id| app.db().read(|c| store::by_id(c, &id))).transpose()?.flatten().map(|(account, _)| account);
    if known.as_ref().is_some_and(|account| account.state != "active") {
        return Err(refused(app, &"the account has ended"));
    }
    let system = Actor::new("system", "System", Role::Visitor, Via::System);
    let Some(role) = role else {
        if let Some(account) = known {
            app.work(&system, |work| {
                store::end_sessions_of(work, &account.id)?;
                proofs::end_what_a_password_opened(work, &account.id)?;
                work.record("access.account.role_missing", &account.id, "").map(drop)
            })?;
        }
        return Err(none());
    };
    let name = claims.name().and_then(|names| names.get(None)).map_or_else(String::new, |name| name.as_str().to_owned());
    let Some(mut account) = known else { return add(app, &system, claims, &name, role) };
    if account.role != role || (!name.is_empty() && account.name != name) {
        app.work(&system, |work| {
            if account.role != role {
                let way = way_in::by_actor(work, &account.id, Means::Role)?;
                store::set_role(work, &way, &account.id, role)?;
                store::end_sessions_of(work, &account.id)?;
            }
            if !name.is_empty() {
                store::set_name(work, &account.id, &name)?;
            }
            work.record("access.account.role_given", &account.id, role.word()).map(drop)
        })?;
        account.role = role;
        account.name = if name.is_empty() { account.name } else { name };
    }
    Ok(account)
}

/// Opens an account. It never becomes one with an account that is there, whatever name the
/// provider gives: names are not proofs.
fn add(app: &App, system: &Actor, claims: &Claims, name: &str, role: Role) -> Result<Account> {
    let given =
        claims.preferred_username().map(|n| n.as_str()).or_else(|| claims.email().map(|e| e.as_str())).unwrap_or(claims.subject().as_str());
    let fits: String = given.to_lowercase().chars().filter(|c| c.is_alphanumeric() || ".-_@".contains(*c)).take(70).collect();
    let start = if fits.chars().count() < 2 { format!("person-{fits}") } else { fits };
    let account = Account {
        id: platform::clock::new_id(),
        login: String::new(),
        name: name.to_owned(),
        role,
        state: "active".into(),
        created_at: platform::clock::now(),
    };
    app.work(system, |work| {
        let mut names = std::iter::once(start.clone()).chain((2..NAMES_TRIED).map(|n| format!("{start}-{n}")));
        let login = loop {
            let Some(login) = names.next() else { return Err(Error::Conflict(say!("access-error-names-used-up"))) };
            if store::by_login(work.connection(), &login)?.is_none() {
                break account::parse_login(&login)?;
            }
        };
        let name = if account.name.is_empty() { login.clone() } else { account.name.clone() };
        let account = Account { login, name, ..account.clone() };
        let opened = way_in::by_actor(work, &account.id, Means::Opened)?;
        store::add(work, &opened, &account, "")?;
        let joined = way_in::by_actor(work, &account.id, Means::Identity)?;
        proofs::add_identity(work, &joined, claims.issuer().as_str(), claims.subject().as_str(), &account.id)?;
        work.record("access.account.opened", &account.id, account.role.word())?;
        Ok(account)
    })
}
