//! The reader: the whole grammar, in chunks of any size, and where it says that a body goes wrong.

use business_units::json::{
    Error, Field, Key, Kind, Lexer, Limits, List, Member, Mended, Reader, Schema, Sink, TEXT_LIMIT,
    Token, Tokens, Type,
};
use business_units::provider::Accept;
use business_units::unit::Provider;

use crate::support::{WIRE, decode, decode_chunks, fixture, listings, told};

/// A document of our own, so that these tests know no service either.
const SCHEMA: Schema<&'static str, &'static str> = Schema {
    lists: &[LIST],
    members: &[
        Member { key: Key::exact("count"), name: "count", holds: Type::Integer, strict: true },
        Member { key: Key::exact("notes"), name: "notes", holds: Type::Texts, strict: true },
    ],
    bare: None,
};
const LIST: List<&'static str, &'static str> = List {
    key: Key::exact("list"),
    name: "list",
    fields: &[
        Field { key: Key::exact("id"), name: "id", holds: Type::Id },
        Field { key: Key::exact("name"), name: "name", holds: Type::Text },
    ],
};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kept {
    said: Vec<String>,
}

impl Kept {
    fn say(&mut self, name: &str, value: Option<&str>) -> bool {
        self.said.push(value.map_or(format!("{name} none"), |value| format!("{name} {value:?}")));
        true
    }
}

impl Sink<&'static str, &'static str> for Kept {
    fn begin_list(&mut self, _: &'static str) -> bool {
        self.said.clear();
        true
    }

    fn field(&mut self, name: &'static str, value: Option<&str>) -> bool {
        self.say(name, value)
    }

    fn end_record(&mut self) -> bool {
        self.say("end", None)
    }

    fn member(&mut self, name: &'static str, value: Option<&str>) -> bool {
        self.say(name, value)
    }
}

const NO_LIMITS: Limits = Limits { bytes: None, records: u32::MAX };

fn read_within<'a>(
    limits: Limits,
    chunks: impl IntoIterator<Item = &'a [u8]>,
) -> Result<(Kept, Mended), Error> {
    let mut reader = Reader::new(SCHEMA, Kept::default(), limits);
    chunks.into_iter().try_for_each(|chunk| reader.feed(chunk))?;
    reader.finish()
}

/// Reads a body at once and a byte at a time, which must agree.
fn read(body: impl AsRef<[u8]>) -> Result<(Kept, Mended), Error> {
    let body = body.as_ref();
    let whole = read_within(NO_LIMITS, [body]);
    let bytewise = read_within(NO_LIMITS, body.chunks(1));
    assert_eq!(whole, bytewise, "{}", String::from_utf8_lossy(body));
    whole
}

fn said(body: impl AsRef<[u8]>) -> Vec<String> {
    read(body).unwrap().0.said
}

fn failure(body: impl AsRef<[u8]>) -> (u64, Kind) {
    let error = read(body).unwrap_err();
    (error.offset, error.kind)
}

/// Takes any JSON.
struct Anything;

impl Tokens for Anything {
    fn wants_scalar(&self) -> bool {
        true
    }

    fn token(&mut self, _: Token<'_>) -> Result<(), Kind> {
        Ok(())
    }
}

/// Whether the grammar alone takes a document; at once and a byte at a time, which must agree.
pub(crate) fn is_json(document: &[u8]) -> bool {
    let lex = |size: usize| {
        let mut lexer = Lexer::default();
        let fed = document.chunks(size).try_for_each(|chunk| lexer.feed(chunk, &mut Anything));
        fed.and_then(|()| lexer.finish(&mut Anything)).map_err(|error| error.offset)
    };
    let whole = lex(document.len().max(1));
    assert_eq!(whole, lex(1), "{}", String::from_utf8_lossy(document));
    whole.is_ok()
}

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
            assert!(matches!(kind, Kind::Shape { .. }), "{value}: {kind:?}");
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
        assert_eq!(kind, Kind::Syntax { expected, found: Some(found) });
    }
    assert!(read("\n {\"list\":[]} \t\r\n").is_ok());
}

#[test]
fn every_split_in_two_of_every_fixture_gives_the_same_units() {
    for accept in WIRE {
        let (folder, whole) =
            (folder_of(accept), |body: &[u8]| told(&decode(accept, body).unwrap()));
        for (name, body) in listings(folder) {
            let expected = whole(&body);
            for at in 0..=body.len() {
                let (front, back) = body.split_at(at);
                let units = decode_chunks(accept, [front, back]).unwrap();
                assert_eq!(told(&units), expected, "{folder}/{name} at {at}");
            }
            let bytewise = decode_chunks(accept, body.chunks(1)).unwrap();
            assert_eq!(told(&bytewise), expected, "{folder}/{name} a byte at a time");
        }
    }
}

