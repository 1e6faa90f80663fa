//! Answers without success: the error that one becomes.

use super::operation::Endpoint;
use super::reason::{self, REQUEST_IDS};
use crate::error::{Code, Error};
use crate::http::{Head, excerpt};

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

/// Adds the provider's own words to the error of a success that is none: some answer 200 and describe a failure.
pub fn explained(endpoint: &dyn Endpoint, error: Error, head: &Head, body: &str) -> Error {
    // Inside a list the body is a listing, whose units may have a member that is called like an explanation.
    let depth =
        error.details().pointer.as_deref().map_or(0, |pointer| pointer.matches('/').count());
    if depth > 1 || !matches!(error.code(), Code::Shape | Code::Token) {
        return error;
    }
    let body = endpoint.readable(head.status, body);
    let words = reason::read(head, body, endpoint.provider().reasons()).words;
    error.with(|details| {
        details.reason = words.map(|words| reason::shorten(&endpoint.redact(&words)));
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
    let own = head.first(endpoint.provider().reasons().request_ids);
    let id = own.or_else(|| head.first(&REQUEST_IDS))?;
    Some(excerpt(&endpoint.redact(id), 128).to_owned())
}
