//! The app that mints a token, and how it shows itself to the endpoint.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::form::form_value;
use crate::error::Error;
use crate::http::{Secret, pasted};
use crate::provider::autodesk::listing::refused;

/// How the client shows its secret to the endpoint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Auth {
    /// HTTP Basic over the plain id and secret, as Autodesk documents it.
    #[default]
    Basic,
    /// HTTP Basic over the form-encoded id and secret, as RFC 6749 has it.
    EncodedBasic,
    /// Both in the body.
    Body,
}

impl Auth {
    /// Returns the way with that name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "basic" => Some(Self::Basic),
            "encodedBasic" => Some(Self::EncodedBasic),
            "body" => Some(Self::Body),
            _ => None,
        }
    }
}

/// An app that mints tokens.
#[derive(Clone, Debug)]
pub struct Client {
    id: String,
    secret: Secret,
    auth: Auth,
}

impl Client {
    /// Checks an id and a secret.
    ///
    /// # Errors
    /// `ERR_OPTION`, which shows neither.
    pub fn new(id: &str, secret: String) -> Result<Self, Error> {
        for (name, text) in [("clientId", id), ("clientSecret", &secret)] {
            if let Some(what) = pasted(text) {
                return Err(refused(&format!("{name} {what}")));
            }
        }
        let secret = Secret::to_encode(secret).ok_or_else(|| {
            refused("clientSecret must be 1 to 8192 bytes without control characters")
        })?;
        if !(1..=256).contains(&id.len())
            || !id.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':')
        {
            return Err(refused(
                "clientId must be 1 to 256 visible ASCII characters without a colon",
            ));
        }
        Ok(Self { id: id.to_owned(), secret, auth: Auth::default() })
    }

    /// Sets how it shows its secret.
    #[must_use]
    pub fn with_auth(self, auth: Auth) -> Self {
        Self { auth, ..self }
    }

    /// Returns `text` without the secret, plain and in each form that is sent.
    pub fn redact(&self, text: &str) -> String {
        let encoded = form_value(self.secret.expose());
        let sent = [self.basic(), self.encoded_basic(), encoded];
        let text = self.secret.redact(text);
        sent.into_iter().filter_map(Secret::new).fold(text, |text, secret| secret.redact(&text))
    }

    fn basic(&self) -> String {
        base64(&format!("{}:{}", self.id, self.secret.expose()))
    }

    fn encoded_basic(&self) -> String {
        let (id, secret) = (form_value(&self.id), form_value(self.secret.expose()));
        base64(&format!("{id}:{secret}"))
    }

    pub(super) fn authorization(&self) -> Option<String> {
        match self.auth {
            Auth::Basic => Some(format!("Basic {}", self.basic())),
            Auth::EncodedBasic => Some(format!("Basic {}", self.encoded_basic())),
            Auth::Body => None,
        }
    }

    pub(super) fn body(&self, scope: &str) -> String {
        let form = format!("grant_type=client_credentials&scope={scope}");
        match self.auth {
            Auth::Basic | Auth::EncodedBasic => form,
            Auth::Body => {
                let (id, secret) = (form_value(&self.id), form_value(self.secret.expose()));
                format!("{form}&client_id={id}&client_secret={secret}")
            }
        }
    }
}

/// Encodes into a slice: the crate's `encode` can panic with a formatted error, which adds 700 bytes of formatters.
fn base64(text: &str) -> String {
    let mut written = vec![0; text.len().div_ceil(3) * 4];
    let len = STANDARD.encode_slice(text, &mut written).unwrap_or_default();
    written.truncate(len);
    String::from_utf8(written).unwrap_or_default()
}
