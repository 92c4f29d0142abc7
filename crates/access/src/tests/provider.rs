//! OpenID Connect against a small provider of our own, written from the standard and without
//! the library that it tests: discovery, keys, authorization endpoint, token endpoint.

use super::browser::Browser;
use super::*;
use axum::Router;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD as B64};
use p256::ecdsa::{Signature, SigningKey};
use rsa::pkcs1v15;
use rsa::signature::{SignatureEncoding, Signer};
use rsa::traits::PublicKeyParts;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

/// How a provider may be wrong, or somebody between us and it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wrong {
    Nothing,
    Nonce,
    Audience,
    Issuer,
    Time,
    Key,
    NotSigned,
    SharedSecret,
    Claims,
    NoToken,
}

type Codes = Mutex<HashMap<String, HashMap<String, String>>>;

struct Provider {
    issuer: String,
    wrong: Mutex<Wrong>,
    is_rsa: bool,
    person: Mutex<Value>,
    codes: Codes,
}

static RSA: LazyLock<rsa::RsaPrivateKey> = LazyLock::new(|| rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, 2048).unwrap());
static EC: LazyLock<SigningKey> = LazyLock::new(|| SigningKey::from_slice(&[7u8; 32]).unwrap());

struct Running(Arc<Provider>, Mutex<Option<tokio::sync::oneshot::Sender<()>>>);

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(stop) = self.1.lock().unwrap().take() {
            let _ = stop.send(());
        }
    }
}

fn start(is_rsa: bool) -> Running {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let issuer = format!("http://{}", listener.local_addr().unwrap());
    let person = json!({"sub": "p-17", "preferred_username": "Tara.Venn", "name": "Tara Venn", "groups": ["staff", "mediation"]});
    let provider =
        Arc::new(Provider { issuer, wrong: Mutex::new(Wrong::Nothing), is_rsa, person: Mutex::new(person), codes: Codes::default() });
    let router = Router::new()
        .route("/.well-known/openid-configuration", get(discovery))
        .route("/keys", get(keys))
        .route("/authorize", get(authorize))
        .route("/token", post(token))
        .with_state(provider.clone());
    let (stop, stopping) = tokio::sync::oneshot::channel::<()>();
    std::thread::spawn(move || {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async move {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, router)
                .with_graceful_shutdown(async move {
                    let _ = stopping.await;
                })
                .await
                .unwrap();
        });
    });
    Running(provider, Mutex::new(Some(stop)))
}

fn data(value: &Value) -> Response {
    ([("content-type", "application/json")], value.to_string()).into_response()
}

async fn discovery(State(p): State<Arc<Provider>>) -> Response {
    let at = |path: &str| format!("{}{path}", p.issuer);
    data(&json!({
        "issuer": p.issuer, "authorization_endpoint": at("/authorize"), "token_endpoint": at("/token"), "jwks_uri": at("/keys"),
        "response_types_supported": ["code"], "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256", "ES256"],
        "code_challenge_methods_supported": ["S256"],
    }))
}

async fn keys(State(p): State<Arc<Provider>>) -> Response {
    let key = if p.is_rsa {
        json!({"kty": "RSA", "use": "sig", "kid": "k1", "alg": "RS256", "n": B64.encode(RSA.n().to_bytes_be()), "e": B64.encode(RSA.e().to_bytes_be())})
    } else {
        let point = EC.verifying_key().to_sec1_point(false);
        json!({"kty": "EC", "use": "sig", "kid": "k1", "alg": "ES256", "crv": "P-256", "x": B64.encode(&point.as_bytes()[1..33]), "y": B64.encode(&point.as_bytes()[33..65])})
    };
    data(&json!({"keys": [key]}))
}

async fn authorize(State(p): State<Arc<Provider>>, Query(asked): Query<HashMap<String, String>>) -> Response {
    let text = |name: &str| asked.get(name).cloned().unwrap_or_default();
    let is_right = text("response_type") == "code"
        && text("client_id") == "offices"
        && text("redirect_uri") == "http://localhost:7341/sign-in/provider/return"
        && text("scope").split(' ').any(|s| s == "openid")
        && text("code_challenge_method") == "S256"
        && text("code_challenge").len() == 43
        && text("state").len() >= 16
        && text("nonce").len() >= 16;
    if !is_right {
        return (StatusCode::BAD_REQUEST, format!("{asked:?}")).into_response();
    }
    let code = crate::secret::fresh();
    let to =
        format!("{}?code={code}&state={}&iss={}", text("redirect_uri"), text("state"), p.issuer.replace(':', "%3A").replace('/', "%2F"));
    p.codes.lock().unwrap().insert(code, asked);
    Redirect::to(&to).into_response()
}

