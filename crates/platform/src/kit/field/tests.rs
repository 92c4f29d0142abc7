use super::*;

#[test]
fn what_does_not_fit_is_told_by_a_word_and_what_fits_is_what_was_typed() {
    let key = |outcome: Result<Whole<0, 366>, Said>| outcome.map(|whole| whole.0).map_err(|said| said.key().to_owned());
    assert_eq!(key(Whole::read(&["٢٠"])), Ok(20));
    for (given, fault) in
        [(vec!["x"], "whole"), (vec!["1.5"], "whole"), (vec!["-1"], "between"), (vec!["367"], "between"), (vec!["1", "2"], "once")]
    {
        assert_eq!(key(Whole::read(&given)), Err(format!("platform-field-{fault}")), "{given:?}");
    }
    assert!(Line::<3>::read(&["four"]).is_err() && Line::<3>::read(&["a\nb"]).is_err() && Line::<3>::read(&["סוף"]).is_ok());
    assert!(Mail::read(&["Ilse <ilse@offices.example>"]).is_ok() && Mail::read(&["ilse@"]).is_err());
    assert_eq!((Country::read(&["xor"]).unwrap().as_str(), Country::read(&["Orsava"]).is_err()), ("XOR", true));
    assert_eq!((Flag::read(&[]), Flag::read(&["yes"]), Flag::read(&["perhaps"]).is_err()), (Ok(Flag(false)), Ok(Flag(true)), true));
}

#[test]
fn a_rule_that_came_later_does_not_make_old_rows_unreadable() {
    assert_eq!(Whole::<0, 5>::from_value(&Value::Int(900)), Some(Whole(900)));
    assert_eq!(Line::<2>::from_value(&Value::Text("long".into())).unwrap().as_str(), "long");
}
