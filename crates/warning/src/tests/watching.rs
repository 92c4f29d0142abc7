//! Lines that are passed, mail, and second opinions.

use super::*;

/// A mail server as RFC 5321 has it, for one mail a connection; what it was handed.
fn mail_server() -> (String, std::sync::Arc<std::sync::Mutex<Vec<String>>>) {
    use std::io::{BufRead, BufReader, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("smtp://{}", listener.local_addr().unwrap());
    let mails = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let kept = mails.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let mut say = |text: &str| stream.write_all(format!("{text}\r\n").as_bytes()).unwrap();
            let (mut in_mail, mut mail) = (false, String::new());
            say("220 offices.test ready");
            for line in lines.map_while(std::result::Result::ok) {
                if in_mail && line == "." {
                    in_mail = false;
                    kept.lock().unwrap().push(std::mem::take(&mut mail));
                    say("250 kept");
                } else if in_mail {
                    mail.push_str(&format!("{line}\n"));
                } else if line.starts_with("EHLO") {
                    say("250 offices.test");
                } else if line == "DATA" {
                    in_mail = true;
                    say("354 go on");
                } else if line == "QUIT" {
                    say("221 bye");
                    break;
                } else {
                    mail.push_str(&format!("{line}\n"));
                    say("250 well");
                }
            }
        }
    });
    (address, mails)
}

#[test]
fn a_passed_line_is_told_once_acknowledged_or_escalated_and_mailed() {
    let (smtp, mails) = mail_server();
    let t = TestApp::with(DOMAINS, &[("visitors_may_read", "true"), ("smtp_url", &smtp), ("mail_from", "warning@offices.example")]);
    bring(&t, OrderKind::Series, write(&t, "series.csv", &series()), None);
    let form = [
        ("country", "XQE"),
        ("indicator", "deaths"),
        ("threshold", "1"),
        ("quiet_days", "20"),
        ("officer_mail", "ilse@offices.example"),
        ("escalate_days", "3"),
        ("escalate_mail", "head@offices.example"),
    ];
    assert_eq!(t.post_as("/warning/watches/set", OFFICER, &form).status, 303);
    let curator = actor(Role::DeskOfficer);
    let check = |now: &str| crate::watch::check(&t.app, &curator, now).unwrap();
    let first = check("2026-11-24T10:00:00.000Z");
    assert_eq!((first.raised, first.mailed, first.not_mailed), (1, 1, 0));
    assert_eq!(check("2026-11-25T10:00:00.000Z"), crate::watch::Checked::default());
    let later = check("2026-11-28T10:00:00.000Z");
    assert_eq!((later.raised, later.escalated, later.mailed), (0, 1, 1));
    let mails = mails.lock().unwrap().clone();
    assert!(mails[0].contains("RCPT TO:<ilse@offices.example>") && mails[0].contains("XQE"), "{mails:?}");
    assert!(mails[1].contains("RCPT TO:<head@offices.example>") && mails[1].contains("Not acknowledged"), "{mails:?}");
    let atom = t.get("/warning/alerts/atom");
    assert!(atom.header("content-type").starts_with("application/atom+xml") && atom.text().matches("<entry>").count() == 1);
    let id = crate::watch::newest_alerts(&t.app, &curator).unwrap()[0].id.clone();
    assert_eq!(t.post_as(&format!("/warning/alerts/{id}/acknowledge"), OFFICER, &[]).status, 303);
    let alerts = bare(&t.get("/warning/alerts"));
    assert!(alerts.contains("Acknowledged by") && alerts.contains("1 in all"), "{alerts}");
    // Mail addresses are not for everybody.
    for list in ["/warning/watches", "/warning/alerts"] {
        assert!(!t.get(&format!("{list}.json")).text().contains("offices.example"));
        assert!(t.get_as(&format!("{list}.json"), OFFICER).text().contains("offices.example"));
    }
}

