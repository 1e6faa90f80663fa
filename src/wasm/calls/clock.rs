//! The time, in milliseconds since some moment: a clock that nobody sets, where the runtime has one.

use js_sys::Date;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = performance, js_name = now)]
    fn performance_now() -> Result<f64, JsValue>;
}

/// Now. Only differences mean something.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds are positive and fit"
)]
pub(super) fn now_ms() -> u64 {
    performance_now().unwrap_or_else(|_| Date::now()) as u64
}

/// What a calendar shows, in milliseconds since 1970.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds are positive and fit"
)]
pub(super) fn unix_ms() -> u64 {
    Date::now() as u64
}