async fn token(State(p): State<Arc<Provider>>, headers: HeaderMap, Form(sent): Form<HashMap<String, String>>) -> Response {
    let text = |name: &str| sent.get(name).cloned().unwrap_or_default();
    let client = headers
        .get("authorization")
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.strip_prefix("Basic "))
        .and_then(|v| STANDARD.decode(v).ok())
        .unwrap_or_default();
    let asked = p.codes.lock().unwrap().remove(&text("code"));
    let refuse =
        |why: &str| (StatusCode::BAD_REQUEST, [("content-type", "application/json")], json!({"error": why}).to_string()).into_response();
    if client != b"offices:tell-nobody" {
        return refuse("invalid_client");
    }
    let Some(asked) = asked else { return refuse("invalid_grant") };
    let challenge = B64.encode(Sha256::digest(text("code_verifier").as_bytes()));
    if text("grant_type") != "authorization_code" || asked["code_challenge"] != challenge || asked["redirect_uri"] != text("redirect_uri") {
        return refuse("invalid_grant");
    }
    let mut answer = json!({"access_token": "at-1", "token_type": "Bearer", "expires_in": 60});
    if *p.wrong.lock().unwrap() != Wrong::NoToken {
        answer["id_token"] = id_token(&p, &asked["nonce"]).into();
    }
    data(&answer)
}

fn id_token(p: &Provider, nonce: &str) -> String {
    let wrong = *p.wrong.lock().unwrap();
    let now = jiff::Timestamp::now().as_second();
    let mut claims = p.person.lock().unwrap().clone();
    claims["iss"] = if wrong == Wrong::Issuer { "https://elsewhere.test".into() } else { p.issuer.clone().into() };
    claims["aud"] = if wrong == Wrong::Audience { "another".into() } else { "offices".into() };
    claims["nonce"] = if wrong == Wrong::Nonce { "another".into() } else { nonce.into() };
    claims["iat"] = now.into();
    claims["exp"] = (if wrong == Wrong::Time { now - 3600 } else { now + 300 }).into();
    let algorithm = match wrong {
        Wrong::NotSigned => "none",
        Wrong::SharedSecret => "HS256",
        _ if p.is_rsa => "RS256",
        _ => "ES256",
    };
    let head = json!({"alg": algorithm, "kid": "k1", "typ": "JWT"});
    let signed = format!("{}.{}", B64.encode(head.to_string()), B64.encode(claims.to_string()));
    let signature = match wrong {
        Wrong::NotSigned => Vec::new(),
        Wrong::SharedSecret => shared(b"tell-nobody", signed.as_bytes()),
        Wrong::Key => sign_with(&SigningKey::from_slice(&[9u8; 32]).unwrap(), &signed),
        _ if p.is_rsa => pkcs1v15::SigningKey::<rsa::sha2::Sha256>::new(RSA.clone()).sign(signed.as_bytes()).to_vec(),
        _ => sign_with(&EC, &signed),
    };
    if wrong == Wrong::Claims {
        claims["groups"] = json!(["it"]);
        return format!("{}.{}.{}", B64.encode(head.to_string()), B64.encode(claims.to_string()), B64.encode(signature));
    }
    format!("{signed}.{}", B64.encode(signature))
}

fn sign_with(key: &SigningKey, text: &str) -> Vec<u8> {
    let signature: Signature = p256::ecdsa::signature::Signer::sign(key, text.as_bytes());
    signature.to_bytes().to_vec()
}

/// HMAC-SHA-256, for the forgery with the client's own secret.
fn shared(key: &[u8], text: &[u8]) -> Vec<u8> {
    let mut block = [0u8; 64];
    block[..key.len()].copy_from_slice(key);
    let pad = |with: u8| block.iter().map(|byte| byte ^ with).collect::<Vec<u8>>();
    let inner = Sha256::digest([&pad(0x36)[..], text].concat());
    Sha256::digest([&pad(0x5c)[..], &inner].concat()).to_vec()
}

fn offices(p: &Provider) -> TestApp {
    let secret = platform::testing::scratch("oidc").join("secret");
    std::fs::write(&secret, "tell-nobody\n").unwrap();
    with_people_and(&[
        ("oidc_issuer", &p.issuer),
        ("oidc_client_id", "offices"),
        ("oidc_secret_file", &secret.display().to_string()),
        ("oidc_roles", "it=administrator, mediation=mediator"),
        ("oidc_name", "Lakeside"),
    ])
}

/// Goes to the provider as a browser would; the address it leads back to.
fn there_and_back(browser: &mut Browser<'_>) -> String {
    let got = browser.get("/sign-in/provider?next=%2Faccount");
    assert_eq!(got.status, 303, "{}", got.text());
    let agent: ureq::Agent = ureq::Agent::config_builder().max_redirects(0).http_status_as_error(false).build().into();
    let mut answer = agent.get(got.header("location")).call().unwrap();
    assert_eq!(answer.status(), 303, "{}", answer.body_mut().read_to_string().unwrap());
    answer.headers()["location"].to_str().unwrap().strip_prefix("http://localhost:7341").unwrap().to_owned()
}

