//! Where a request came from. A header is believed only where the peer is a proxy that the
//! operator named, since anybody can send one.

use crate::app::App;
use axum::extract::{ConnectInfo, Request};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// The address a request came from, as far as it can be believed.
pub(super) fn of(app: &App, request: &Request) -> String {
    let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>() else { return "here".to_owned() };
    let forwarded = request.headers().get_all("x-forwarded-for").iter().filter_map(|v| v.to_str().ok());
    let forwarded: Vec<&str> = forwarded.flat_map(|line| line.split(',')).map(str::trim).collect();
    believed(peer.ip(), &forwarded, app.config().text("trusted_proxies")).to_string()
}

/// The proxies that the operator named.
pub(super) fn proxies(app: &App) -> Vec<IpAddr> {
    parsed(app.config().text("trusted_proxies"))
}

fn parsed(proxies: &str) -> Vec<IpAddr> {
    proxies.split(',').filter_map(|text| text.trim().parse::<IpAddr>().ok()).map(|address| address.to_canonical()).collect()
}

/// The network of an address: one of IPv4 stands for itself, one of IPv6 for its first 64
/// bits, since whoever has one has all of these.
pub(super) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() >> 64 << 64)),
        four => four,
    }
}

/// The last address that no trusted proxy stands for: each proxy adds its own peer at the end.
fn believed(peer: IpAddr, forwarded: &[&str], proxies: &str) -> IpAddr {
    let trusted = parsed(proxies);
    let mut source = peer.to_canonical();
    for named in forwarded.iter().rev() {
        if !trusted.contains(&source) {
            break;
        }
        let Ok(address) = named.parse::<IpAddr>() else { break };
        source = address.to_canonical();
    }
    source
}

#[cfg(test)]
mod tests {
    use super::believed;

    #[test]
    fn only_a_named_proxy_is_believed() {
        let cases = [
            ("198.51.100.7", &["203.0.113.9"][..], "", "198.51.100.7"),
            ("127.0.0.1", &["203.0.113.9"], "127.0.0.1", "203.0.113.9"),
            ("127.0.0.1", &["10.9.9.9", "203.0.113.9"], "127.0.0.1", "203.0.113.9"),
            ("127.0.0.1", &["203.0.113.9", "10.0.0.2"], "127.0.0.1, 10.0.0.2", "203.0.113.9"),
            ("127.0.0.1", &["not an address"], "127.0.0.1", "127.0.0.1"),
            ("::ffff:127.0.0.1", &["2001:db8::1"], "127.0.0.1", "2001:db8::1"),
        ];
        for (peer, forwarded, proxies, expected) in cases {
            assert_eq!(believed(peer.parse().unwrap(), forwarded, proxies).to_string(), expected, "{peer} {forwarded:?} {proxies}");
        }
    }
}
