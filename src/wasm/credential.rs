//! A token or a key: a string, or a function that gives one now or later.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::error::thrown;
use super::options::{Options, refused};
use super::value::{object, settled};
use crate::http::Secret;

/// Asks for the credential in the option `key`. What a function of the caller's throws comes out as it is.
pub(super) async fn credential(
    options: &Options,
    key: &str,
    signal: Option<&AbortSignal>,
) -> Result<Secret, JsValue> {
    let given = options.get(key).map_err(|error| thrown(&error))?;
    let given = given.ok_or_else(|| thrown(&refused(key, "is missing")))?;
    let text = match given.dyn_ref::<Function>() {
        None => given,
        Some(function) => {
            let answer = function.call1(&JsValue::UNDEFINED, &context(signal))?;
            settled(&answer).await?
        }
    };
    let text =
        text.as_string().ok_or_else(|| thrown(&refused(key, "must be a string or give one")))?;
    Secret::new(text)
        .ok_or_else(|| thrown(&refused(key, "must be 1 to 8192 visible ASCII characters")))
}

fn context(signal: Option<&AbortSignal>) -> JsValue {
    signal.map_or_else(|| object(&[]), |signal| object(&[("signal", signal.into())]))
}