#[test]
fn a_person_of_the_organisation_comes_in_with_the_role_of_their_group() {
    for is_rsa in [false, true] {
        let provider = start(is_rsa);
        let t = offices(&provider.0);
        assert!(t.get("/sign-in").text().contains("Lakeside"));
        let mut tara = Browser::new(&t);
        let back = there_and_back(&mut tara);
        let got = tara.get(&back);
        assert_eq!((got.status.as_u16(), got.header("location")), (303, "/account"), "{}", got.text());
        assert!(tara.is_signed_in());
        let page = tara.get("/account");
        assert!(page.text().contains("Tara Venn") && page.text().contains("Mediator"), "{}", page.text());
        assert_eq!(tara.get("/account.json").json()["sessions"][0]["proof"], "provider");
        assert_eq!(Browser::new(&t).get(&back).status, 422, "the answer is good once, in the browser that asked");
    }
}

#[test]
fn an_answer_that_is_wrong_in_any_way_opens_nothing() {
    let provider = start(false);
    let t = offices(&provider.0);
    let mut right = Browser::new(&t);
    let back = there_and_back(&mut right);
    assert_eq!(right.get(&back).status, 303, "the same answer, right, opens a session");
    for wrong in [
        Wrong::Nonce,
        Wrong::Audience,
        Wrong::Issuer,
        Wrong::Time,
        Wrong::Key,
        Wrong::NotSigned,
        Wrong::SharedSecret,
        Wrong::Claims,
        Wrong::NoToken,
    ] {
        *provider.0.wrong.lock().unwrap() = wrong;
        let mut browser = Browser::new(&t);
        let back = there_and_back(&mut browser);
        let got = browser.get(&back);
        assert_eq!(got.status, 403, "{wrong:?}: {}", got.text());
        assert!(!browser.is_signed_in(), "{wrong:?}");
    }
    *provider.0.wrong.lock().unwrap() = Wrong::Nothing;
    let mut browser = Browser::new(&t);
    let back = there_and_back(&mut browser);
    assert_eq!(browser.get(&back.replace("&state=", "&state=x")).status, 403, "another state");
    let back = there_and_back(&mut browser);
    assert_eq!(browser.get(&back.replace("iss=http", "iss=https")).status, 403, "another issuer in the address");
    let stolen = there_and_back(&mut browser);
    assert_eq!(Browser::new(&t).get(&stolen).status, 422, "another browser");
    assert_eq!(t.app.db().read(crate::store::all).unwrap().len(), 4, "no other account was opened");
}

#[test]
fn name_and_role_follow_the_provider_and_a_local_account_is_never_taken_over() {
    let provider = start(false);
    let t = offices(&provider.0);
    let come = |browser: &mut Browser<'_>| {
        let back = there_and_back(browser);
        browser.get(&back).status.as_u16()
    };
    *provider.0.person.lock().unwrap() = json!({"sub": "p-99", "preferred_username": "omar", "groups": "mediation"});
    let mut browser = Browser::new(&t);
    assert_eq!(come(&mut browser), 303);
    let logins: Vec<(String, &str)> = t.app.db().read(crate::store::all).unwrap().into_iter().map(|a| (a.login, a.role.word())).collect();
    assert!(logins.contains(&("omar".into(), "administrator")) && logins.contains(&("omar-2".into(), "mediator")), "{logins:?}");
    assert_eq!(browser.get("/people").status, 403);
    provider.0.person.lock().unwrap()["groups"] = json!(["mediation", "it"]);
    assert_eq!(come(&mut browser), 303);
    assert_eq!(browser.get("/people").status, 200);
    provider.0.person.lock().unwrap()["groups"] = json!([]);
    let mut again = Browser::new(&t);
    assert_eq!(come(&mut again), 403);
    assert!(!again.is_signed_in() && !browser.is_signed_in(), "no group, no role, no session");
    provider.0.person.lock().unwrap()["groups"] = json!(["mediation"]);
    account::end(&t.app, &Actor::local_operator(), "omar-2").unwrap();
    assert_eq!(come(&mut again), 403, "an account that was ended here stays ended");
}

#[test]
fn without_an_issuer_there_is_no_such_way_in() {
    let t = with_people();
    assert!(!t.get("/sign-in").text().contains("/sign-in/provider"));
    assert_eq!((t.get("/sign-in/provider").status.as_u16(), t.get("/sign-in/provider/return?code=x&state=y").status.as_u16()), (404, 404));
    let elsewhere = with_people_and(&[("oidc_issuer", "http://login.example.org"), ("oidc_client_id", "x")]);
    assert_eq!(elsewhere.get("/sign-in/provider").status, 503, "not over a line that others read");
}
