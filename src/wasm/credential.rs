//! A token or a key: a string, or a function that gives one now or later.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

use super::error::thrown;
use super::options::{Options, refused};
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
            JsFuture::from(Promise::resolve(&answer)).await?
        }
    };
    let text =
        text.as_string().ok_or_else(|| thrown(&refused(key, "must be a string or give one")))?;
    Secret::new(text)
        .ok_or_else(|| thrown(&refused(key, "must be 1 to 8192 visible ASCII characters")))
}

fn context(signal: Option<&AbortSignal>) -> JsValue {
    let context = Object::new();
    if let Some(signal) = signal {
        // Setting a property of a fresh object does not fail.
        let _ = Reflect::set(&context, &"signal".into(), signal);
    }
    context.into()
}
