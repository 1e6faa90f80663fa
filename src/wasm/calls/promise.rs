//! Turns futures into promises. All futures are boxed into one type: each further type of task is a kilobyte of code.

use core::future::Future;
use core::pin::Pin;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::failure::Failure;

type Work = Pin<Box<dyn Future<Output = Result<JsValue, Failure>>>>;

/// Starts a future in a microtask and returns the promise of its result.
pub(super) fn promise(work: impl Future<Output = Result<JsValue, Failure>> + 'static) -> Promise {
    promise_of(Box::pin(work))
}

/// Starts a future whose result is ignored.
pub(super) fn in_background(work: impl Future<Output = ()> + 'static) {
    drop(promise(async {
        work.await;
        Ok(JsValue::UNDEFINED)
    }));
}

#[inline(never)]
fn promise_of(work: Work) -> Promise {
    future_to_promise(async { work.await.map_err(JsValue::from) })
}
