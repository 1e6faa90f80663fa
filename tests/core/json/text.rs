//! Encodings, escapes and surrogates.

use business_units::json::{ErrorKind, Repairs};

use super::{failure, read, said};
use crate::support::{WIRE, contents, decode, fixture};

#[test]
fn a_byte_order_mark_is_skipped_at_the_start_only() {
    assert_eq!(said("\u{feff}{\"list\":[]}"), Vec::<String>::new());
    let units = decode(WIRE[0], &fixture("autodesk/byte_order_mark.json")).unwrap();
    assert_eq!(contents(&units).4[0][2].as_deref(), Some("\u{feff}kept"));
    for body in [&b"\xef\xbb{}"[..], b"\xef{}", b"\xef\xbb\xbf\xef\xbb\xbf{}"] {
        assert!(matches!(failure(body).1, ErrorKind::Syntax { .. }), "{body:?}");
    }
}

#[test]
fn a_body_in_utf_16_or_utf_32_is_called_that() {
    let text = r#"{"list":[]}"#;
    let wide = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let (little, big) = (wide(u16::to_le_bytes), wide(u16::to_be_bytes));
    let utf_32: Vec<u8> = text.chars().flat_map(|one| (one as u32).to_be_bytes()).collect();
    for (body, offset) in [
        ([b"\xff\xfe", &*little].concat(), 0),
        ([b"\xfe\xff", &*big].concat(), 0),
        (little, 1),
        (big, 0),
        (utf_32, 0),
    ] {
        assert_eq!(failure(&body), (offset, ErrorKind::Encoding), "{body:?}");
    }
}

#[test]
fn invalid_utf_8_in_a_known_field_becomes_u_fffd_and_is_counted() {
    for (bytes, text, replaced) in [
        (&b"caf\xe9"[..], "caf\u{fffd}", 1),
        (b"\xff\xfe", "\u{fffd}\u{fffd}", 2),
        (b"\xf0\x9f\x98 cut", "\u{fffd} cut", 1),
        (b"\xc0\xaf", "\u{fffd}\u{fffd}", 2),
        (b"\xe2\x82\xac", "\u{20ac}", 0),
    ] {
        let body = [b"{\"list\":[{\"name\":\"", bytes, b"\"}]}"].concat();
        let (kept, repaired) = read(&body).unwrap();
        assert_eq!(kept.said[0], format!("name {text:?}"));
        assert_eq!(repaired.replaced, replaced, "{bytes:?}");
    }
}

#[test]
fn invalid_utf_8_is_not_counted_in_skipped_texts_and_is_an_error_outside_strings() {
    let (_, repaired) =
        read(b"{\"list\":[{\"other\":\"\xff\",\"\xff\":0}],\"x\":\"\xff\"}").unwrap();
    assert_eq!(repaired, Repairs::default());
    let expected = "a value";
    assert_eq!(failure(b"{\"x\":\xff}"), (5, ErrorKind::Syntax { expected, found: Some(0xff) }));
}

#[test]
fn a_lone_surrogate_becomes_one_u_fffd_and_a_pair_one_character() {
    for (escapes, text, replaced) in [
        (r"\ud800", "\u{fffd}", 1),
        (r"\udc00", "\u{fffd}", 1),
        (r"\udbff", "\u{fffd}", 1),
        (r"\udfff", "\u{fffd}", 1),
        (r"\ud7ff\ue000", "\u{d7ff}\u{e000}", 0),
        (r"\ud800\udc00", "\u{10000}", 0),
        (r"\ud800\udfff\udbff\udc00", "\u{103ff}\u{10fc00}", 0),
        (r"\ud800x", "\u{fffd}x", 1),
        (r"\ud800\n", "\u{fffd}\n", 1),
        (r"\ud800\u0041", "\u{fffd}A", 1),
        (r"\udc00\ud800", "\u{fffd}\u{fffd}", 2),
        (r"\ud800\ud800", "\u{fffd}\u{fffd}", 2),
        (r"\ud800\ud83d\ude00", "\u{fffd}\u{1f600}", 1),
        (r"\ud83d\ude00", "\u{1f600}", 0),
        (r"\uD83D\uDE00\uDBFF\uDFFF", "\u{1f600}\u{10ffff}", 0),
    ] {
        let (kept, repaired) = read(format!(r#"{{"list":[{{"name":"{escapes}"}}]}}"#)).unwrap();
        assert_eq!((&*kept.said[0], repaired.replaced), (&*format!("name {text:?}"), replaced));
    }
}

#[test]
fn odd_texts_of_the_fixtures_are_read_as_they_should_be() {
    for (name, [id, called, description, path]) in [
        (
            "escapes_and_accents",
            [
                Some("nul\0inside"),
                Some("\"\\/\u{8}\u{c}\n\r\t\u{e9}\u{20ac}"),
                Some("Z\u{fc}rich \u{2013} \u{6771}\u{4eac} \u{1f600}"),
                Some("\u{1f600}"),
            ],
        ),
        (
            "lone_surrogates",
            [Some("1"), Some("\u{fffd}"), Some("a\u{fffd}b\u{fffd}\u{1f600}\u{fffd}\n"), None],
        ),
        (
            "invalid_utf8",
            [Some("1"), Some("caf\u{fffd}"), Some("\u{fffd} cut, \u{fffd}\u{fffd} overlong"), None],
        ),
        ("duplicate_keys", [Some("last"), None, None, None]),
    ] {
        let units = decode(WIRE[0], &fixture(&format!("autodesk/{name}.json"))).unwrap();
        let row = &contents(&units).4[0];
        assert_eq!(
            [&row[0], &row[2], &row[3], &row[4]].map(Option::as_deref),
            [id, called, description, path],
            "{name}"
        );
        assert_eq!(units.len(), if name == "duplicate_keys" { 2 } else { 1 });
    }
}

#[test]
fn warnings_are_counted_and_not_repeated() {
    for (name, expected) in [
        ("lone_surrogates", "Invalid UTF-8 or lone surrogates, replaced by U+FFFD: 4"),
        ("invalid_utf8", "Invalid UTF-8 or lone surrogates, replaced by U+FFFD: 4"),
        ("duplicate_keys", "Repeated keys in one object, of which the last one counts: 4"),
    ] {
        let units = decode(WIRE[0], &fixture(&format!("autodesk/{name}.json"))).unwrap();
        assert_eq!(units.warnings(), [expected], "{name}");
    }
}

#[test]
fn escapes_are_read_and_an_escaped_nul_is_kept() {
    let body = r#"{"list":[{"name":"\u0000\"\\\/\b\f\n\r\t\u20Ac"}]}"#;
    assert_eq!(said(body)[0], format!("name {:?}", "\0\"\\/\u{8}\u{c}\n\r\t\u{20ac}"));
}
