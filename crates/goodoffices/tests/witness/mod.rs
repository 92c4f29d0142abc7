//! A witness that is missing in any way is told, and the check of the trail fails.

use super::kit::Product;
use platform::testing::scratch;

/// A way in which a witness can be missing, done to a product and its witness's folder.
type Missing = (&'static str, fn(&Product, &std::path::Path), &'static str);

fn ways() -> [Missing; 9] {
    [
        ("the folder is gone", |_, witness| std::fs::remove_dir_all(witness).unwrap(), "cannot be read"),
        (
            "a file stands in its place",
            |_, witness| {
                std::fs::remove_dir_all(witness).unwrap();
                std::fs::write(witness, "").unwrap();
            },
            "cannot be read",
        ),
        (
            "it is empty",
            |_, witness| std::fs::read_dir(witness).unwrap().for_each(|file| std::fs::remove_file(file.unwrap().path()).unwrap()),
            "holds no checkpoint",
        ),
        (
            "the newest was taken away",
            |_, witness| std::fs::remove_file(witness.join("000000000003.checkpoint")).unwrap(),
            "lacks 1 of 3 checkpoints, those of 3 records",
        ),
        (
            "one between was taken away",
            |_, witness| std::fs::remove_file(witness.join("000000000002.checkpoint")).unwrap(),
            "lacks 1 of 3 checkpoints, those of 2 records",
        ),
        (
            "one stands under another's name",
            |_, witness| {
                std::fs::copy(witness.join("000000000001.checkpoint"), witness.join("000000000003.checkpoint")).unwrap();
            },
            "lacks 1 of 3 checkpoints, those of 3 records",
        ),
        (
            "one is a folder",
            |_, witness| {
                std::fs::remove_file(witness.join("000000000003.checkpoint")).unwrap();
                std::fs::create_dir(witness.join("000000000003.checkpoint")).unwrap();
            },
            "cannot be read",
        ),
        (
            "all are of another installation",
            |_, witness| {
                let other = Product::new("witness-other");
                let file = other.file("p.jsonl", r#"{"agreement_id": 1, "text": "One.", "title": "T"}"#);
                other.run(&["library", "import", "provisions", &file]).well();
                other.run(&["audit", "checkpoint"]).well();
                std::fs::remove_dir_all(witness).unwrap();
                std::fs::rename(other.data.join("witness"), witness).unwrap();
            },
            "no key that is known",
        ),
        (
            "the database has no checkpoints either",
            |product, witness| {
                std::fs::remove_dir_all(witness).unwrap();
                std::fs::create_dir(witness).unwrap();
                product
                    .past_the_product()
                    .execute_batch("DROP TRIGGER IF EXISTS platform_checkpoint_not_removed; DELETE FROM platform_checkpoint")
                    .unwrap();
            },
            "no witness holds a checkpoint",
        ),
    ]
}

#[test]
fn a_witness_that_is_missing_in_any_way_is_told_and_fails() {
    let files = |witness: &std::path::Path| {
        let mut all: Vec<_> = std::fs::read_dir(witness).unwrap().map(|file| file.unwrap().path()).collect();
        all.sort();
        all
    };
    let (made, folder) = (Product::new("witness"), scratch("witness-held"));
    let set = |witness: &std::path::Path| format!("witness_folder={}", witness.display());
    for n in 1..=3 {
        let file = made.file("one.jsonl", format!(r#"{{"agreement_id": {n}, "text": "Provision {n}.", "title": "T"}}"#));
        made.run(&["library", "import", "provisions", &file, "--set", &set(&folder)]).well();
        made.run(&["audit", "checkpoint", "--set", &set(&folder)]).well();
    }
    assert_eq!(files(&folder).len(), 3);
    let verdict = made.run(&["audit", "verify", "--json", "--set", &set(&folder)]).well().json();
    let compared = &verdict["compared"][0];
    assert_eq!((&compared["checkpoints"], &compared["covered"]), (&serde_json::json!(3), &serde_json::json!(3)));
    for (at, (what, spoil, expected)) in ways().into_iter().enumerate() {
        let (product, witness) = (Product::new("witness-of"), scratch("witness-held"));
        for (from, to) in [(&made.data, &product.data), (&folder, &witness)] {
            assert!(std::process::Command::new("cp").args(["-r", &format!("{}/.", from.display())]).arg(to).status().unwrap().success());
        }
        spoil(&product, &witness);
        // The folder of the settings, or the one that is named.
        let named = witness.display().to_string();
        let arguments =
            if at % 2 == 0 { ["audit", "verify", "--set", &set(&witness)] } else { ["audit", "verify", "--checkpoints", &named] };
        let ran = product.run(&arguments);
        assert!(ran.code == 5 && ran.out.contains(expected), "{what}: {} {} {}", ran.code, ran.out, ran.err);
        assert!(ran.out.contains("Compared with"), "{what}: it says what it was held against: {}", ran.out);
    }
}
