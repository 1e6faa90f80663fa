//! Repeated keys, and the types of fields.

use super::{read, said};

#[test]
fn of_a_key_that_comes_twice_the_last_counts() {
    let (kept, repaired) =
        read(r#"{"list":[{"id":"1","name":"a","id":"2"}],"count":1,"count":2}"#).unwrap();
    let expected =
        [r#"id "1""#, r#"name "a""#, r#"id "2""#, "end none", r#"count "1""#, r#"count "2""#];
    assert_eq!(kept.said, expected);
    assert_eq!(repaired.repeated_keys, 2);
}

#[test]
fn of_a_list_that_comes_twice_the_last_counts_even_when_it_is_null() {
    for (second, expected) in [(r#"[{"id":"2"}]"#, &[r#"id "2""#, "end none"][..]), ("null", &[])] {
        let (kept, repaired) =
            read(format!(r#"{{"list":[{{"id":"1"}}],"list":{second}}}"#)).unwrap();
        assert_eq!((&*kept.said, repaired.repeated_keys), (&*to_owned(expected), 1));
    }
}

fn to_owned(said: &[&str]) -> Vec<String> {
    said.iter().map(ToString::to_string).collect()
}

#[test]
fn keys_are_compared_after_their_escapes_are_read() {
    assert_eq!(said(r#"{"l\u0069st":[{"\u0069d":"1"}]}"#), [r#"id "1""#, "end none"]);
}

#[test]
fn a_key_that_only_begins_like_a_known_one_is_unknown() {
    let long = format!("id{}", "x".repeat(100_000));
    assert_eq!(said(format!(r#"{{"list":[{{"{long}":"1","i":"2","":"3"}}]}}"#)), ["end none"]);
}

#[test]
fn an_integer_in_an_id_field_is_its_exact_text() {
    for digits in ["0", "-0", "-1", "9007199254740993", "9223372036854775807", &"9".repeat(400)] {
        let body = format!(r#"{{"list":[{{"id":{digits}}}]}}"#);
        assert_eq!(said(body)[0], format!("id {digits:?}"));
    }
}

#[test]
fn an_array_of_texts_begins_anew_and_gives_each_of_them() {
    let expected = ["notes none", r#"notes "a""#, r#"notes "b""#, "notes none"];
    assert_eq!(said(r#"{"list":[],"notes":["a","b"],"notes":null}"#), expected);
}

#[test]
fn an_object_without_members_is_a_document_without_a_list() {
    assert_eq!(said("{}"), Vec::<String>::new());
    assert_eq!(said(" { } "), Vec::<String>::new());
}
