//! Bodies that cannot be read: the error that says where one goes wrong.

use super::registry::Provider;
use crate::error::{Code, Details, Error};
use crate::json::{self, ErrorKind};
use crate::unit::OutOfMemory;

/// Makes the error that says where a body goes wrong.
pub(super) fn unreadable(error: &json::Error, provider: Option<Provider>) -> Error {
    let at = error.offset;
    let base = match &error.kind {
        ErrorKind::Syntax { found: None, .. } if at == 0 => {
            Error::new(Code::Json, "The body is empty.")
        }
        ErrorKind::Syntax { expected, found: None } => Error::new(
            Code::Json,
            format!(
                "The body ends after {at} bytes, where {expected} was expected: it was cut short."
            ),
        )
        .with(|details| found_instead(details, expected, "the end of the body")),
        ErrorKind::Syntax { expected, found: Some(byte) } => {
            let found = show(*byte);
            Error::new(
                Code::Json,
                format!("The body is not JSON: expected {expected}, found {found} at byte {at}."),
            )
            .with(|details| found_instead(details, expected, &found))
        }
        ErrorKind::Encoding => Error::new(
            Code::Json,
            format!("The body is not UTF-8 at byte {at}: it looks like UTF-16 or UTF-32."),
        ),
        ErrorKind::Shape { pointer, expected, found } => {
            let place = if pointer.is_empty() { "the top" } else { pointer };
            Error::new(
                Code::Shape,
                format!(
                    "The body has another shape at {place}: expected {expected}, found {found}."
                ),
            )
            .with(|details| {
                found_instead(details, expected, found);
                details.pointer = Some(pointer.clone());
            })
        }
        ErrorKind::TooLarge { what, limit } => {
            Error::new(Code::TooLarge, format!("The body has more than {limit} {what}."))
                .with(|details| details.limit = Some(*limit))
        }
        ErrorKind::OutOfMemory => Error::from(OutOfMemory),
    };
    base.with(|details| {
        details.offset = Some(at);
        details.provider = provider.map(Provider::as_str);
    })
}

fn found_instead(details: &mut Details, expected: &str, found: &str) {
    details.expected = Some(expected.to_owned());
    details.found = Some(found.to_owned());
}

fn show(byte: u8) -> String {
    if byte.is_ascii_graphic() {
        format!("'{}'", char::from(byte))
    } else {
        format!("byte 0x{byte:02X}")
    }
}
