//! How names, dates, languages and texts are read.

use super::*;

/// Names as they were folded, scored, matched and told apart.
fn names_read(out: &mut String) {
    const NAMES: [&str; 22] = [
        "Government of the Republic of Tellan",
        "Government of Tellan",
        "Tellan",
        "NFL",
        "Northern Freedom League",
        "N.F.L.",
        "Hill Council",
        "Council of the Hills",
        "Hill Council (armed wing)",
        "جبهة الأنهار",
        "جبهه الانهار",
        "Фронт рек",
        "ФРОНТ РЕК",
        "河流阵线",
        "Front for the Rivers",
        "Rivers Front",
        "Mouvement des Éleveurs du Nord",
        "Mouvement des eleveurs",
        "O’Hara’s Men",
        "OHara's men",
        "the",
        "",
    ];
    for a in NAMES {
        writeln!(out, "fold {a:?} = {:?}", names::fold(a)).unwrap();
        writeln!(out, "  {}", NAMES.iter().map(|b| n(names::score(a, b))).collect::<Vec<_>>().join(" ")).unwrap();
    }
    let matcher = names::Matcher::new(NAMES);
    for asked in [
        "NFL",
        "nfl",
        "Freedom League of the North",
        "Hill",
        "Rivers",
        "Eleveurs du Nord",
        "Somebody",
        "",
        "Republic",
        "Council Hills",
        "GRT",
        "MEN",
    ] {
        writeln!(out, "best {asked:?} = {:?}", matcher.best(asked).map(|(at, score)| (at, n(score)))).unwrap();
    }
    for cell in [
        "Parties:\n\nFor the Government of Tellan:\n(Signed) Ilse Maren\nMinister of Water; Hill Council\n[Page 4, not legible]\nSigned",
        "Signed by: A. B. Carrow  |  On behalf of the Front\tWitnessed: Otis Carrow;Witness to the deed of all that stands here",
        "(signed)  «X» ; x ; - and: The the; see annex; [open; never closed",
        "] closed before; By, Nadia Ferrane.; for and on behalf of Nadia Ferrane; Ab; A; names; (date); date: 4 May",
    ] {
        writeln!(out, "signatories {:?}", names::split_signatories(cell)).unwrap();
    }
}

/// Dates as they were found in texts.
fn dates_read(out: &mut String) {
    for text in [
        "1999-03-14",
        "14/03/1999",
        "14.3.1999",
        "1999/3/14",
        "03/1999",
        "1999.03",
        "19990314",
        "199903",
        "14 March 1999",
        "March 14, 1999",
        "March 1999",
        "1999 March 14",
        "99 March 4",
        "4 March 99",
        "le 1er août 2001",
        "2 мая 2003 года",
        "٣ نيسان ٢٠٠٤",
        "۱۳ مارس ۲۰۰۵",
        "２００６年１月２日",
        "2006年13月",
        "2006年",
        "2006年1月",
        "31 April 2001",
        "0000-01-01",
        "12 may 0999",
        "may 5 1000",
        "1 2 3 May 2000",
        "2020-02-30",
        "20200230",
        "the 5th of November 1999",
        "5 de novembre",
        "30-12-2010T00:00",
        "1/2/3",
        "1//2",
        "12-1999",
        "5 كانون الثاني 2006",
        "5 كانون الأول 2006",
    ] {
        writeln!(
            out,
            "date {text:?} = {:?} first {:?}",
            dates::parse(text).map(|d| (d.to_string(), d.earliest().to_string(), d.latest().to_string(), format!("{:?}", d.precision()))),
            dates::find_first(&format!("Signed on {text}, at Tellan.")).map(|d| d.to_string())
        )
        .unwrap();
    }
}

/// Dates as they were taken strictly, and made.
fn dates_made(out: &mut String) {
    for text in ["2001", "2001-02", "2001-02-03", "2001-2", "201-02", "2001-02-03-04", "2001-02-31", "abcd", "2001-xx", "+200-01"] {
        writeln!(out, "strict {text:?} = {:?}", text.parse::<dates::PartialDate>().map(|d| d.to_string()).map_err(|e| e.to_string()))
            .unwrap();
    }
    for (y, m, d) in [
        (2000, None, None),
        (2000, Some(2), Some(29)),
        (2001, Some(2), Some(29)),
        (2000, None, Some(3)),
        (0, None, None),
        (-5, Some(1), None),
    ] {
        writeln!(out, "made {y} {m:?} {d:?} = {:?}", dates::PartialDate::new(y, m, d).map(|d| d.to_string())).unwrap();
    }
}

