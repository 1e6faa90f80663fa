//! The whole of RFC 8259: around known fields, inside them, and in values that are skipped.

use business_units::json::ErrorKind;

use super::{failure, is_json, read, said};

const VALUES: &[&str] = &[
    r#""""#,
    r#""a""#,
    r#""\"\\\/\b\f\n\r\t\u0041""#,
    "\"\u{7f}\u{e9}\u{20ac}\u{1f600}\"",
    r#""\u00e9\uD83D\uDE00""#,
    "0",
    "-0",
    "1",
    "-1",
    "10",
    "1234567890",
    "0.5",
    "-0.5",
    "1.25",
    "1e5",
    "1E5",
    "1e+5",
    "1e-5",
    "0e0",
    "1.5E+10",
    "1e999",
    "null",
    "true",
    "false",
    "[]",
    "{}",
    "[1]",
    "[1,2]",
    "[[],{}]",
    r#"{"a":1}"#,
    r#"{"a":1,"b":[{}]}"#,
    r#"{"":""}"#,
    " 1 ",
    "\t\r\n [ \t1\r\n, 2 ] ",
    "{ \"a\" : 1 , \"b\" : 2 }",
    r#"{"a":1,"a":2}"#,
];

const NOT_VALUES: &[&str] = &[
    "",
    " ",
    "\"",
    r#""a"#,
    "'a'",
    r#""\x""#,
    r#""\u12""#,
    r#""\u12g4""#,
    r#""\U0041""#,
    r#""\"#,
    "\"a\nb\"",
    "\"a\tb\"",
    "\"\u{0}\"",
    "\"\u{1f}\"",
    "00",
    "01",
    "-",
    "-01",
    "+1",
    ".5",
    "1.",
    "1.e5",
    "-.5",
    "1e",
    "1e+",
    "1e-",
    "1e5.5",
    "0x10",
    "1_000",
    "1 2",
    "NaN",
    "Infinity",
    "-Infinity",
    "nul",
    "nulll",
    "Null",
    "TRUE",
    "tru",
    "fals",
    "undefined",
    "[",
    "]",
    "[1",
    "[1,]",
    "[,1]",
    "[1,,2]",
    "[1 2]",
    "[1}",
    "{",
    "{\"a\"",
    "{\"a\":",
    "{\"a\":1",
    "{\"a\":1,}",
    "{,}",
    "{\"a\"}",
    "{\"a\" 1}",
    "{a:1}",
    "{1:1}",
    "{'a':1}",
    "{\"a\":1 \"b\":2}",
    "{\"a\":1]",
    "{\"a\"::1}",
    "[1]]",
    "{}}",
    "1,",
    "/* */1",
    "1//",
    "\u{a0}1",
    "\u{b}1",
    "\u{feff}1",
    "[\u{0}]",
];

#[test]
fn the_whole_grammar_is_taken_around_known_fields() {
    for value in VALUES {
        assert!(is_json(value.as_bytes()), "{value}");
        let body = format!(r#"{{"list":[],"other":{value}}}"#);
        assert_eq!(said(&body), Vec::<String>::new(), "{body}");
    }
}

#[test]
fn the_whole_grammar_is_taken_in_unknown_fields() {
    for value in VALUES {
        let body = format!(r#"{{"list":[{{"other":{value},"id":"1","Name":{value}}}]}}"#);
        assert_eq!(said(&body), [r#"id "1""#, "end none"], "{body}");
    }
}

#[test]
fn a_known_field_takes_strings_and_null_and_calls_other_values_another_shape() {
    for value in VALUES {
        let result = read(format!(r#"{{"list":[{{"name":{value}}}]}}"#));
        if value.starts_with('"') || *value == "null" {
            assert_eq!(result.unwrap().0.said.len(), 2, "{value}");
        } else {
            let kind = result.unwrap_err().kind;
            assert!(matches!(kind, ErrorKind::Shape { .. }), "{value}: {kind:?}");
        }
    }
}

#[test]
fn what_is_not_json_is_refused_in_known_fields_in_unknown_ones_and_around_them() {
    for value in NOT_VALUES {
        let is_bom = value.starts_with('\u{feff}');
        assert!(is_bom || !is_json(value.as_bytes()), "{value:?}");
        for body in [
            format!(r#"{{"list":[{{"name":{value}}}]}}"#),
            format!(r#"{{"list":[{{"other":{value}}}]}}"#),
            format!(r#"{{"list":[],"other":{value}}}"#),
            format!(r#"{{"list":[{{"id":"1"}},{value}]}}"#),
        ] {
            assert!(read(&body).is_err(), "{body}");
        }
    }
}

#[test]
fn a_second_document_and_trailing_bytes_are_refused_but_white_space_is_not() {
    let expected = "the end of the body";
    for (rest, found) in [("{}", b'{'), (" x", b'x'), ("\n,", b','), ("]", b']')] {
        let (offset, kind) = failure(format!(r#"{{"list":[]}}{rest}"#));
        assert_eq!(offset, 11 + rest.len() as u64 - rest.trim_start().len() as u64);
        assert_eq!(kind, ErrorKind::Syntax { expected, found: Some(found) });
    }
    assert!(read("\n {\"list\":[]} \t\r\n").is_ok());
}

#[test]
fn records_are_parted_by_one_comma_wherever_they_stand() {
    let record = r#"{"id":"1","name":"x","pad":"0123456789012345678901234567890123456789"}"#;
    for count in 2..6 {
        for gap in 0..count - 1 {
            for wrong in ["", ",,", " ", ";"] {
                let mut list = record.to_owned();
                for place in 0..count - 1 {
                    list += if place == gap { wrong } else { "," };
                    list += record;
                }
                assert!(read(format!(r#"{{"list":[{list}]}}"#)).is_err(), "{list}");
            }
        }
        let list = vec![record; count].join(",");
        assert!(read(format!(r#"{{"list":[{list}]}}"#)).is_ok());
        assert!(read(format!(r#"{{"list":[,{list}]}}"#)).is_err());
        assert!(read(format!(r#"{{"list":[{list},]}}"#)).is_err());
    }
}
