//! Positions of errors: offsets, pointers, and what was expected.

use business_units::json::ErrorKind;

use super::{NO_LIMITS, failure, read_within};

#[test]
fn a_million_brackets_in_an_unknown_field_need_no_stack() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let (open, close) = (open.repeat(1_000_000), close.repeat(1_000_000));
        let body = format!(r#"{{"list":[{{"id":"1","other":{open}1{close}}}]}}"#);
        let (kept, _) = read_within(NO_LIMITS, [body.as_bytes()]).unwrap();
        assert_eq!(kept.said, [r#"id "1""#, "end none"]);
    }
}

#[test]
fn a_million_open_brackets_are_a_truncated_body() {
    let body = format!(r#"{{"list":[{{"other":{}"#, "[".repeat(1_000_000));
    let error = read_within(NO_LIMITS, [body.as_bytes()]).unwrap_err();
    assert_eq!(error.offset, body.len() as u64);
}

#[test]
fn a_syntax_error_names_the_very_byte_and_what_the_grammar_has_there() {
    for (body, offset, expected, found) in [
        (r#"{"list":[}"#, 9, "a value", Some(b'}')),
        (r#"{"list":[{"id":"1" "name"#, 19, "a comma or }", Some(b'"')),
        (r#"{"list":[{} {}"#, 12, "a comma or ]", Some(b'{')),
        (r#"{"list" 1"#, 8, "a colon", Some(b'1')),
        (r"{1", 1, "a key or }", Some(b'1')),
        (r#"{"list":[],}"#, 11, "a key", Some(b'}')),
        (r#"{"count":1.x"#, 11, "a digit", Some(b'x')),
        (r#"{"x":truf"#, 8, "true, false or null", Some(b'f')),
        ("{\"x\":\"ab\ncd\"", 8, "an escape for a control character", Some(b'\n')),
        (r#"{"x":"\u00g0""#, 10, "four hexadecimal digits", Some(b'g')),
        (r#"{"x":"\q""#, 7, r#"one of " \ / b f n r t u after a backslash"#, Some(b'q')),
        (r#"{"x":"ab"#, 8, "the end of a string", None),
        (r#"{"x":1"#, 6, "the end of what is open", None),
        (r#"{"x":"#, 5, "a value", None),
        (r#"{"x""#, 4, "a colon", None),
        (r#"{"x":1,"#, 7, "a key", None),
        ("", 0, "a value", None),
        ("<html>", 0, "a value", Some(b'<')),
    ] {
        assert_eq!(failure(body), (offset, ErrorKind::Syntax { expected, found }), "{body}");
    }
}

#[test]
fn a_shape_error_has_a_pointer_and_what_was_expected_and_found_there() {
    const ID: &str = "a string, an integer or null";
    for (body, pointer, expected, found) in [
        ("[]", "", "an object", "an array"),
        ("null", "", "an object", "null"),
        ("true", "", "an object", "a boolean"),
        (r#""list""#, "", "an object", "a string"),
        ("1 ", "", "an object", "a number"),
        (r#"{"list":{}}"#, "/list", "an array or null", "an object"),
        (r#"{"list":"x"}"#, "/list", "an array or null", "a string"),
        (r#"{"list":[1]}"#, "/list/0", "an object", "a number"),
        (r#"{"list":[{},[]]}"#, "/list/1", "an object", "an array"),
        (r#"{"list":[{},{},null]}"#, "/list/2", "an object", "null"),
        (r#"{"list":[{"id":true}]}"#, "/list/0/id", ID, "a boolean"),
        (r#"{"list":[{"id":{}}]}"#, "/list/0/id", ID, "an object"),
        (r#"{"list":[{"id":1.5}]}"#, "/list/0/id", ID, "a number that is no integer"),
        (r#"{"list":[{"id":1e3}]}"#, "/list/0/id", ID, "a number that is no integer"),
        (r#"{"list":[{},{"name":7}]}"#, "/list/1/name", "a string or null", "a number"),
        (r#"{"list":[],"count":"2"}"#, "/count", "an integer", "a string"),
        (r#"{"list":[],"count":2.5}"#, "/count", "an integer", "a number that is no integer"),
        (r#"{"list":[],"notes":["a",1]}"#, "/notes", "an array of strings", "a number"),
        (r#"{"list":[],"notes":"a"}"#, "/notes", "an array of strings", "a string"),
        (r#"{"other":[]}"#, "/list", "an array", "nothing"),
        (r#"{"count":0}"#, "/list", "an array", "nothing"),
    ] {
        let pointer = pointer.to_owned();
        assert_eq!(failure(body).1, ErrorKind::Shape { pointer, expected, found }, "{body}");
    }
}

#[test]
fn a_shape_error_names_the_byte_where_the_wrong_value_begins() {
    for body in [
        r#"{"list":[{"id":@true}]}"#,
        r#"{"list":[{"id":@{}}]}"#,
        r#"{"list":[{"id":@-12.5}]}"#,
        r#"{"list":@"some text"}"#,
        r#"{"list":[{},@null]}"#,
        r#"{"list":[], "count": @"two"}"#,
        r#"@"text""#,
    ] {
        let offset = body.find('@').unwrap() as u64;
        assert_eq!(failure(body.replace('@', "")).0, offset, "{body}");
    }
}

#[test]
fn a_late_record_is_named_by_its_place() {
    let body = format!(r#"{{"list":[{}{{"id":[]}}]}}"#, r#"{"id":"x"},"#.repeat(17));
    let ErrorKind::Shape { pointer, .. } = failure(body).1 else { panic!("another kind") };
    assert_eq!(pointer, "/list/17/id");
}
