//! Errors as JavaScript sees them.

use js_sys::Object;
use wasm_bindgen::prelude::*;

use super::value::{Record, to_js};
use crate::error::{Attempt, Code, Error};
use crate::unit::OutOfMemory;

/// An `Error` named `BusinessUnitsError` that carries what is known as own properties.
pub(super) fn thrown(error: &Error) -> JsValue {
    let js = js_sys::Error::new(error.message());
    js.set_name("BusinessUnitsError");
    Object::assign(&js, to_js(&record(error)).unchecked_ref());
    js.into()
}

/// What is thrown where there is no memory.
pub(super) fn no_memory(none_left: OutOfMemory) -> JsValue {
    thrown(&none_left.into())
}

/// What is known of an error, under the names that JavaScript sees.
fn record(error: &Error) -> Record<'_> {
    let details = error.details();
    let mut record = Record::default();
    record.text("code", Some(error.code().as_str()));
    record.text("provider", details.provider);
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

pub(super) fn attempt_record(attempt: &Attempt) -> Record<'static> {
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
