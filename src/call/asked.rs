//! What a call is for: a listing or a token. They are asked for in the same way and read differently.

use crate::error::{Code, Error};
use crate::http::{Head, Request, Secret};
use crate::provider::autodesk::mint::{Mint, Minted};
use crate::provider::{Decoder, Limits, Listing, Units, failure, request_id};

/// What a call comes to.
#[derive(Debug)]
pub enum Answer {
    /// The units of a listing.
    Units(Box<Units>),
    /// A token.
    Token(Minted),
}

#[derive(Debug)]
pub(super) enum Asked {
    Units {
        listing: Box<dyn Listing>,
        credential: Secret,
        /// The one before, which the service has seen, too.
        refused: Option<Secret>,
        limits: Limits,
    },
    Token(Box<Mint>),
}

/// A body that is read as the answer.
pub(super) enum Body {
    Units(Box<Decoder>),
    Token(Head, Vec<u8>),
}

/// So much of a token's answer is read.
const TOKEN_BYTES: usize = 64 * 1024;

impl Asked {
    pub(super) fn who(&self) -> String {
        match self {
            Self::Units { listing, .. } => listing.provider().to_string(),
            Self::Token(_) => "Autodesk's token endpoint".to_owned(),
        }
    }

    pub(super) fn provider(&self) -> crate::provider::Provider {
        match self {
            Self::Units { listing, .. } => listing.provider(),
            Self::Token(_) => Mint::PROVIDER,
        }
    }

    pub(super) fn request(&self) -> Request {
        match self {
            Self::Units { listing, credential, .. } => listing.request(credential),
            Self::Token(mint) => mint.request(),
        }
    }

    pub(super) fn renew(&mut self, fresh: Secret) {
        if let Self::Units { credential, refused, .. } = self {
            *refused = Some(core::mem::replace(credential, fresh));
        }
    }

    /// The credential that the last request was sent with; a mint has none that could be another one.
    pub(super) fn credential(&self) -> Option<Secret> {
        match self {
            Self::Units { credential, .. } => Some(credential.clone()),
            Self::Token(_) => None,
        }
    }

    /// What reads the body of an answer; none for an answer that is no success.
    pub(super) fn body(&self, head: &Head, random: u64) -> Option<Body> {
        match self {
            // A 204 has no body, which the decoder calls empty.
            Self::Units { listing, limits, .. } if matches!(head.status, 200 | 204) => {
                Some(Body::Units(Box::new(listing.decoder(*limits).with_seed(random))))
            }
            Self::Token(_) if head.status == 200 => Some(Body::Token(head.clone(), Vec::new())),
            Self::Units { .. } | Self::Token(_) => None,
        }
    }

    pub(super) fn finish(&self, body: Body) -> Result<Answer, Error> {
        match (self, body) {
            (Self::Units { .. }, Body::Units(decoder)) => decoder.finish().map(Answer::Units),
            (Self::Token(mint), Body::Token(head, bytes)) => {
                mint.read(&head, &String::from_utf8_lossy(&bytes)).map(Answer::Token)
            }
            _ => Err(Error::new(Code::Internal, "An answer was read as one of another kind.")),
        }
    }

    /// The error that an answer without success is.
    pub(super) fn failure(&self, head: &Head, body: &str) -> Error {
        match self {
            Self::Units { listing, .. } => {
                failure(listing.as_ref(), head, body, |text| self.redact(text))
            }
            Self::Token(mint) => mint.failure(head, body),
        }
    }

    pub(super) fn request_id(&self, head: &Head) -> Option<String> {
        request_id(head, |text| self.redact(text))
    }

    pub(super) fn redact(&self, text: &str) -> String {
        match self {
            Self::Units { credential, refused, .. } => {
                let text = credential.redact(text);
                refused.as_ref().map_or(text.clone(), |refused| refused.redact(&text))
            }
            Self::Token(mint) => mint.redact(text),
        }
    }
}

impl Body {
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<(), Error> {
        match self {
            Self::Units(decoder) => decoder.push(bytes),
            Self::Token(_, read) if read.len() + bytes.len() > TOKEN_BYTES => {
                Err(Error::new(Code::Token, "The token endpoint answered more than 64 KiB."))
            }
            Self::Token(_, read) => {
                read.extend_from_slice(bytes);
                Ok(())
            }
        }
    }

    /// How many bytes were read.
    pub(super) fn bytes(&self) -> u64 {
        match self {
            Self::Units(decoder) => decoder.bytes(),
            Self::Token(_, read) => u64::try_from(read.len()).unwrap_or_default(),
        }
    }

    /// How many units were read.
    pub(super) fn units(&self) -> u32 {
        match self {
            Self::Units(decoder) => decoder.units(),
            Self::Token(..) => 0,
        }
    }
}
