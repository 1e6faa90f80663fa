//! Errors as JavaScript sees them.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use super::clock::unix_ms;
use super::value::{Plain, Record, field, to_js};
use crate::error::{Attempt, Code, Error};
use crate::http::Head;
use crate::retry::retry_after_ms;
use crate::unit::Full;

/// What a call may end with that gives no answer.
pub(super) enum Failure {
    /// An error of ours.
    Ours(Error),
    /// What a function of the caller's threw, or the reason of its signal.
    Theirs(JsValue),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Ours(error)
    }
}

impl From<Full> for Failure {
    fn from(full: Full) -> Self {
        Self::Ours(full.into())
    }
}

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
    let asked_ms = retry_after_ms(&head, Some(unix_ms()));
    to_js(&Record::of([
        ("code", Some(Plain::Text(Code::of_status(status).as_str()))),
        ("retryAfterMs", asked_ms.map(Plain::number)),
    ]))
}

/// Every code that an error may have, for the test that holds TypeScript's union against it.
#[wasm_bindgen(js_name = errorCodes, unchecked_return_type = "string[]")]
pub fn error_codes() -> Array {
    Code::ALL.iter().map(|code| JsValue::from_str(code.as_str())).collect()
}

/// What is known of an error, under the names that JavaScript sees.
fn record(error: &Error) -> Record<'_> {
    let details = error.details();
    let attempts = details.attempts.iter().map(attempt_record).collect();
    Record::of([
        ("code", Some(Plain::Text(error.code().as_str()))),
        ("provider", details.provider.map(|provider| Plain::Text(provider.as_str()))),
        ("status", details.status.map(|status| Plain::number(status.into()))),
        ("reason", text(details.reason.as_deref())),
        ("retryAfterMs", details.retry_after_ms.map(Plain::number)),
        ("requestId", text(details.request_id.as_deref())),
        ("attempts", Some(Plain::List(attempts))),
        ("hint", details.hint.map(Plain::Text)),
        ("body", text(details.body.as_deref())),
        ("offset", details.offset.map(Plain::number)),
        ("pointer", text(details.pointer.as_deref())),
        ("expected", text(details.expected.as_deref())),
        ("found", text(details.found.as_deref())),
        ("limit", limit(error).map(Plain::number)),
    ])
}

fn attempt_record(attempt: &Attempt) -> Record<'static> {
    Record::of([
        ("status", attempt.status.map(|status| Plain::number(status.into()))),
        ("kind", attempt.kind.map(|kind| Plain::Text(kind.as_str()))),
        ("waitMs", Some(Plain::number(attempt.wait_ms))),
        ("ms", Some(Plain::number(attempt.ms))),
    ])
}

fn text(text: Option<&str>) -> Option<Plain<'_>> {
    text.map(Plain::Text)
}

/// The limit that was passed; where there was no memory, how many bytes of it there are.
fn limit(error: &Error) -> Option<u64> {
    const PAGE: u64 = 65_536;
    let pages = || core::arch::wasm32::memory_size::<0>() as u64;
    let is_full = error.code() == Code::TooLarge;
    error.details().limit.or_else(|| is_full.then(|| pages() * PAGE))
}
