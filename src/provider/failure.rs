//! Answers without success: the error that one becomes.

use super::operation::Endpoint;
use super::reason;
use super::registry::Provider;
use crate::error::{Code, Error};
use crate::http::{Head, excerpt};

/// Headers in which gateways put their own name for an answer.
const REQUEST_IDS: [&str; 4] =
    ["x-request-id", "apim-request-id", "request-id", "x-correlation-id"];
const OTHERS: [&str; 5] =
    ["content-type", "content-length", "content-encoding", "date", "retry-after"];

/// Returns the headers of an answer that are read, in lower case.
pub fn headers_read() -> impl Iterator<Item = &'static str> {
    let own = Provider::ALL.iter().map(|provider| provider.reasons());
    let own = own.flat_map(|reasons| reasons.request_ids.iter().chain(reasons.headers));
    own.copied().chain(REQUEST_IDS).chain(OTHERS)
}

/// Makes an error of an answer without success, without the secrets of the request.
pub fn failure(endpoint: &dyn Endpoint, head: &Head, body: &str) -> Error {
    let body = endpoint.readable(head.status, body);
    let reason = reason::read(head, body, endpoint.provider().reasons());
    let words = reason.words.map(|words| reason::shorten(&endpoint.redact(&words)));
    let message = sentence(endpoint.name(), head.status, words.as_deref());
    let error = Error::new(Code::of_status(head.status), message);
    error.with_body(&endpoint.redact(body)).with(|details| {
        details.provider = Some(endpoint.provider().as_str());
        details.status = (head.status != 0).then_some(head.status);
        details.request_id = request_id(endpoint, head);
        details.reason = words;
        details.hint = endpoint.hint(head.status, reason.code.as_deref());
    })
}

fn sentence(name: &str, status: u16, words: Option<&str>) -> String {
    if Code::of_status(status) == Code::Redirect {
        return format!("{name} answered with a redirect, which is not followed: check baseUrl.");
    }
    let words = words.map(|words| format!(": {words}")).unwrap_or_default();
    format!("{name} answered {status}{words}")
}

/// Returns the provider's own name for an answer, redacted: its support can find the answer by it.
pub fn request_id(endpoint: &dyn Endpoint, head: &Head) -> Option<String> {
    let names = endpoint.provider().reasons().request_ids.iter().chain(&REQUEST_IDS);
    let id = names.into_iter().find_map(|name| head.header(name))?;
    Some(excerpt(&endpoint.redact(id), 128).to_owned())
}
