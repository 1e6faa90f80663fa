//! The listing: `GET /v3/accounts/business-units`.

use crate::error::Error;
use crate::http::{Method, Request, Secret};
use crate::provider::entry::{Checked, Entry};
use crate::provider::options::CallOptions;
use crate::provider::reason::Reasons;
use crate::provider::{Listing, Provider, address};

const HOST: &str = "https://apiv3.imocha.io";

pub(in crate::provider) const ENTRY: Entry =
    Entry { credential: "apiKey", listing, reasons: &Reasons::USUAL };

fn listing(options: &dyn CallOptions) -> Checked {
    Ok(Box::new(Imocha::new(options.base_url()?.as_deref())?))
}

/// The listing of the account that an API key belongs to.
#[derive(Clone, Debug)]
pub struct Imocha {
    base: String,
}

impl Imocha {
    /// Checks the options.
    ///
    /// # Errors
    /// `ERR_OPTION`.
    pub fn new(base_url: Option<&str>) -> Result<Self, Error> {
        Ok(Self { base: address::base(base_url, HOST)? })
    }
}

impl Listing for Imocha {
    fn provider(&self) -> Provider {
        Provider::Imocha
    }

    fn request(&self, credential: &Secret) -> Request {
        Request {
            method: Method::Get,
            url: format!("{}/v3/accounts/business-units", self.base),
            headers: vec![("x-api-key", credential.expose().to_owned())],
            body: None,
        }
    }

    fn hint(&self, status: u16, _code: Option<&str>) -> Option<&'static str> {
        match status {
            401 => Some(
                "Check the API key: iMocha's keys are account-wide and are created in its admin pages.",
            ),
            403 => Some("The key's quota may be used up, or the key may not read this account."),
            429 => Some("iMocha limits the requests in a minute: wait before you try again."),
            _ => None,
        }
    }
}
