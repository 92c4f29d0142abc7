//! Whatever is asked ends soon and with little memory.

use super::*;

/// Questions that ask for as much as they can.
fn greedy() -> Vec<(&'static str, String)> {
    let common: Vec<&str> = words::ENGLISH.split(' ').collect();
    let cut = |text: String| text.chars().take(2_000).collect::<String>();
    let rows = |make: &dyn Fn(usize) -> String| cut((0..1_000).map(make).collect::<Vec<_>>().join(" "));
    vec![
        ("ten thousand words", (0..10_000).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ")),
        ("a million signs", "a".repeat(1_000_000)),
        ("one word five hundred times", cut("the ".repeat(500))),
        ("one word five hundred times, required", cut("+the ".repeat(400))),
        ("all stop words", cut(words::ENGLISH.to_owned())),
        ("a phrase of stop words", format!("\"{}\"", cut(words::ENGLISH.to_owned()).chars().take(1_900).collect::<String>())),
        ("many phrases", rows(&|n| format!("\"{} {}\"", common[n % 97], common[n % 89]))),
        ("many words to leave out", rows(&|n| format!("-{}", common[n % common.len()]))),
        ("stars", rows(&|n| format!("{}*", ["co", "pa", "th", "re", "de", "in"][n % 6]))),
        ("many stars", rows(&|n| format!("{}*", &common[n % common.len()][..1.min(common[n % common.len()].len())]))),
        ("stars in the middle", rows(&|n| format!("a*e*{}", ["n", "s", "t"][n % 3]))),
        ("nothing but stars", cut("* ".repeat(1_000))),
        ("brackets in brackets", cut("(".repeat(1_000) + &")".repeat(1_000))),
        ("signs on signs", cut("+-".repeat(1_000) + "the")),
        ("brackets with words", rows(&|n| format!("-({} (+{}", common[n % 50], common[n % 40]))),
        ("near after near", cut("the NEAR/100 ".repeat(200) + "of")),
        ("phrases near phrases", rows(&|n| format!("\"of {}\" NEAR/100", common[n % 30]))),
        ("misspelt words", rows(&|n| format!("xq{}zzwv{}", common[n % 90], n))),
        ("three scripts in a line", cut("the الأطراف 停火 стороны и في 的 of ".repeat(60))),
        ("one word of hyphens", cut("a-".repeat(999) + "a")),
        ("hyphens in a phrase", format!("\"{}a\"", cut("co-".repeat(600)))),
        ("one long word", cut("e".repeat(2_000))),
        ("Chinese without end", cut("停火的".repeat(700))),
        ("a Chinese phrase without end", format!("\"{}\"", cut("的停火".repeat(600)))),
        ("fields", rows(&|n| format!("topic:{n} country:X{n} title:{}", common[n % 20]))),
        ("OR after OR", rows(&|n| format!("\"the {}\" OR", common[n % 60]))),
        ("signs that are no words", cut("\u{1}\u{202e}\u{feff}%_\\'\"§".repeat(200))),
    ]
}

fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS"));
    line.and_then(|line| line.split_whitespace().nth(1)).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) / 1024
}

#[test]
fn whatever_is_asked_ends_soon_and_with_little_memory() {
    let _turn = alone();
    let mut dice = Dice(0x5eed_0003);
    let mut texts = invented(&mut dice, 40);
    let all: Vec<&str> = words::ENGLISH.split(' ').collect();
    texts.push(Text { id: "long".into(), language: Language::English, text: words::text(Language::English, &all, 20_000, &mut dice) });
    texts.push(Text { id: "hyphens".into(), language: Language::English, text: "a-".repeat(20_000) });
    let (index, _) = shelf(texts);
    let before = resident();
    let mut slowest = (Duration::ZERO, "");
    let mut most = before;
    for (name, query) in greedy() {
        for offset in [0, 100, usize::MAX] {
            let began = Instant::now();
            let request = Request { limit: 1_000, offset, ..Request::new(query.clone()) };
            let outcome = index.search_within(&request, &Budget::within(Duration::from_secs(1)));
            let took = began.elapsed();
            let refused = matches!(
                outcome,
                Err(Error::QueryTooLong { .. }
                    | Error::TooFar { .. }
                    | Error::TooMuch
                    | Error::TookTooLong
                    | Error::Filter { .. }
                    | Error::TooManyHits { .. })
            );
            assert!(outcome.is_ok() || refused, "{name}: {:?}", outcome.err());
            assert!(took < Duration::from_secs(2), "{name} took {took:?}");
            slowest = slowest.max((took, name));
            most = most.max(resident());
        }
    }
    println!(
        "{} questions; the slowest, “{}”, took {:?}; {} MiB more than before",
        greedy().len() * 3,
        slowest.1,
        slowest.0,
        most - before
    );
    assert!(most - before < 256, "{before} MiB grew to {most} MiB");
}

#[test]
fn a_question_whose_time_is_over_says_so() {
    let _turn = alone();
    let mut dice = Dice(0x5eed_0004);
    let (index, _) = shelf(invented(&mut dice, 5));
    let budget = Budget::within(Duration::ZERO);
    assert!(matches!(index.search_within(&Request::new("the parties"), &budget), Err(Error::TookTooLong)));
    assert!(matches!(index.similar("the parties", None, &Request::new(""), &budget), Err(Error::TookTooLong)));
    let wide = Request { filters: search::Filters { topic: vec!["x".into(); 1_001], ..Default::default() }, ..Request::new("the") };
    assert!(matches!(index.search(&wide), Err(Error::TooMuch)));
}
