//! Values that somebody else made. Nothing here throws: a getter, a `then` or a method of somebody else's may, and a throw
//! that unwinds through wasm would leave a promise open for ever.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::promise::in_background;

/// A property; undefined where there is none or reading it throws.
pub(super) fn field(value: &JsValue, key: &str) -> JsValue {
    if !value.is_object() && !value.is_function() {
        return JsValue::UNDEFINED;
    }
    Reflect::get(value, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
}

/// A method; none where there is none.
pub(super) fn method(value: &JsValue, key: &str) -> Option<Function> {
    field(value, key).dyn_into().ok()
}

/// What a value comes to: itself, or what the promise that it is gives.
///
/// NOTE: `Promise.resolve` reads `constructor`, which may throw. The function that ends a promise catches all that.
pub(super) async fn settled(value: &JsValue) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve, _| drop(resolve.call1(&JsValue::UNDEFINED, value)));
    JsFuture::from(promise).await
}

/// Calls a function whose answer interests nobody: neither what it throws nor a promise that it breaks later.
pub(super) fn notify(function: &Function, argument: &JsValue) {
    if let Ok(answer) = function.call1(&JsValue::UNDEFINED, argument)
        && answer.is_object()
    {
        forget(answer);
    }
}

/// Waits for a promise whose outcome interests nobody, so that it is no unhandled rejection.
pub(super) fn forget(promise: JsValue) {
    in_background(async move { drop(settled(&promise).await) });
}

/// What a thrown value says, whatever it is. It may hold a secret: redact it.
pub(super) fn words(thrown: &JsValue) -> String {
    let text = |value: &JsValue, key: &str| field(value, key).as_string();
    let error = || Some(format!("{}: {}", text(thrown, "name")?, text(thrown, "message")?));
    let said = thrown.as_string().or_else(error);
    let said = said.unwrap_or_else(|| "it was rejected without an Error".to_owned());
    // Node says only "fetch failed", and why in the cause.
    let cause = field(thrown, "cause");
    match text(&cause, "code").or_else(|| text(&cause, "message")) {
        Some(cause) => format!("{said} ({cause})"),
        None => said,
    }
}
