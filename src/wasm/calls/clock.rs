//! The clocks of the runtime.

use js_sys::Date;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = performance, js_name = now)]
    fn performance_now() -> Result<f64, JsValue>;
}

/// Returns milliseconds since some moment, by a monotonic clock if the runtime has one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds are positive and fit"
)]
pub(super) fn now_ms() -> u64 {
    performance_now().unwrap_or_else(|_| Date::now()) as u64
}

/// Returns milliseconds since 1970, by the calendar.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds are positive and fit"
)]
pub(super) fn unix_ms() -> u64 {
    Date::now() as u64
}
