//! Errors as JavaScript sees them.

#[cfg(feature = "calls")]
use js_sys::Array;
use js_sys::Object;
use wasm_bindgen::prelude::*;

use super::clock::unix_ms;
#[cfg(feature = "calls")]
use super::value::field;
use super::value::{Record, to_js};
use crate::error::{Attempt, Code, Error};
use crate::http::{Head, retry_after_ms};
use crate::unit::{Full, Provider};

/// What a call may end with that gives no answer.
#[cfg(feature = "calls")]
pub(super) enum Failure {
    /// An error of ours.
    Ours(Error),
    /// What a function of the caller's threw, or the reason of its signal.
    Theirs(JsValue),
}

#[cfg(feature = "calls")]
impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Ours(error)
    }
}

#[cfg(feature = "calls")]
impl From<Full> for Failure {
    fn from(full: Full) -> Self {
        Self::Ours(full.into())
    }
}

#[cfg(feature = "calls")]
impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Ours(error) => thrown(&error),
            Failure::Theirs(value) => value,
        }
    }
}

/// An `Error` named `BusinessUnitsError` that carries what is known as own properties.
pub(super) fn thrown(error: &Error) -> JsValue {
    let js = js_sys::Error::new(error.message());
    js.set_name("BusinessUnitsError");
    Object::assign(&js, to_js(&record(error)).unchecked_ref());
    js.into()
}

/// What is thrown where there is no memory.
pub(super) fn no_memory(full: Full) -> JsValue {
    thrown(&full.into())
}

/// One attempt, for `onAttempt`.
#[cfg(feature = "calls")]
pub(super) fn attempt(attempt: &Attempt) -> JsValue {
    to_js(&attempt_record(attempt))
}

/// A page learns nothing of why a request failed; most often it was not allowed to ask.
#[cfg(feature = "calls")]
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
#[cfg(feature = "calls")]
#[wasm_bindgen(js_name = errorCodes, unchecked_return_type = "string[]")]
pub fn error_codes() -> Array {
    Code::ALL.iter().map(|code| JsValue::from_str(code.as_str())).collect()
}

/// What is known of an error, under the names that JavaScript sees.
fn record(error: &Error) -> Record<'_> {
    let details = error.details();
    let mut record = Record::default();
    record.text("code", Some(error.code().as_str()));
    record.text("provider", details.provider.map(Provider::as_str));
    record.number("status", details.status.map(u64::from));
    record.text("reason", details.reason.as_deref());
    record.number("retryAfterMs", details.retry_after_ms);
    record.text("requestId", details.request_id.as_deref());
    record.list("attempts", details.attempts.iter().map(attempt_record).collect());
    record.text("hint", details.hint);
    record.text("body", details.body.as_deref());
    record.number("offset", details.offset);
    record.text("pointer", details.pointer.as_deref());
    record.text("expected", details.expected.as_deref());
    record.text("found", details.found.as_deref());
    record.number("limit", limit(error));
    record
}

fn attempt_record(attempt: &Attempt) -> Record<'static> {
    let mut record = Record::default();
    record.number("status", attempt.status.map(u64::from));
    record.text("kind", attempt.kind.map(Code::as_str));
    record.number("waitMs", Some(attempt.wait_ms));
    record.number("ms", Some(attempt.ms));
    record
}

/// The limit that was passed; where there was no memory, how many bytes of it there are.
fn limit(error: &Error) -> Option<u64> {
    const PAGE: u64 = 65_536;
    let pages = || core::arch::wasm32::memory_size::<0>() as u64;
    let is_full = error.code() == Code::TooLarge;
    error.details().limit.or_else(|| is_full.then(|| pages() * PAGE))
}