#[test]
fn a_body_cut_at_any_byte_is_an_error_that_names_that_byte() {
    for accept in WIRE {
        for (name, body) in listings(folder_of(accept)) {
            let body = body.trim_ascii_end();
            for at in 0..body.len() {
                let error = decode(accept, &body[..at]).unwrap_err();
                assert_eq!(error.code().as_str(), "ERR_JSON", "{name} at {at}: {error}");
                assert_eq!(error.details().offset, Some(at as u64), "{name}");
            }
            assert!(decode(accept, body).is_ok(), "{name}");
        }
    }
}

fn folder_of(accept: Accept) -> &'static str {
    if accept == Accept::Wire(Provider::Imocha) { "imocha" } else { "autodesk" }
}

#[test]
fn a_byte_order_mark_is_skipped_at_the_start_only() {
    assert_eq!(said("\u{feff}{\"list\":[]}"), Vec::<String>::new());
    let units = decode(WIRE[0], &fixture("autodesk/byte_order_mark.json")).unwrap();
    assert_eq!(told(&units).4[0][2].as_deref(), Some("\u{feff}kept"));
    for body in [&b"\xef\xbb{}"[..], b"\xef{}", b"\xef\xbb\xbf\xef\xbb\xbf{}"] {
        assert!(matches!(failure(body).1, Kind::Syntax { .. }), "{body:?}");
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
        assert_eq!(failure(&body), (offset, Kind::Encoding), "{body:?}");
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
        let (kept, mended) = read(&body).unwrap();
        assert_eq!(kept.said[0], format!("name {text:?}"));
        assert_eq!(mended.replaced, replaced, "{bytes:?}");
    }
}

