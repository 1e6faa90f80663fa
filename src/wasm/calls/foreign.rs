//! Values from outside the module. A getter, a `then` or a method of such a value may throw, and a throw that unwinds
//! through wasm would leave a promise open for ever. So nothing here throws.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::promise::in_background;

/// Returns a property; undefined if there is none or reading it throws.
pub(super) fn field(value: &JsValue, key: &str) -> JsValue {
    if !value.is_object() && !value.is_function() {
        return JsValue::UNDEFINED;
    }
    Reflect::get(value, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
}

/// Returns a method, if there is one.
pub(super) fn method(value: &JsValue, key: &str) -> Option<Function> {
    field(value, key).dyn_into().ok()
}

/// Awaits a value, which may be a promise.
///
/// NOTE: `Promise.resolve` reads `constructor`, which may throw. The resolve function of a new promise catches that.
pub(super) async fn settled(value: &JsValue) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve, _| drop(resolve.call1(&JsValue::UNDEFINED, value)));
    JsFuture::from(promise).await
}

/// Calls a callback. A throw, and a rejection of a promise that it returns, are ignored.
pub(super) fn notify(function: &Function, argument: &JsValue) {
    if let Ok(answer) = function.call1(&JsValue::UNDEFINED, argument)
        && answer.is_object()
    {
        forget(answer);
    }
}

/// Awaits a promise in the background, so that it is never an unhandled rejection.
pub(super) fn forget(promise: JsValue) {
    in_background(async move { drop(settled(&promise).await) });
}

/// Describes a thrown value of any type. The text may hold a secret: redact it.
pub(super) fn describe(thrown: &JsValue) -> String {
    let text = |value: &JsValue, key: &str| field(value, key).as_string();
    let error = || Some(format!("{}: {}", text(thrown, "name")?, text(thrown, "message")?));
    let said = thrown.as_string().or_else(error);
    let said = said.unwrap_or_else(|| "it was rejected without an Error".to_owned());
    // Node says only "fetch failed", and the reason in `cause`.
    let cause = field(thrown, "cause");
    match text(&cause, "code").or_else(|| text(&cause, "message")) {
        Some(cause) => format!("{said} ({cause})"),
        None => said,
    }
}
