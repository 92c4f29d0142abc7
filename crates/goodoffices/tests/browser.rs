//! The newcomer's way through a real browser, where one is named.

mod kit;

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use kit::Product;
use platform::testing::BROWSER;
use std::time::Duration;

async fn browser(driver: &str, width: u32) -> Client {
    let options = serde_json::json!({
        "goog:chromeOptions": {"args": [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--lang=en", format!("--window-size={width},1000"),
        ]},
        "goog:loggingPrefs": {"browser": "ALL"},
    });
    let serde_json::Value::Object(capabilities) = options else { unreachable!("it is an object") };
    ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(driver).await.expect("the browser starts")
}

fn with_browser(story: impl AsyncFnOnce(Client, String), width: u32) {
    let Ok(driver) = std::env::var(BROWSER) else { return println!("skipped: {BROWSER} names no ChromeDriver") };
    let product = Product::new("browser");
    let server = product.serve(&["demo"]);
    let address = format!("http://{}", server.address);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let client = browser(&driver, width).await;
        story(client.clone(), address).await;
        client.close().await.unwrap();
    });
    assert_eq!(server.stop(), 0);
}

async fn sign_in(client: &Client, address: &str, login: &str) {
    client.goto(&format!("{address}/sign-in")).await.unwrap();
    client.find(Locator::Css("input[name=login]")).await.unwrap().send_keys(login).await.unwrap();
    client.find(Locator::Css("input[name=password]")).await.unwrap().send_keys("talking ends wars").await.unwrap();
    client.find(Locator::Css("form[action='/sign-in'] button")).await.unwrap().click().await.unwrap();
    client.wait().at_most(Duration::from_secs(20)).for_element(Locator::Css(".who form")).await.unwrap();
}

/// Whether the page is wider than its window: nobody scrolls sideways on a phone.
async fn overflows(client: &Client) -> bool {
    let wide = client.execute("return document.documentElement.scrollWidth - document.documentElement.clientWidth", vec![]).await.unwrap();
    wide.as_i64().unwrap_or(0) > 1
}

#[test]
fn a_newcomer_asks_in_arabic_collects_a_provision_and_takes_a_word_document() {
    with_browser(
        async |client, address| {
            sign_in(&client, &address, "curator").await;
            client.goto(&format!("{address}/?lang=ar")).await.unwrap();
            assert_eq!(client.find(Locator::Css("html")).await.unwrap().attr("dir").await.unwrap().as_deref(), Some("rtl"));
            let field = client.find(Locator::Css("main input[type=search]")).await.unwrap();
            field.send_keys("مراقبة وقف إطلاق النار").await.unwrap();
            client.execute("document.querySelector('main input[type=search]').form.requestSubmit()", vec![]).await.unwrap();
            let hit = client.wait().at_most(Duration::from_secs(20)).for_element(Locator::Css(".hit h2 a, .hit h3 a")).await.unwrap();
            hit.click().await.unwrap();
            let put = client
                .wait()
                .at_most(Duration::from_secs(20))
                .for_element(Locator::Css("form[action='/library/baskets/put'] button"))
                .await
                .unwrap();
            put.click().await.unwrap();
            let said = Locator::Css("main [role=status] a[href^='/library/baskets/']");
            let basket = client.wait().at_most(Duration::from_secs(20)).for_element(said).await.unwrap();
            let href = basket.attr("href").await.unwrap().unwrap();
            let script = "const done = arguments[arguments.length - 1]; fetch(arguments[0]).then(async r => done([r.status, r.headers.get('content-type'), new Uint8Array(await r.arrayBuffer()).length]))";
            let got = client.execute_async(script, vec![serde_json::json!(format!("{href}.docx"))]).await.unwrap();
            assert_eq!(got[0], 200, "{got}");
            assert!(got[1].as_str().unwrap().contains("wordprocessingml") && got[2].as_i64().unwrap() > 2_000, "{got}");
        },
        1280,
    );
}

#[test]
fn every_page_fits_a_phone_in_english_and_in_arabic() {
    with_browser(
        async |client, address| {
            sign_in(&client, &address, "administrator").await;
            let pages = [
                "/",
                "/library/search?q=ceasefire",
                "/library/documents",
                "/library/topics",
                "/library/actors",
                "/library/baskets",
                "/library/imports",
                "/library/figures/trends",
                "/library/figures/map",
                "/library/export",
                "/library/sources",
                "/jobs",
                "/people",
                "/people/open",
                "/drafting/check",
                "/drafts",
                "/account",
                "/account/factor",
                "/trail",
                "/trail/checkpoints",
                "/trail/records/1",
                "/warning",
                "/api",
            ];
            for page in pages {
                for language in ["en", "ar"] {
                    let join = if page.contains('?') { '&' } else { '?' };
                    client.goto(&format!("{address}{page}{join}lang={language}")).await.unwrap();
                    assert!(client.find(Locator::Css("main h1")).await.is_ok(), "{page} has no heading");
                    assert!(!overflows(&client).await, "{page} in {language} is wider than a phone");
                }
            }
        },
        390,
    );
}

/// Gives the browser a device that holds passkeys and always finds its person there. The
/// driver's own word for it is not among those of the client, so it is said by hand.
async fn add_passkey_device(driver: &str, client: &Client) {
    let session = client.session_id().await.unwrap().expect("a session runs");
    let body = r#"{"protocol":"ctap2","transport":"internal","hasResidentKey":true,"hasUserVerification":true,"isUserVerified":true}"#;
    let host = driver.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = std::net::TcpStream::connect(host).unwrap();
    let head = format!(
        "POST /session/{session}/webauthn/authenticator HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    std::io::Write::write_all(&mut stream, head.as_bytes()).unwrap();
    // The driver keeps the line open, so the answer's first piece has to do.
    let mut answer = [0u8; 12];
    std::io::Read::read_exact(&mut stream, &mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200");
}

#[test]
fn signing_in_takes_one_touch_of_a_passkey() {
    let Ok(driver) = std::env::var(BROWSER) else { return println!("skipped: {BROWSER} names no ChromeDriver") };
    // Passkeys belong to a named host, so the port must be known before the server starts.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let address = format!("http://localhost:{port}");
    let product = Product::new("passkey");
    let server = product.serve_at(&["demo", "--set", &format!("base_url={address}")], &format!("127.0.0.1:{port}"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let client = browser(&driver, 1280).await;
        add_passkey_device(&driver, &client).await;
        sign_in(&client, &address, "curator").await;
        client.goto(&format!("{address}/account/factor")).await.unwrap();
        let add = Locator::Css("form[data-passkey]:not([hidden]) button");
        client.wait().at_most(Duration::from_secs(20)).for_element(add).await.unwrap().click().await.unwrap();
        client
            .wait()
            .at_most(Duration::from_secs(20))
            .for_element(Locator::Css("main ul.plain code"))
            .await
            .expect("recovery codes are shown");
        assert_eq!(client.find_all(Locator::Css("main ul.plain code")).await.unwrap().len(), 10);
        client.find(Locator::Css("form[action='/sign-out'] button")).await.unwrap().click().await.unwrap();
        client.goto(&format!("{address}/sign-in")).await.unwrap();
        let touch = Locator::Css("form[data-passkey]:not([hidden]) button");
        client.wait().at_most(Duration::from_secs(20)).for_element(touch).await.unwrap().click().await.unwrap();
        client.wait().at_most(Duration::from_secs(20)).for_element(Locator::Css(".who form")).await.expect("one touch signed in");
        client.close().await.unwrap();
    });
    assert_eq!(server.stop(), 0);
}
