//! The call of a service: its request, and what an answer other than 200 means.

use core::fmt;

use super::{Decoder, Limits, Provider, reason};
use crate::error::{Code, Error};
use crate::http::{Head, Request, Secret, excerpt};

/// One service's listing of business units.
pub trait Listing {
    /// Whose it is.
    fn provider(&self) -> Provider;
    /// The one request that gets it.
    fn request(&self, credential: &Secret) -> Request;
    /// What reads the body of a 200.
    fn decoder(&self, limits: Limits) -> Decoder;
    /// What usually causes a failure with that status and service code.
    fn hint(&self, status: u16, code: Option<&str>) -> Option<&'static str>;
}

impl fmt::Debug for dyn Listing + '_ {
    /// Writes the provider's name. A `Debug` bound on the trait would compile a formatter for each listing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.provider().as_str())
    }
}

/// The error that an answer other than 200 is, after `redact` has taken the secrets out of it.
pub fn failure(
    listing: &dyn Listing,
    head: &Head,
    body: &str,
    redact: impl Fn(&str) -> String,
) -> Error {
    let reason = reason::read(head, body);
    let code = Code::of_status(head.status);
    let provider = listing.provider();
    let words = reason.words.map(|words| reason::shorten(&redact(&words)));
    let message = sentence(&provider.to_string(), head.status, words.as_deref());
    Error::new(code, message).with_body(&redact(body)).with(|details| {
        details.status = (head.status != 0).then_some(head.status);
        details.request_id = request_id(head, redact);
        details.provider = Some(provider.as_str());
        details.reason = words;
        details.hint = listing.hint(head.status, reason.code.as_deref());
    })
}

/// What an answer other than 200 is told as.
pub(super) fn sentence(who: &str, status: u16, words: Option<&str>) -> String {
    if Code::of_status(status) == Code::Redirect {
        return format!("{who} answered with a redirect, which is not followed: check baseUrl.");
    }
    let words = words.map(|words| format!(": {words}")).unwrap_or_default();
    format!("{who} answered {status}{words}")
}

/// The headers of an answer that are read, in lower case. First those in which the services, and the gateways before
/// them, put their own name for it.
pub const HEADERS_READ: [&str; 11] = [
    "x-ads-request-id",
    "x-request-id",
    "apim-request-id",
    "request-id",
    "x-correlation-id",
    reason::TROUBLESHOOTING,
    "content-type",
    "content-length",
    "content-encoding",
    "date",
    "retry-after",
];
/// How many of them name the answer.
const REQUEST_IDS: usize = 5;

/// The service's own name for an answer, redacted, by which its support can find it.
pub fn request_id(head: &Head, redact: impl Fn(&str) -> String) -> Option<String> {
    let id = HEADERS_READ.iter().take(REQUEST_IDS).find_map(|name| head.header(name))?;
    Some(excerpt(&redact(id), 128).to_owned())
}
