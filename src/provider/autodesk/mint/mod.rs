//! Autodesk's two-legged token: the operation that mints one.

mod answer;
mod client;
mod form;

pub use answer::{Minted, TokenAnswer};
pub use client::{Auth, Client};

use super::listing::{HOST, refused};
use crate::error::Error;
use crate::http::text::find;
use crate::http::{Method, Request};
use crate::provider::Provider;
use crate::provider::address;
use crate::provider::operation::{Endpoint, Operation};
use form::form_value;

/// The operation that mints one token.
#[derive(Clone, Debug)]
pub struct Mint {
    client: Client,
    request: Request,
}

impl Mint {
    /// Mints a token with those scopes, in the order of their names and each once; without any, `account:read`.
    ///
    /// # Errors
    /// `ERR_OPTION`.
    pub fn new(base_url: Option<&str>, client: Client, scopes: &[String]) -> Result<Self, Error> {
        let scope =
            if scopes.is_empty() { form_value("account:read") } else { scope_value(scopes)? };
        let mut headers: Vec<_> =
            client.authorization().map(|value| ("authorization", value)).into_iter().collect();
        headers.push(("content-type", "application/x-www-form-urlencoded".to_owned()));
        let request = Request {
            method: Method::Post,
            url: format!("{}/authentication/v2/token", address::base(base_url, HOST)?),
            headers,
            body: Some(client.body(&scope)),
        };
        Ok(Self { client, request })
    }
}

impl Endpoint for Mint {
    fn provider(&self) -> Provider {
        Provider::Autodesk
    }

    fn name(&self) -> &'static str {
        "Autodesk's token endpoint"
    }

    fn request(&self) -> Request {
        self.request.clone()
    }

    /// A token that was minted and lost only expires.
    fn is_idempotent(&self) -> bool {
        true
    }

    fn hint(&self, status: u16, _code: Option<&str>) -> Option<&'static str> {
        matches!(status, 400 | 401 | 403).then_some(
            "Check the client id and secret, and that the app may use the Autodesk Construction Cloud API.",
        )
    }

    /// A success with another status than 200 may hold a token, which is not known and so cannot be redacted.
    fn readable<'a>(&self, status: u16, body: &'a str) -> &'a str {
        if (200..300).contains(&status) && holds(body, answer::TOKEN_KEY) { "" } else { body }
    }

    fn redact(&self, text: &str) -> String {
        self.client.redact(text)
    }
}

impl Operation for Mint {
    type Output = Minted;
    type Decoder = TokenAnswer;

    fn decoder(&self, _random: u64) -> TokenAnswer {
        TokenAnswer::default()
    }
}

/// Returns whether a mint that failed like this would fail again: the endpoint does not know this client.
pub fn is_refusal(error: &Error) -> bool {
    let details = error.details();
    let says =
        |text: &Option<String>| text.as_ref().is_some_and(|text| holds(text, "invalid_client"));
    matches!(details.status, Some(400 | 401)) || says(&details.reason) || says(&details.body)
}

fn holds(text: &str, part: &str) -> bool {
    find(text.as_bytes(), part.as_bytes()).is_some()
}

/// Writes the scopes as one value of a form.
fn scope_value(scopes: &[String]) -> Result<String, Error> {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b":-_.".contains(&byte);
    if !scopes.iter().all(|scope| !scope.is_empty() && scope.bytes().all(known)) {
        return Err(refused("scopes must be names such as account:read"));
    }
    let mut names: Vec<&str> = Vec::new();
    for scope in scopes {
        if let Err(place) = names.binary_search(&scope.as_str()) {
            names.insert(place, scope);
        }
    }
    Ok(form_value(&names.join(" ")))
}
