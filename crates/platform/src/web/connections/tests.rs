use super::*;

fn table(all: usize, each: usize) -> Arc<Table> {
    Arc::new(Table::new(all, each))
}

fn address(last: u8) -> Option<IpAddr> {
    Some(IpAddr::from([198, 51, 100, last]))
}

#[test]
fn a_head_must_arrive_in_time() {
    let (began, table) = (Instant::now(), table(9, 9));
    let seats = [0, 1].map(|_| table.admit(None, began).unwrap());
    let _answered = UnderWay::begin(seats[0].link.clone());
    table.sweep(began + HEAD);
    assert_eq!(table.seats().taken.len(), 2);
    table.sweep(began + HEAD + Duration::from_millis(1));
    assert_eq!(table.seats().taken.keys().copied().collect::<Vec<_>>(), [0], "the one whose request is answered stays");
    assert!(seats[1].link.marks().cut && !seats[0].link.marks().cut);
}

#[test]
fn what_waits_for_the_peer_must_get_on() {
    let began = Instant::now();
    let after = |seconds: u64| began + Duration::from_secs(seconds);
    let check = |said: &str, steps: &[(u64, Option<usize>)], at: u64, expected: bool| {
        let mut flow = Flow::default();
        for (seconds, moved) in steps {
            match moved {
                Some(bytes) => flow.moves(*bytes, after(*seconds)),
                None => flow.waits(after(*seconds)),
            }
        }
        assert_eq!(flow.is_stalled(after(at)), expected, "{said}");
    };
    check("nothing waits", &[], 1000, false);
    check("it waits, and not too long", &[(0, None)], 30, false);
    check("it waits too long", &[(0, None)], 31, true);
    check("it waits again and again, and gets on by a byte", &[(0, None), (20, Some(1)), (20, None)], 31, true);
    check("time in which there is nothing to send does not count", &[(0, None), (20, Some(1)), (60, None)], 65, false);
    check("it gets on", &[(0, None), (29, Some(16 << 10)), (29, None)], 59, false);
    check("many small steps count together", &[(0, None), (9, Some(9 << 10)), (9, None), (18, Some(9 << 10)), (18, None)], 47, false);
}

#[test]
fn a_stalled_request_and_a_stalled_answer_end_their_connection() {
    let (began, table) = (Instant::now(), table(9, 9));
    let seats = [0, 1, 2, 3].map(|_| table.admit(None, began).unwrap());
    let _under_way = [0, 1, 3].map(|n| UnderWay::begin(seats[n].link.clone()));
    seats[0].link.marks().arriving.waits(began);
    seats[1].link.marks().leaving.waits(began);
    // Its answer is made whole, and the last of it waits: it is not quiet.
    seats[2].link.marks().leaving.waits(began);
    table.sweep(began + STALLED);
    assert_eq!(table.seats().taken.len(), 4);
    table.sweep(began + STALLED + Duration::from_secs(1));
    assert_eq!(table.seats().taken.keys().copied().collect::<Vec<_>>(), [3]);
}

#[test]
fn the_connection_that_is_quiet_longest_makes_room() {
    let (began, table) = (Instant::now(), table(3, 2));
    let at = |n: u64| began + Duration::from_millis(n);
    let seats: Vec<Seat> = (0..3).map(|n| table.admit(address(n as u8), at(n)).unwrap()).collect();
    let busy = UnderWay::begin(seats[0].link.clone());
    let fourth = table.admit(address(9), at(3)).expect("the second makes room");
    assert_eq!(seats.iter().map(|seat| seat.link.marks().cut).collect::<Vec<_>>(), [false, true, false]);
    let others = [UnderWay::begin(seats[2].link.clone()), UnderWay::begin(fourth.link.clone())];
    assert!(table.admit(address(10), at(4)).is_none(), "nobody is thrown out of an answer");
    drop(others);
    drop(busy);
    assert!(table.admit(address(10), at(5)).is_some());
}

#[test]
fn one_address_has_its_part_and_makes_room_for_itself() {
    let (now, table) = (Instant::now(), table(9, 2));
    let mine: Vec<Seat> = (0..3).map(|_| table.admit(address(1), now).unwrap()).collect();
    assert!(mine[0].link.marks().cut && !mine[1].link.marks().cut);
    let other = table.admit(address(2), now).unwrap();
    let _busy = [UnderWay::begin(mine[1].link.clone()), UnderWay::begin(mine[2].link.clone())];
    assert!(table.admit(address(1), now).is_none(), "its connections are all in use");
    assert!(table.admit(address(2), now).is_some() && !other.link.marks().cut);
}

#[test]
fn a_proxy_and_this_machine_stand_for_many() {
    let proxies = ["192.0.2.10".parse().unwrap()];
    for (peer, expected) in [
        ("127.0.0.1", None),
        ("::1", None),
        ("::ffff:127.0.0.1", None),
        ("192.0.2.10", None),
        ("192.0.2.11", Some("192.0.2.11")),
        ("2001:db8::5", Some("2001:db8::")),
    ] {
        assert_eq!(counted(peer.parse().unwrap(), &proxies), expected.map(|text| text.parse().unwrap()), "{peer}");
    }
}

#[test]
fn a_place_is_free_again_when_its_connection_ends() {
    let table = table(1, 1);
    drop(table.admit(None, Instant::now()));
    assert!(table.seats().taken.is_empty());
}
