//! What a refusal means, for answers that JavaScript fetched itself.

use wasm_bindgen::prelude::*;

use super::clock::unix_ms;
use crate::error::Code;
use crate::http::{Head, retry_after_ms};
use crate::wasm::value::{Record, to_js};

/// Returns what an answer without success means: its code, and how long its `Retry-After` asks to wait, measured against
/// its own `Date`.
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

/// Returns every code that an error may have.
#[wasm_bindgen(js_name = errorCodes, unchecked_return_type = "string[]")]
pub fn error_codes() -> js_sys::Array {
    Code::ALL.iter().map(|code| JsValue::from_str(code.as_str())).collect()
}
