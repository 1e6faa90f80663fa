//! What a call may end with, and what is told of it meanwhile.

use wasm_bindgen::prelude::*;

use super::clock::unix_ms;
use super::foreign::field;
use crate::error::{Attempt, Code, Error};
use crate::http::{Head, retry_after_ms};
use crate::unit::OutOfMemory;
use crate::wasm::error::{attempt_record, thrown};
use crate::wasm::value::{Record, to_js};

/// What a call may end with that gives no answer.
pub(super) enum Failure {
    /// An error of ours.
    Ours(Error),
    /// What a function of the caller's threw, or the reason of its signal.
    CallerError(JsValue),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Ours(error)
    }
}

impl From<OutOfMemory> for Failure {
    fn from(none_left: OutOfMemory) -> Self {
        Self::Ours(none_left.into())
    }
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Ours(error) => thrown(&error),
            Failure::CallerError(value) => value,
        }
    }
}

/// One attempt, for `onAttempt`.
pub(super) fn attempt(attempt: &Attempt) -> JsValue {
    to_js(&attempt_record(attempt))
}

/// A page learns nothing of why a request failed; most often it was not allowed to ask.
pub(super) fn with_page_hint(error: Error) -> Error {
    const HINT: &str = "In a page this is most often CORS: the service does not let pages ask. Set baseUrl to an edge \
        worker or a proxy.";
    if error.code() != Code::Network || field(&js_sys::global(), "document").is_undefined() {
        return error;
    }
    error.with(|details| details.hint = Some(HINT))
}

/// What an answer with a status other than 200 is: its code, and how long its `Retry-After` asks to wait, seen from its
/// own `Date`.
#[wasm_bindgen(unchecked_return_type = "{ code: string; retryAfterMs?: number }")]
pub fn refusal(status: u16, retry_after: Option<String>, date: Option<String>) -> JsValue {
    let headers = [("retry-after", retry_after), ("date", date)];
    let headers = headers.into_iter().filter_map(|(name, value)| Some((name.into(), value?)));
    let head = Head { status, headers: headers.collect() };
    let mut record = Record::default();
    record.text("code", Some(Code::of_status(status).as_str()));
    record.number("retryAfterMs", retry_after_ms(&head, Some(unix_ms())));
    to_js(&record)
}

/// Every code that an error may have, for the test that holds TypeScript's union against it.
#[wasm_bindgen(js_name = errorCodes, unchecked_return_type = "string[]")]
pub fn error_codes() -> js_sys::Array {
    Code::ALL.iter().map(|code| JsValue::from_str(code.as_str())).collect()
}
