//! Passkeys, with a device made of software: what a browser and its authenticator would send.

use super::browser::Browser;
use super::*;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use platform::testing::Got;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const ORIGIN: &str = "http://localhost:7341";

struct Device {
    key: SigningKey,
    id: Vec<u8>,
    user: String,
    count: u32,
    origin: &'static str,
    /// User present, user verified.
    flags: u8,
}

impl Device {
    fn new() -> Device {
        let mut bytes = [0u8; 32];
        crate::secret::fill(&mut bytes);
        bytes[0] = 1;
        Device {
            key: SigningKey::from_slice(&bytes).unwrap(),
            id: bytes.to_vec(),
            user: String::new(),
            count: 0,
            origin: ORIGIN,
            flags: 0b101,
        }
    }

    fn client_data(&self, kind: &str, asked: &Value) -> Vec<u8> {
        let challenge = asked["publicKey"]["challenge"].as_str().unwrap();
        json!({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false}).to_string().into_bytes()
    }

    fn start(&mut self, more: u8) -> Vec<u8> {
        self.count += 1;
        let mut data = Sha256::digest(b"localhost").to_vec();
        data.push(self.flags | more);
        data.extend(self.count.to_be_bytes());
        data
    }

    fn make(&mut self, asked: &Value) -> Value {
        assert_eq!(asked["publicKey"]["authenticatorSelection"]["residentKey"], "required", "{asked}");
        self.user = asked["publicKey"]["user"]["id"].as_str().unwrap().to_owned();
        let point = self.key.verifying_key().to_sec1_point(false);
        let mut data = self.start(0b100_0000);
        data.extend([0u8; 16]);
        data.extend([0, 32]);
        data.extend(&self.id);
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point.as_bytes()[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point.as_bytes()[33..65]);
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        let id = B64.encode(&self.id);
        json!({"id": id, "rawId": id, "type": "public-key", "response": {"attestationObject": B64.encode(object), "clientDataJSON": B64.encode(self.client_data("webauthn.create", asked))}})
    }

    fn answer(&mut self, asked: &Value) -> Value {
        let client = self.client_data("webauthn.get", asked);
        let data = self.start(0);
        let signature: Signature = self.key.sign(&[&data[..], &Sha256::digest(&client)].concat());
        let id = B64.encode(&self.id);
        json!({"id": id, "rawId": id, "type": "public-key", "response": {"authenticatorData": B64.encode(data), "clientDataJSON": B64.encode(client), "signature": B64.encode(signature.to_der()), "userHandle": self.user}})
    }
}

fn finish(browser: &mut Browser<'_>, path: &str, asked: &Value, answer: &Value) -> Got {
    browser.post(path, &[("ceremony", asked["token"].as_str().unwrap()), ("answer", &answer.to_string()), ("name", "phone")])
}

fn enrol(browser: &mut Browser<'_>, device: &mut Device) -> Got {
    let asked = browser.post("/account/passkey/start", &[]).json();
    let made = device.make(&asked);
    finish(browser, "/account/passkey", &asked, &made)
}

fn touch(browser: &mut Browser<'_>, device: &mut Device) -> u16 {
    let asked = browser.post("/sign-in/passkey/start", &[]).json();
    let answer = device.answer(&asked);
    finish(browser, "/sign-in/passkey", &asked, &answer).status.as_u16()
}

fn ilse_with<'a>(t: &'a TestApp, device: &mut Device) -> Browser<'a> {
    let mut ilse = Browser::new(t);
    ilse.sign_in("ilse", SECRET);
    let shown = enrol(&mut ilse, device);
    assert_eq!((shown.status.as_u16(), shown.text().matches("<code>").count()), (200, 10), "{}", shown.text());
    ilse
}

