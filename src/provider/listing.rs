//! The listing of a provider, and the operation that fetches it.

use core::fmt;

use super::operation::{Decode, Endpoint, Operation, Progress};
use super::{Accept, Decoder, Limits, Provider, Units};
use crate::error::Error;
use crate::http::{Request, Secret};

/// One provider's listing of business units.
pub trait Listing {
    /// Returns the provider.
    fn provider(&self) -> Provider;
    /// Makes the request for the listing.
    fn request(&self, credential: &Secret) -> Request;
    /// Returns the account that the caller asked for, so that units of another one are noticed.
    fn account_id(&self) -> Option<&str> {
        None
    }
    /// Returns what usually causes a failure with that status and the provider's own code.
    fn hint(&self, status: u16, code: Option<&str>) -> Option<&'static str>;
}

impl fmt::Debug for dyn Listing + '_ {
    /// Writes the provider's name. A `Debug` bound on the trait would compile a formatter for each listing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.provider().as_str())
    }
}

/// The operation that fetches all units of a listing.
#[derive(Debug)]
pub struct ListUnits {
    listing: Box<dyn Listing>,
    credential: Secret,
    /// The credential before this one, which the provider has seen, too.
    refused: Option<Secret>,
    limits: Limits,
}

impl ListUnits {
    /// Lists the units with that credential, as many as the limits allow.
    pub fn new(listing: Box<dyn Listing>, credential: Secret, limits: Limits) -> Self {
        Self { listing, credential, refused: None, limits }
    }
}

impl Endpoint for ListUnits {
    fn provider(&self) -> Provider {
        self.listing.provider()
    }

    fn request(&self) -> Request {
        self.listing.request(&self.credential)
    }

    /// A 204 has no body, which the decoder calls empty.
    fn is_success(&self, status: u16) -> bool {
        matches!(status, 200 | 204)
    }

    fn is_idempotent(&self) -> bool {
        true
    }

    fn hint(&self, status: u16, code: Option<&str>) -> Option<&'static str> {
        self.listing.hint(status, code)
    }

    fn redact(&self, text: &str) -> String {
        let text = self.credential.redact(text);
        self.refused.as_ref().map_or(text.clone(), |refused| refused.redact(&text))
    }

    fn credential(&self) -> Option<&Secret> {
        Some(&self.credential)
    }

    fn renew(&mut self, credential: Secret) {
        self.refused = Some(core::mem::replace(&mut self.credential, credential));
    }
}

impl Operation for ListUnits {
    type Output = Box<Units>;
    type Decoder = Box<Decoder>;

    fn decoder(&self, random: u64) -> Box<Decoder> {
        let account_id = self.listing.account_id().map(str::to_owned);
        let decoder = Decoder::new(Accept::Wire(self.provider()), self.limits);
        Box::new(decoder.with_account_id(account_id).with_seed(random))
    }
}

impl Decode for Box<Decoder> {
    type Output = Box<Units>;

    fn push(&mut self, bytes: &[u8]) -> Result<(), Error> {
        Decoder::push(self, bytes)
    }

    fn check_length(&mut self, length: u64) -> Result<(), Error> {
        Decoder::check_length(self, length)
    }

    fn progress(&self) -> Progress {
        Progress { bytes: self.bytes(), units: self.units() }
    }

    fn finish(self) -> Result<Box<Units>, Error> {
        Decoder::finish(*self)
    }
}
