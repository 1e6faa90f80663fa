//! Helpers for values of JavaScript, and the address of the sandbox.

use business_units::wasm::{self, UnitTree};
use js_sys::{Array, Function, JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::convert::TryFromJsValue;
use wasm_bindgen::prelude::*;

/// Returns the address of the sandbox, which `tests/run.mjs` starts.
pub(crate) fn sandbox() -> &'static str {
    const ADDRESS: Option<&str> = option_env!("BUSINESS_UNITS_SANDBOX");
    ADDRESS.expect("run it by `npm run test:wasm`, which starts the sandbox")
}

/// These are in the catalog of `www/sandbox`.
pub(crate) const TOKEN: &str = "sandboxTokenNotASecretAtAll1";
pub(crate) const DOCUMENTED: &str = "e3d5ef8d-5c37-4b9d-925d-1e6d24753ace";
pub(crate) const DAMAGED: &str = "d4a0b3c7-91e8-4f25-8c6d-0e57f1a9b246";
pub(crate) const NOT_FOUND: &str = "00000000-0000-4000-8000-000000000404";
pub(crate) const SLOW_HEADERS: &str = "00000000-0000-4000-8000-0000000051a1";
pub(crate) const SLOW_BODY: &str = "00000000-0000-4000-8000-0000000051a2";

/// Makes the options of an Autodesk call to the sandbox.
pub(crate) fn autodesk(account_id: &str, more: &[(&str, &JsValue)]) -> JsValue {
    let options = object(&[
        ("accountId", &account_id.into()),
        ("token", &TOKEN.into()),
        ("baseUrl", &sandbox().into()),
    ]);
    Object::assign(options.unchecked_ref::<Object>(), object(more).unchecked_ref()).into()
}

/// Awaits the promise that JavaScript gets, and takes the tree out of its class.
pub(crate) async fn fetch_autodesk_units(options: JsValue) -> Result<UnitTree, JsValue> {
    UnitTree::try_from_js_value(wasm::autodesk::fetch_units(options).await?)
}

/// As [`fetch_autodesk_units`].
pub(crate) async fn fetch_imocha_units(options: JsValue) -> Result<UnitTree, JsValue> {
    UnitTree::try_from_js_value(wasm::imocha::fetch_units(options).await?)
}

pub(crate) fn object(fields: &[(&str, &JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in fields {
        Reflect::set(&object, &(*key).into(), value).unwrap();
    }
    object.into()
}

pub(crate) fn get(value: &JsValue, key: &str) -> JsValue {
    Reflect::get(value, &key.into()).unwrap()
}

pub(crate) fn text(value: &JsValue, key: &str) -> Option<String> {
    get(value, key).as_string()
}

pub(crate) fn number(value: &JsValue, key: &str) -> Option<f64> {
    get(value, key).as_f64()
}

/// Calls a method by its name, as JavaScript does.
pub(crate) fn call(
    value: &JsValue,
    method: &str,
    arguments: &[JsValue],
) -> Result<JsValue, JsValue> {
    let function: Function = get(value, method).dyn_into().expect("a method of that name");
    function.apply(value, &arguments.iter().collect::<Array>())
}

pub(crate) fn json(value: &JsValue) -> String {
    JSON::stringify(value).unwrap().into()
}

pub(crate) fn bytes(text: &str) -> Uint8Array {
    Uint8Array::from(text.as_bytes())
}

/// Returns the error of a result that must be one.
pub(crate) fn failure<T>(result: Result<T, JsValue>) -> JsValue {
    match result {
        Ok(_) => panic!("it did not fail"),
        Err(error) => error,
    }
}

/// Returns the code of a result that must be a typed error.
pub(crate) fn code<T>(result: Result<T, JsValue>) -> String {
    let error = failure(result);
    assert_eq!(text(&error, "name").as_deref(), Some("BusinessUnitsError"));
    text(&error, "code").unwrap()
}
