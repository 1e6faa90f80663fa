//! Each limit: one less, exactly, and one more.

use business_units::json::{Error, ErrorKind, Limits, TEXT_LIMIT};

use super::{read, read_within};

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
    let kind = ErrorKind::TooLarge { what: "bytes", limit };
    assert_eq!(with_limits(Some(limit), 9, body), Err(Error { offset: limit, kind }));
}

#[test]
fn as_many_units_as_the_limit_are_read_and_no_more() {
    let body = r#"{"list":[{},{},{}]}"#;
    assert_eq!(with_limits(None, 4, body), Ok(()));
    assert_eq!(with_limits(None, 3, body), Ok(()));
    let kind = ErrorKind::TooLarge { what: "units", limit: 2 };
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
                Error { offset: 17, kind: ErrorKind::TooLarge { what: "bytes in a text", limit } };
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
fn a_text_that_is_skipped_may_have_any_length() {
    let long = "x".repeat(TEXT_LIMIT * 3);
    assert!(
        read(format!(r#"{{"list":[{{"{long}":"{long}"}}],"x":{}}}"#, "7".repeat(99_999))).is_ok()
    );
}
