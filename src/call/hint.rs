//! What usually causes a failure that the provider has no hint for.

use crate::error::{Code, Error};

const LOST: &str = "No complete answer came: check the network, any proxy on the way, and baseUrl.";
const LATE: &str = "The provider is slow or cannot be reached. attemptTimeoutMs, stallTimeoutMs and deadlineMs set how \
    long a call waits.";
const PAGE: &str = "The answer looks like a web page. Check baseUrl, and whether a proxy or a sign-in page answers instead of \
    the provider.";
const LARGE: &str = "Set maxBytes to read a larger answer.";
const BUSY: &str = "The provider says how long to wait: try again after retryAfterMs.";

/// What to do after a request that may have been carried out.
pub(super) const UNCLEAR: &str = "It is unclear whether the provider carried out the request: check that before you send \
    it again.";

/// Returns a hint for an error.
pub(super) fn hint(error: &Error) -> Option<&'static str> {
    let details = error.details();
    let is_page = details.found.as_deref() == Some("'<'");
    let known = [
        (error.code() == Code::Network, LOST),
        (error.code() == Code::Timeout, LATE),
        (error.code() == Code::Json && is_page, PAGE),
        (error.code() == Code::TooLarge, LARGE),
        (details.retry_after_ms.is_some(), BUSY),
    ];
    known.into_iter().find_map(|(holds, hint)| holds.then_some(hint))
}
