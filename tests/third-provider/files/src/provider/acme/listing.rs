//! The listing: `GET /org/v2/companies/<company>/departments`.

use crate::error::{Code, Error};
use crate::http::{Method, Request, Secret};
use crate::provider::entry::{Checked, Entry};
use crate::provider::options::CallOptions;
use crate::provider::reason::Reasons;
use crate::provider::{Listing, Provider, address};

const HOST: &str = "https://api.acme.example";

pub(in crate::provider) const ENTRY: Entry =
    Entry { credential: "apiKey", listing, reasons: &Reasons::USUAL };

fn listing(options: &dyn CallOptions) -> Checked {
    let company = options.text("company")?.unwrap_or_default();
    Ok(Box::new(Acme::new(company, options.base_url()?.as_deref())?))
}

/// The listing of a company.
#[derive(Clone, Debug)]
pub struct Acme {
    base: String,
    company: String,
}

impl Acme {
    /// Checks what was asked for.
    ///
    /// # Errors
    /// `ERR_OPTION`.
    pub fn new(company: String, base_url: Option<&str>) -> Result<Self, Error> {
        if company.is_empty() || !company.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Err(Error::new(Code::Option, "company must be a name in small letters."));
        }
        Ok(Self { base: address::base(base_url, HOST)?, company })
    }
}

impl Listing for Acme {
    fn provider(&self) -> Provider {
        Provider::Acme
    }

    fn request(&self, credential: &Secret) -> Request {
        Request {
            method: Method::Get,
            url: format!("{}/org/v2/companies/{}/departments", self.base, self.company),
            headers: vec![("x-acme-key", credential.expose().to_owned())],
            body: None,
        }
    }

    fn hint(&self, status: u16, _code: Option<&str>) -> Option<&'static str> {
        (status == 401).then_some("Check the key: Acme's keys end with the year.")
    }
}
