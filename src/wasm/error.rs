//! Errors as JavaScript sees them.

use js_sys::Object;
use wasm_bindgen::prelude::*;

use super::value::{Record, to_js};
use crate::error::{Attempt, Code, Detail, Error};
use crate::unit::OutOfMemory;

/// Makes an `Error` named `BusinessUnitsError` that has what is known as own properties.
pub(super) fn thrown(error: &Error) -> JsValue {
    let js = js_sys::Error::new(error.message());
    js.set_name("BusinessUnitsError");
    Object::assign(&js, to_js(&record(error)).unchecked_ref());
    js.into()
}

/// Makes the error of a reservation that failed.
pub(super) fn no_memory(none_left: OutOfMemory) -> JsValue {
    thrown(&none_left.into())
}

/// Lists what is known of an error, under the names that JavaScript sees.
fn record(error: &Error) -> Record<'_> {
    let mut record = Record::default();
    record.text("code", Some(error.code().as_str()));
    for (name, detail) in error.details().fields() {
        match detail {
            Some(Detail::Text(text)) => record.text(name, Some(text)),
            Some(Detail::Number(number)) => record.number(name, Some(number)),
            Some(Detail::Attempts(attempts)) => {
                record.list(name, attempts.iter().map(attempt_record).collect());
            }
            None if name == "limit" => record.number(name, memory_limit(error)),
            None => {}
        }
    }
    record
}

pub(super) fn attempt_record(attempt: &Attempt) -> Record<'static> {
    let mut record = Record::default();
    record.number("status", attempt.status.map(u64::from));
    record.text("kind", attempt.kind.map(Code::as_str));
    record.number("waitMs", Some(attempt.wait_ms));
    record.number("ms", Some(attempt.ms));
    record
}

/// Returns the bytes of memory there are, where they were too few.
fn memory_limit(error: &Error) -> Option<u64> {
    const PAGE: u64 = 65_536;
    let bytes = || core::arch::wasm32::memory_size::<0>() as u64 * PAGE;
    (error.code() == Code::TooLarge).then(bytes)
}
