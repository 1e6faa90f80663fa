//! Errors as JavaScript sees them.

#[cfg(feature = "calls")]
use js_sys::Array;
use js_sys::Object;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::clock::unix_ms;
#[cfg(feature = "calls")]
use super::value::field;
use super::value::{number, object, to_js};
use crate::error::{Attempt, Code, Details, Error};
use crate::http::{Head, retry_after_ms};
use crate::unit::Full;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fields<'a> {
    code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
    attempts: Vec<AttemptRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<f64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AttemptRecord {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    wait_ms: f64,
    ms: f64,
}

/// What a call may end with that gives no answer.
#[cfg(feature = "calls")]
pub(super) enum Failure {
    /// An error of ours.
    Ours(Error),
    /// What a function of the caller's threw, or the reason of its signal.
    Theirs(JsValue),
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
    Object::assign(&js, to_js(&fields(error)).unchecked_ref());
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
    let code = ("code", Code::of_status(status).as_str().into());
    let headers = [("retry-after", retry_after), ("date", date)];
    let headers = headers.into_iter().filter_map(|(name, value)| Some((name.into(), value?)));
    let head = Head { status, headers: headers.collect() };
    match retry_after_ms(&head, Some(unix_ms())) {
        Some(ms) => object(&[code, ("retryAfterMs", number(ms).into())]),
        None => object(&[code]),
    }
}

/// Every code that an error may have, for the test that holds TypeScript's union against it.
#[cfg(feature = "calls")]
#[wasm_bindgen(js_name = errorCodes, unchecked_return_type = "string[]")]
pub fn error_codes() -> Array {
    Code::ALL.iter().map(|code| JsValue::from_str(code.as_str())).collect()
}

fn fields(error: &Error) -> Fields<'_> {
    let Details {
        ref reason, ref request_id, ref body, ref pointer, ref expected, ref found, ..
    } = *error.details();
    let details = error.details();
    Fields {
        code: error.code().as_str(),
        provider: details.provider.map(crate::unit::Provider::as_str),
        status: details.status,
        reason: reason.as_deref(),
        retry_after_ms: details.retry_after_ms.map(number),
        request_id: request_id.as_deref(),
        attempts: details.attempts.iter().map(attempt_record).collect(),
        hint: details.hint,
        body: body.as_deref(),
        offset: details.offset.map(number),
        pointer: pointer.as_deref(),
        expected: expected.as_deref(),
        found: found.as_deref(),
        limit: limit(error),
    }
}

/// The limit that was passed; where there was no memory, how many bytes of it there are.
fn limit(error: &Error) -> Option<f64> {
    const PAGE: u64 = 65_536;
    let pages = || core::arch::wasm32::memory_size::<0>() as u64;
    let is_full = error.code() == Code::TooLarge;
    let limit = error.details().limit.or_else(|| is_full.then(|| pages() * PAGE));
    limit.map(number)
}

fn attempt_record(attempt: &Attempt) -> AttemptRecord {
    AttemptRecord {
        status: attempt.status,
        kind: attempt.kind.map(Code::as_str),
        wait_ms: number(attempt.wait_ms),
        ms: number(attempt.ms),
    }
}