#[test]
fn a_second_opinion_is_held_to_the_same_score_and_never_enters_our_forecast() {
    let t = TestApp::open(DOMAINS);
    bring(&t, OrderKind::Series, write(&t, "series.csv", &series()), None);
    let rest = crate::forecast::make(&t.app, &Actor::local_operator(), Some(Month(516)), &|_, _, _| Ok(())).unwrap();
    let rows = [
        "517,1,XQE,Country XQE,4.0,0.9",  // 38 deaths or so came
        "518,1,XQE,Country XQE,40.0,0.5", // known
        "530,1,XQE,Country XQE,40.0,0.5", // not known yet
        "517,2,XQD,Country XQD,2.0,1.5",  // no chance
        "517,2,QQ,Nowhere,2.0,0.5",       // no country
        "516,3,XQC,Country XQC,2.0,0.5",  // no forecast
        "517,3,XQC,Country XQC,,",        // says nothing
    ];
    let text = format!("month_id,country_id,isoab,name,main_mean,main_dich\n{}\n", rows.join("\n"));
    let release = bring(&t, OrderKind::Views, write(&t, "fatalities003_2022_12_t01_cm.csv", &text), None);
    assert_eq!((release.counts.read, release.counts.refused, release.counts.months_new), (7, 4, 3));
    let report = t.get(&format!("/warning/releases/{}", release.id)).text();
    for said in ["a chance that is not from 0 to 1", "not a country we know", "is no forecast", "not said is not zero"] {
        assert!(report.contains(said), "{said}: {report}");
    }
    // What others forecast is no data: the same forecast is found again.
    assert_eq!(crate::forecast::make(&t.app, &Actor::local_operator(), Some(Month(516)), &|_, _, _| Ok(())).unwrap().id, rest.id);
    crate::ledger::make(&t.app, &Actor::local_operator(), &[2022], &|_, _, _| Ok(())).unwrap();
    let scores = t.get("/warning/scores.json").json()["second_opinion"].clone();
    assert_eq!(
        (scores["scores"].as_array().unwrap().len(), scores["scores"][0]["n"].as_i64(), scores["without_own"].as_i64()),
        (3, Some(2), Some(0))
    );
    let came = |month: i64| ((month * 7 + 5 * 13) % 41 * 3) as f64;
    let brier = [(0.9, came(517)), (0.5, came(518))].map(|(p, deaths): (f64, f64)| (p - f64::from(u8::from(deaths >= 25.0))).powi(2));
    assert!((scores["scores"][0]["views_brier"].as_f64().unwrap() - (brier[0] + brier[1]) / 2.0).abs() < 1e-9, "{scores}");
    let error = ((4.0 - came(517)).abs() + (40.0 - came(518)).abs()) / 2.0;
    assert!((scores["scores"][0]["views_error"].as_f64().unwrap() - error).abs() < 1e-9, "{scores}");
    assert!(t.get("/warning/scores").text().contains("A second opinion"));
}

#[test]
fn a_run_without_a_forecast_of_ours_from_the_same_data_says_what_to_make() {
    let t = with_forecast();
    // An early run gives the logarithm of one more than the deaths.
    let text = "month_id,isoab,name,sc_cm_sb_main\n511,XQE,Country XQE,0.0\n511,XQD,Country XQD,2.3978952728\n";
    bring(&t, OrderKind::Views, write(&t, "old.csv", text), None);
    let mean = t.get("/warning/countries/XQD.json").json()["second_opinion"]["months"][0]["deaths_mean"].as_f64().unwrap();
    assert!((mean - 10.0).abs() < 1e-6, "{mean}");
    bring(
        &t,
        OrderKind::Views,
        write(&t, "run_2022_06_t01.csv", "month_id,isoab,name,main_mean,main_dich\n511,XQE,Country XQE,1.0,0.1\n"),
        None,
    );
    crate::ledger::make(&t.app, &Actor::local_operator(), &[2022], &|_, _, _| Ok(())).unwrap();
    let scores = t.get("/warning/scores.json").json()["second_opinion"].clone();
    assert_eq!((scores["without_own"].as_i64(), scores["cut_offs_without_own"][0].as_str()), (Some(1), Some("2022-06")));
}

#[test]
fn a_file_that_is_no_run_of_views_is_refused_with_what_it_lacks() {
    let t = TestApp::open(DOMAINS);
    for (name, text, said) in [
        ("a.csv", "month_id,isoab\n1,XQE\n", "has none of the columns main_mean"),
        ("b.csv", "month_id,main_mean\n1,2\n", "has no column isoab"),
        ("c.json", "{\"rows\":[]}", "it has no data"),
        ("d.json", "{\"data\":[{\"isoab\":\"XQE\"}]}", "a record has no month_id"),
    ] {
        let order = Order { kind: OrderKind::Views, files: vec![Source::on_disk(&write(&t, name, text))], covers: None };
        let mut console = Console::writing_to(t.app.clone(), true, Box::new(std::io::sink()));
        let error = console.run_job(import::JOB.name, &serde_json::to_value(&order).unwrap()).unwrap_err().to_string();
        assert!(error.contains(said), "{name}: {error}");
    }
}
