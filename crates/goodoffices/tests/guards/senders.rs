//! Under which name a request may come, and what is believed of its sender.

use super::*;

/// A request under a name, from a peer, with more headers; what the page says of it.
fn under(t: &TestApp, uri: &str, host: &str, peer: &str, more: &[(&'static str, &str)]) -> Got {
    let mut request = Request::get(uri);
    if !host.is_empty() {
        request = request.header(header::HOST, host);
    }
    for (name, value) in more {
        request = request.header(*name, *value);
    }
    let mut request = request.body(Body::empty()).unwrap();
    request.extensions_mut().insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 4000)));
    t.send(request)
}

#[test]
fn a_request_under_another_name_is_refused_on_every_address() {
    let settings = [("base_url", "https://offices.example.org"), ("hosts", "desk.example.org offices.test"), ("visitors_may_read", "true")];
    let t = TestApp::with(WITH_PEOPLE, &settings);
    for host in ["offices.example.org", "offices.example.org:443", "DESK.example.org", "127.0.0.1:7341", "localhost", "[::1]:7341"] {
        assert_eq!(under(&t, "/", host, "192.0.2.1", &[]).status, 200, "{host}");
    }
    for host in ["evil.test", "offices.example.org.evil.test", "192.0.2.9", "offices.example.org@evil.test", "localhost.evil.test"] {
        let got =
            under(&t, "/", host, "192.0.2.1", &[("x-forwarded-host", "offices.example.org"), ("forwarded", "host=offices.example.org")]);
        assert_eq!(judge::misdirected(&got), None, "{host}");
        assert!(!got.text().contains("evil.test"), "the name itself is not repeated");
    }
    for route in platform::web::routes(&t.app) {
        let got =
            Case::new(&route).cookies().token(Some(&form_token())).with("host", "evil.test").with("origin", "http://evil.test").send(&t);
        assert_eq!(judge::misdirected(&got), None, "{} {}", route.method, route.path);
    }
    // An address that names its host outweighs the header, and two names are one too many.
    assert_eq!(judge::misdirected(&under(&t, "http://evil.test/", "offices.test", "192.0.2.1", &[])), None);
    assert_eq!(under(&t, "http://offices.test/", "offices.test", "192.0.2.1", &[]).status, 200);
    assert_eq!(judge::misdirected(&under(&t, "/", "offices.test", "192.0.2.1", &[("host", "evil.test")])), None);
    // What answers all the same is seen.
    assert!(judge::misdirected(&under(&t, "/", "localhost", "192.0.2.1", &[])).is_some());
}

#[test]
fn what_a_header_claims_of_the_sender_is_believed_from_a_named_proxy_alone() {
    let guess = |t: &TestApp, peer: &str, claimed: &str| {
        let mut request = Request::post("/api/v1/access/sessions")
            .header("content-type", "application/json")
            .header("x-forwarded-for", claimed)
            .header("x-forwarded-host", "evil.test")
            .header("x-forwarded-proto", "https")
            .body(Body::from(r#"{"login":"nobody","password":"not the password"}"#))
            .unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 4000)));
        t.send(request).status.as_u16()
    };
    // Three wrong tries from one address bring a pause: claims of other addresses do not help.
    let strict = [("sign_in_tries_per_source", "3"), ("trusted_proxies", "192.0.2.10")];
    let t = TestApp::with(WITH_PEOPLE, &strict);
    let from_anybody: Vec<u16> = (0..4).map(|n| guess(&t, "198.51.100.7", &format!("203.0.113.{n}"))).collect();
    assert_eq!(from_anybody, [422, 422, 422, 429]);
    let through_proxy: Vec<u16> = (0..4).map(|n| guess(&t, "192.0.2.10", &format!("203.0.113.{n}"))).collect();
    assert_eq!(through_proxy, [422, 422, 422, 422], "the proxy tells four addresses apart");
    let behind_one: Vec<u16> = (0..4).map(|_| guess(&t, "192.0.2.10", "10.1.1.1, 203.0.113.77")).collect();
    assert_eq!(behind_one, [422, 422, 422, 429], "what a sender wrote before the proxy's own word has no say");
}
