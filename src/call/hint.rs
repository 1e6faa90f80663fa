//! What usually causes a failure of which the provider knows nothing.

use crate::error::{Code, Error};

pub(super) fn hint(error: &Error) -> Option<&'static str> {
    let details = error.details();
    match error.code() {
        Code::Network => Some(
            "Nothing answered, or not to the end: check the network, a proxy between, and baseUrl.",
        ),
        Code::Timeout => Some(
            "The service is slow or cannot be reached; attemptTimeoutMs, stallTimeoutMs and deadlineMs say how long to \
             wait for it.",
        ),
        Code::Json if details.found.as_deref() == Some("'<'") => Some(
            "A page instead of JSON mostly comes from a proxy or a sign-in in between, or from a wrong baseUrl.",
        ),
        Code::TooLarge => Some("maxBytes says how much a call may read."),
        _ if details.retry_after_ms.is_some() => {
            Some("The service says how long to wait: ask again after that.")
        }
        _ => None,
    }
}
