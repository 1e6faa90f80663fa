//! The caller's `AbortSignal`: a call ends with its reason itself, whatever its type.

use core::cell::RefCell;
use core::future::{Future, poll_fn};
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::failure::Failure;
use super::foreign::field;

/// Returns the result of `work`, or the signal's reason once it is aborted; `work` is then dropped.
pub(super) async fn unless_aborted<T>(
    signal: Option<&AbortSignal>,
    mut work: Pin<&mut dyn Future<Output = Result<T, Failure>>>,
) -> Result<T, Failure> {
    let Some(signal) = signal else { return work.await };
    let listener = Listener::new(signal);
    poll_fn(|context| match listener.poll(context) {
        Poll::Ready(reason) => Poll::Ready(Err(Failure::CallerError(reason))),
        Poll::Pending => work.as_mut().poll(context),
    })
    .await
}

/// Wakes the task when the signal is aborted; stops listening when it is dropped.
struct Listener<'a> {
    signal: &'a AbortSignal,
    waker: Rc<RefCell<Option<Waker>>>,
    callback: Closure<dyn FnMut()>,
}

impl<'a> Listener<'a> {
    fn new(signal: &'a AbortSignal) -> Self {
        let waker = Rc::new(RefCell::new(None::<Waker>));
        let woken = Rc::clone(&waker);
        let callback = Closure::new(move || {
            if let Some(waker) = woken.take() {
                waker.wake();
            }
        });
        // It fails only for a value that is not a signal, which the options refuse.
        let _ = signal.add_event_listener_with_callback("abort", callback.as_ref().unchecked_ref());
        Self { signal, waker, callback }
    }

    /// Returns the reason once the signal is aborted; until then the signal wakes the task.
    fn poll(&self, context: &Context<'_>) -> Poll<JsValue> {
        if field(self.signal, "aborted").is_truthy() {
            return Poll::Ready(field(self.signal, "reason"));
        }
        self.waker.replace(Some(context.waker().clone()));
        Poll::Pending
    }
}

impl Drop for Listener<'_> {
    fn drop(&mut self) {
        let callback = self.callback.as_ref().unchecked_ref();
        let _ = self.signal.remove_event_listener_with_callback("abort", callback);
    }
}
