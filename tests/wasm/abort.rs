//! The caller's signal at every stage: the call rejects with the reason itself, whatever its type.

use business_units::wasm::mint_autodesk_token;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{AbortController, AbortSignal};

use crate::support::{
    DOCUMENTED, SLOW_BODY, SLOW_HEADERS, autodesk, failure, fetch_autodesk_units, get, object,
    sandbox,
};

/// Reasons of every type; `undefined` makes the browser's own `AbortError`.
fn reasons() -> [JsValue; 5] {
    [js_sys::Error::new("enough").into(), "enough".into(), 7.into(), JsValue::NULL, object(&[])]
}

/// A function that aborts, to be called from outside.
fn abort_by(controller: &AbortController, reason: &JsValue) -> Function {
    let abort =
        Function::new_with_args("controller, reason", "return () => controller.abort(reason)");
    abort.call2(&JsValue::UNDEFINED, controller, reason).unwrap().unchecked_into()
}

fn later(function: &Function) {
    let set_timeout: Function =
        Reflect::get(&js_sys::global(), &"setTimeout".into()).unwrap().unchecked_into();
    set_timeout.call2(&JsValue::UNDEFINED, function, &20.into()).unwrap();
}

fn same(left: &JsValue, right: &JsValue) -> bool {
    js_sys::Object::is(left, right)
}

#[wasm_bindgen_test]
async fn before_the_start_nothing_is_asked() {
    for reason in reasons() {
        let signal = AbortSignal::abort_with_reason(&reason);
        let fetch = Function::new_no_args("globalThis.wrongly = true; return new Response('{}')");
        let options = autodesk(DOCUMENTED, &[("signal", &signal), ("fetch", &fetch)]);
        assert!(same(&failure(fetch_autodesk_units(options).await), &reason));
    }
    assert!(!Reflect::has(&js_sys::global(), &"wrongly".into()).unwrap(), "a request was sent");
}

#[wasm_bindgen_test]
async fn before_the_headers_the_reason_comes_out() {
    for reason in reasons() {
        let controller = AbortController::new().unwrap();
        let options = autodesk(SLOW_HEADERS, &[("signal", &controller.signal())]);
        later(&abort_by(&controller, &reason));
        assert!(same(&failure(fetch_autodesk_units(options).await), &reason));
    }
}

#[wasm_bindgen_test]
async fn in_the_body_the_reason_comes_out() {
    for reason in reasons() {
        let controller = AbortController::new().unwrap();
        let on_progress = abort_by(&controller, &reason);
        let options =
            autodesk(SLOW_BODY, &[("signal", &controller.signal()), ("onProgress", &on_progress)]);
        assert!(same(&failure(fetch_autodesk_units(options).await), &reason));
    }
}

#[wasm_bindgen_test]
async fn while_the_token_is_awaited_the_reason_comes_out() {
    let controller = AbortController::new().unwrap();
    let reason = JsValue::from_str("enough");
    let token = Function::new_no_args("return new Promise(() => {})");
    let options = autodesk(DOCUMENTED, &[("signal", &controller.signal()), ("token", &token)]);
    later(&abort_by(&controller, &reason));
    assert!(same(&failure(fetch_autodesk_units(options).await), &reason));
}

#[wasm_bindgen_test]
async fn a_mint_is_aborted_as_well() {
    let reason = JsValue::from_str("enough");
    let options = object(&[
        ("clientId", &"sandbox-client".into()),
        ("clientSecret", &"sandbox-secret".into()),
        ("baseUrl", &sandbox().into()),
        ("signal", &AbortSignal::abort_with_reason(&reason)),
    ]);
    assert!(same(&failure(mint_autodesk_token(options).await), &reason));
}

#[wasm_bindgen_test]
async fn a_given_fetch_is_told_to_stop() {
    let controller = AbortController::new().unwrap();
    let reason = JsValue::from_str("enough");
    let fetch = Function::new_with_args(
        "url, init",
        "globalThis.stopped = new Promise((done) => { init.signal.addEventListener('abort', () => done('stopped')); }); \
         return new Promise(() => {})",
    );
    let options = autodesk(DOCUMENTED, &[("signal", &controller.signal()), ("fetch", &fetch)]);
    later(&abort_by(&controller, &reason));
    assert!(same(&failure(fetch_autodesk_units(options).await), &reason));
    let stopped: Promise = get(&js_sys::global(), "stopped").unchecked_into();
    assert_eq!(JsFuture::from(stopped).await.unwrap(), "stopped");
}

#[wasm_bindgen_test]
async fn after_success_an_abort_changes_nothing() {
    let controller = AbortController::new().unwrap();
    let options = autodesk(DOCUMENTED, &[("signal", &controller.signal())]);
    let tree = fetch_autodesk_units(options).await.unwrap();
    controller.abort();
    assert_eq!(tree.size(), 2);
}
