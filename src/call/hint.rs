//! What usually causes a failure of which the provider knows nothing.

use crate::error::{Code, Error};

const LOST: &str =
    "Nothing answered, or not to the end: check the network, a proxy between, and baseUrl.";
const LATE: &str = "The service is slow or cannot be reached; attemptTimeoutMs, stallTimeoutMs and deadlineMs say how \
    long to wait for it.";
const PAGE: &str = "A page instead of JSON mostly comes from a proxy or a sign-in in between, or from a wrong baseUrl.";
const LARGE: &str = "maxBytes says how much a call may read.";
const BUSY: &str = "The service says how long to wait: ask again after that.";

/// What to do after a request that may have been carried out.
pub(super) const UNCLEAR: &str = "It is unclear whether the provider carried out the request: check that before you send \
    it again.";

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
