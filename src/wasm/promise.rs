//! The one place where work becomes a promise: one task for all kinds of it, since each kind of its own is a kilobyte of
//! code.

use core::future::Future;
use core::pin::Pin;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::error::Failure;

type Work = Pin<Box<dyn Future<Output = Result<JsValue, Failure>>>>;

/// Begins work in a microtask, and gives the promise of what it comes to.
pub(super) fn promise(work: impl Future<Output = Result<JsValue, Failure>> + 'static) -> Promise {
    promise_of(Box::pin(work))
}

/// Begins work whose end no promise tells of.
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