#[test]
fn one_touch_signs_in_without_a_name_or_a_password() {
    let t = with_people();
    let mut device = Device::new();
    let ilse = ilse_with(&t, &mut device);
    assert!(ilse.is_signed_in());
    let mut elsewhere = Browser::new(&t);
    assert_eq!(touch(&mut elsewhere, &mut device), 303);
    assert!(elsewhere.is_signed_in());
    let own = elsewhere.get("/account.json").json();
    assert_eq!(
        (own["sessions"][0]["proof"].as_str(), own["factors"]["passkeys"][0][1].as_str()),
        (Some("passkey"), Some("phone")),
        "{own}"
    );
    // With a passkey, the password alone does not suffice any more.
    let got = Browser::new(&t).post("/sign-in", &[("login", "ilse"), ("password", SECRET)]);
    assert!(got.header("location").starts_with("/sign-in/second"));
    let id = own["factors"]["passkeys"][0][0].as_str().unwrap().to_owned();
    assert_eq!(elsewhere.post("/account/factors/end", &[("passkey", &id), ("sure", "yes")]).status, 303);
    assert_eq!(touch(&mut Browser::new(&t), &mut device), 422, "what was taken away opens nothing");
}

#[test]
fn an_answer_that_is_not_for_us_now_is_refused() {
    let t = with_people();
    let mut device = Device::new();
    ilse_with(&t, &mut device);
    let mut browser = Browser::new(&t);
    device.origin = "https://localhost.evil.test";
    assert_eq!(touch(&mut browser, &mut device), 422, "made for another site");
    device.origin = ORIGIN;
    device.flags = 0b001;
    assert_eq!(touch(&mut browser, &mut device), 422, "the device did not check its person");
    device.flags = 0b101;
    let (one, other) = (browser.post("/sign-in/passkey/start", &[]).json(), browser.post("/sign-in/passkey/start", &[]).json());
    let answer = device.answer(&one);
    assert_eq!(finish(&mut browser, "/sign-in/passkey", &other, &answer).status, 422, "made for another challenge");
    assert_eq!(finish(&mut browser, "/sign-in/passkey", &one, &answer).status, 303);
    assert_eq!(finish(&mut Browser::new(&t), "/sign-in/passkey", &one, &answer).status, 422, "sent twice");
    let mut copy =
        Device { key: device.key.clone(), id: device.id.clone(), user: device.user.clone(), count: 1, origin: ORIGIN, flags: 0b101 };
    assert_eq!(touch(&mut Browser::new(&t), &mut copy), 422, "a copy of the device has counted less far");
    let mut forged = Device { id: device.id.clone(), user: device.user.clone(), count: 50, ..Device::new() };
    assert_eq!(touch(&mut Browser::new(&t), &mut forged), 422, "signed with another key");
}

#[test]
fn a_passkey_is_good_for_its_own_account_and_only_while_it_lasts() {
    let t = with_people();
    let (mut device, mut other) = (Device::new(), Device::new());
    ilse_with(&t, &mut device);
    let mut omar = Browser::new(&t);
    omar.sign_in("omar", SECRET);
    // A ceremony that Ilse began cannot be finished by Omar.
    let mut ilse = Browser::new(&t);
    touch(&mut ilse, &mut device);
    let asked = ilse.post("/account/passkey/start", &[]).json();
    let made = other.make(&asked);
    assert_eq!(finish(&mut omar, "/account/passkey", &asked, &made).status, 401);
    enrol(&mut omar, &mut other);
    let ilses = device.user.clone();
    device.user = other.user.clone();
    assert_eq!(touch(&mut Browser::new(&t), &mut device), 422, "the name of another account");
    device.user = ilses;
    account::end(&t.app, &Actor::local_operator(), "ilse").unwrap();
    assert_eq!(touch(&mut Browser::new(&t), &mut device), 422, "its account has ended");
    assert_eq!(touch(&mut Browser::new(&t), &mut other), 303);
}

#[test]
fn passkeys_are_shown_only_where_browsers_offer_them() {
    for (address, offered) in [
        ("http://127.0.0.1:7341", false),
        ("http://offices.example.org", false),
        ("http://localhost:7341", true),
        ("https://offices.example.org", true),
    ] {
        let t = with_people_and(&[("base_url", address)]);
        assert_eq!(t.get("/sign-in").text().contains("/sign-in/passkey"), offered, "{address}");
    }
}
