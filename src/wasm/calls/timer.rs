//! A future with a time limit.

use core::future::{Future, poll_fn};
use core::pin::pin;
use core::task::Poll;

use gloo_timers::future::TimeoutFuture;

/// Returns the result of `work`; none if it takes longer than `ms`. The timer is cleared in both cases.
pub(super) async fn within<T>(ms: u64, work: impl Future<Output = T>) -> Option<T> {
    let mut timer = pin!(sleep(ms));
    let mut work = pin!(work);
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => timer.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// Waits for that many milliseconds.
pub(super) fn sleep(ms: u64) -> TimeoutFuture {
    // A longer time overflows `setTimeout`, which then fires at once.
    TimeoutFuture::new(u32::try_from(ms).unwrap_or(u32::MAX).min(i32::MAX.unsigned_abs()))
}
