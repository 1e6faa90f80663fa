//! One operation of a provider: the request that a call sends, and what the answers to it mean.

use crate::error::Error;
use crate::http::{Request, Secret};
use crate::provider::Provider;

/// How much of an answer has been read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the body, after decompression.
    pub bytes: u64,
    /// Units.
    pub units: u32,
}

/// An endpoint of a provider: its request, and what its answers without success mean.
pub trait Endpoint {
    /// Returns the provider.
    fn provider(&self) -> Provider;
    /// Returns what messages call the other side.
    fn name(&self) -> &'static str {
        self.provider().name()
    }
    /// Makes the request.
    fn request(&self) -> Request;
    /// Returns whether an answer with that status is a success, whose body is decoded.
    fn is_success(&self, status: u16) -> bool {
        status == 200
    }
    /// Returns whether the request may be sent again although the provider may have carried it out already.
    fn is_idempotent(&self) -> bool;
    /// Returns what usually causes a failure with that status and the provider's own code.
    fn hint(&self, status: u16, code: Option<&str>) -> Option<&'static str>;
    /// Returns as much of the body of a failure as an error may show.
    fn readable<'a>(&self, status: u16, body: &'a str) -> &'a str {
        let _ = status;
        body
    }
    /// Returns `text` without the secrets of the request.
    fn redact(&self, text: &str) -> String;
    /// Returns the credential of the last request; none if there is never another one.
    fn credential(&self) -> Option<&Secret> {
        None
    }
    /// Sets the credential of the requests to come.
    fn renew(&mut self, credential: Secret) {
        drop(credential);
    }
}

/// An operation: an endpoint, and what a success of it gives.
pub trait Operation: Endpoint {
    /// What the caller gets.
    type Output;
    /// What makes that of the body.
    type Decoder: Decode<Output = Self::Output>;

    /// Returns a decoder for the body of a success. The random number seeds its hash tables.
    fn decoder(&self, random: u64) -> Self::Decoder;
}

/// Makes an output of a body that arrives in chunks.
pub trait Decode {
    /// What it makes.
    type Output;

    /// Reads one more chunk.
    ///
    /// # Errors
    /// `ERR_JSON`, `ERR_SHAPE` and `ERR_TOKEN` for a body that another attempt may better, others for good. Afterwards
    /// the decoder is of no use.
    fn push(&mut self, bytes: &[u8]) -> Result<(), Error>;
    /// Refuses a declared length over the limit. `length` is 0 where the head declares none.
    ///
    /// # Errors
    /// `ERR_TOO_LARGE` for more bytes than it may read.
    fn check_length(&mut self, length: u64) -> Result<(), Error> {
        let _ = length;
        Ok(())
    }
    /// Returns how much it has read.
    fn progress(&self) -> Progress;
    /// Ends the body.
    ///
    /// # Errors
    /// Those of [`Decode::push`].
    fn finish(self) -> Result<Self::Output, Error>;
}