#[test]
fn invalid_utf_8_that_nobody_reads_is_not_counted_and_outside_strings_it_is_an_error() {
    let (_, mended) = read(b"{\"list\":[{\"other\":\"\xff\",\"\xff\":0}],\"x\":\"\xff\"}").unwrap();
    assert_eq!(mended, Mended::default());
    let expected = "a value";
    assert_eq!(failure(b"{\"x\":\xff}"), (5, Kind::Syntax { expected, found: Some(0xff) }));
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
        let (kept, mended) = read(format!(r#"{{"list":[{{"name":"{escapes}"}}]}}"#)).unwrap();
        assert_eq!((&*kept.said[0], mended.replaced), (&*format!("name {text:?}"), replaced));
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
        let row = &told(&units).4[0];
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
        ("lone_surrogates", "Replaced by U+FFFD, because they were no UTF-8 or lone surrogates: 4"),
        ("invalid_utf8", "Replaced by U+FFFD, because they were no UTF-8 or lone surrogates: 4"),
        ("duplicate_keys", "Keys that came twice in one object, where the last one counts: 4"),
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

#[test]
fn of_a_key_that_comes_twice_the_last_counts() {
    let (kept, mended) =
        read(r#"{"list":[{"id":"1","name":"a","id":"2"}],"count":1,"count":2}"#).unwrap();
    let expected =
        [r#"id "1""#, r#"name "a""#, r#"id "2""#, "end none", r#"count "1""#, r#"count "2""#];
    assert_eq!(kept.said, expected);
    assert_eq!(mended.repeated_keys, 2);
}

#[test]
fn of_a_list_that_comes_twice_the_last_counts_even_when_it_is_null() {
    for (second, expected) in [(r#"[{"id":"2"}]"#, &[r#"id "2""#, "end none"][..]), ("null", &[])] {
        let (kept, mended) = read(format!(r#"{{"list":[{{"id":"1"}}],"list":{second}}}"#)).unwrap();
        assert_eq!((&*kept.said, mended.repeated_keys), (&*to_owned(expected), 1));
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
fn a_million_brackets_in_an_unknown_field_need_no_stack() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let (open, close) = (open.repeat(1_000_000), close.repeat(1_000_000));
        let body = format!(r#"{{"list":[{{"id":"1","other":{open}1{close}}}]}}"#);
        let (kept, _) = read_within(NO_LIMITS, [body.as_bytes()]).unwrap();
        assert_eq!(kept.said, [r#"id "1""#, "end none"]);
    }
}

#[test]
fn a_million_brackets_that_nobody_closes_are_a_body_that_was_cut() {
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
        ("", 0, "a value", None),
        ("<html>", 0, "a value", Some(b'<')),
    ] {
        assert_eq!(failure(body), (offset, Kind::Syntax { expected, found }), "{body}");
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
        (r#"{"list":[{"id":1.0}]}"#, "/list/0/id", ID, "a number that is no integer"),
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
        assert_eq!(failure(body).1, Kind::Shape { pointer, expected, found }, "{body}");
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
    let Kind::Shape { pointer, .. } = failure(body).1 else { panic!("another kind") };
    assert_eq!(pointer, "/list/17/id");
}

#[test]
fn an_integer_in_an_id_field_is_its_exact_text() {
    for digits in ["0", "-0", "-1", "9007199254740993", "9223372036854775807", &"9".repeat(400)] {
        let body = format!(r#"{{"list":[{{"id":{digits}}}]}}"#);
        assert_eq!(said(body)[0], format!("id {digits:?}"));
    }
}

#[test]
fn an_array_of_texts_gives_each_of_them() {
    let expected = [r#"notes "a""#, r#"notes "b""#, "notes none"];
    assert_eq!(said(r#"{"list":[],"notes":["a","b"],"notes":null}"#), expected);
}

#[test]
fn an_object_without_members_is_a_document_without_a_list() {
    assert_eq!(said("{}"), Vec::<String>::new());
    assert_eq!(said(" { } "), Vec::<String>::new());
}

fn with_limits(bytes: Option<u64>, records: u32, body: &str) -> Result<(), Error> {
    let limits = Limits { bytes, records };
    let whole = read_within(limits, [body.as_bytes()]).map(|_| ());
    assert_eq!(read_within(limits, body.as_bytes().chunks(1)).map(|_| ()), whole);
    whole
}

#[test]
fn as_many_bytes_as_the_limit_are_read_and_no_more() {
    let body = r#"{"list":[{"id":"1"}]}"#;
    let length = body.len() as u64;
    assert_eq!(with_limits(Some(length + 1), 9, body), Ok(()));
    assert_eq!(with_limits(Some(length), 9, body), Ok(()));
    let limit = length - 1;
    let kind = Kind::TooLarge { what: "bytes", limit };
    assert_eq!(with_limits(Some(limit), 9, body), Err(Error { offset: limit, kind }));
}

#[test]
fn as_many_units_as_the_limit_are_read_and_no_more() {
    let body = r#"{"list":[{},{},{}]}"#;
    assert_eq!(with_limits(None, 4, body), Ok(()));
    assert_eq!(with_limits(None, 3, body), Ok(()));
    let kind = Kind::TooLarge { what: "units", limit: 2 };
    assert_eq!(with_limits(None, 2, body), Err(Error { offset: 15, kind }));
}

#[test]
fn a_text_may_have_64_kib_and_no_more() {
    let body = |text: &str| format!(r#"{{"list":[{{"name":"{text}"}}]}}"#);
    for (length, fits) in [(TEXT_LIMIT - 1, true), (TEXT_LIMIT, true), (TEXT_LIMIT + 1, false)] {
        let plain = "x".repeat(length);
        let escaped = format!("{}\\u0041", "x".repeat(length - 1));
        for text in [plain, escaped] {
            let result = with_limits(None, 9, &body(&text));
            let limit = TEXT_LIMIT as u64;
            let error =
                Error { offset: 17, kind: Kind::TooLarge { what: "bytes in a text", limit } };
            assert_eq!(result, if fits { Ok(()) } else { Err(error) }, "{length}");
        }
    }
}

#[test]
fn an_id_in_digits_may_have_64_kib_and_no_more() {
    for (length, fits) in [(TEXT_LIMIT, true), (TEXT_LIMIT + 1, false)] {
        let body = format!(r#"{{"list":[{{"id":{}}}]}}"#, "7".repeat(length));
        assert_eq!(with_limits(None, 9, &body).is_ok(), fits, "{length}");
    }
}

#[test]
fn a_text_that_nobody_reads_may_be_of_any_length() {
    let long = "x".repeat(TEXT_LIMIT * 3);
    assert!(
        read(format!(r#"{{"list":[{{"{long}":"{long}"}}],"x":{}}}"#, "7".repeat(99_999))).is_ok()
    );
}