/// Languages as they were guessed.
fn languages_read(out: &mut String) {
    for text in [
        "The Parties shall withdraw.",
        "Les Parties retirent leurs forces derrière la ligne.",
        "Las Partes retirarán sus fuerzas.",
        "Стороны отводят",
        "تسحب الأطراف",
        "各方应将",
        "各方",
        "абвгде",
        "абвгд",
        "ok",
        "12 34",
        "mixed Стороны and Latin words here",
        "的的的abcdef",
    ] {
        writeln!(out, "language {text:?} = {:?}", language::guess(text)).unwrap();
    }
}

#[test]
fn names_dates_and_languages_are_read_as_they_were() {
    let mut out = String::new();
    names_read(&mut out);
    dates_read(&mut out);
    dates_made(&mut out);
    languages_read(&mut out);
    golden("words.txt", &out);
}

#[test]
fn texts_are_compared_and_cited_as_they_were() {
    let mut out = String::new();
    texts_compared(&mut out);
    works_cited(&mut out);
    places_named(&mut out);
    golden("citations.txt", &out);
}

fn texts_compared(out: &mut String) {
    let texts = |all: &[&str]| all.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let old = texts(&[
        "Title",
        "Forces leave the town within ten days.",
        "The Commission meets weekly.",
        "各方应将部队撤至该线以后。",
        "***",
        "  same  ",
        "a b c d e",
        "x y z",
        "",
        "one two three four five six",
    ]);
    let new = texts(&[
        "Title.",
        "Forces leave the town within twelve days of it.",
        "各方应将部队撤至本线以后。",
        "!!!",
        "same",
        "a b c f g",
        "x y q",
        "six five four three two one",
        "",
        "wholly new",
    ]);
    for pairing in alignment::align(&old, &new) {
        writeln!(out, "{pairing:?}").unwrap();
    }
    for (a, b) in [("", ""), ("a", ""), ("a b", "b a"), ("a a b", "a b b"), ("各方应", "各方撤"), ("One, two", "one two three")] {
        writeln!(out, "{a:?} {b:?} = {}", n(alignment::similarity(a, b))).unwrap();
        writeln!(out, "  {:?}", difference::words(a, b)).unwrap();
    }
    for (a, b) in [("within ten days", "within twelve days of it"), ("各方应将部队", "各方撤部队"), ("gone", "")] {
        writeln!(out, "  {:?}", difference::words(a, b)).unwrap();
    }
}

fn works_cited(out: &mut String) {
    for (kind, date, full) in [
        ("ceasefire", "2019-03", true),
        ("resolution", "2019-03-04", true),
        ("report", "2019", true),
        ("guidance", "", false),
        ("agreement", "2019", false),
    ] {
        let some = |text: &str| full.then(|| text.to_owned());
        let work = citations::Work {
            id: "demo:07#3".into(),
            kind: kind.into(),
            title: "Of 50% & {more} ~ ^ \\ $ # _\nin two lines".into(),
            date: date.parse().ok(),
            parties: (0..if full { 12 } else { 0 }).map(|at| format!("Party {at} & Co")).collect(),
            publisher: some("The Press_"),
            number: some("No. 7"),
            url: some("https://offices.test/a_b"),
            accessed: full.then(|| "2026-11-27".parse().unwrap()),
            language: full.then_some(language::Language::French),
            locator: some("Article 3(b)"),
        };
        let csl = serde_json::to_string(&citations::csl_json(&work)).unwrap();
        writeln!(out, "{}\n{}{}{csl}", citations::plain(&work), citations::bibtex(&work), citations::ris(&work)).unwrap();
        let unread = citations::Work { url: None, ..work };
        writeln!(out, "{}", citations::plain(&unread)).unwrap();
    }
}

fn places_named(out: &mut String) {
    for code in ["COL", "SDN", "MMR", "ZZZ", ""] {
        writeln!(
            out,
            "{code} {:?} {:?}",
            countries::by_iso3(code).map(|c| language::Language::ALL.map(|l| c.name(l))),
            countries::regions_of(code)
        )
        .unwrap();
    }
    for code in ["CO", "SD", "zz", ""] {
        writeln!(out, "{code} {:?}", countries::by_iso2(code).map(|c| c.name(language::Language::English))).unwrap();
    }
    for number in ["100", "625", "775", "9999", ""] {
        writeln!(out, "{number} {:?}", countries::by_gw(number).map(|c| c.name(language::Language::English))).unwrap();
    }
    for name in ["Colombia", "colombie", "Судан", "缅甸", "nowhere", ""] {
        writeln!(out, "{name} {:?}", countries::by_name(name).map(|c| c.name(language::Language::English))).unwrap();
    }
    for code in ["002", "142", "150", "001", ""] {
        writeln!(out, "{code} {:?}", countries::region(code).map(|r| language::Language::ALL.map(|l| r.name(l)))).unwrap();
    }
    writeln!(out, "{}", countries::all().len()).unwrap();
    for l in language::Language::ALL {
        writeln!(out, "{l} {} {} {:?}", l.is_rtl(), l.own_name(), language::Language::from_code(l.code())).unwrap();
    }
}
