//! The listing: `GET /hq/v1/accounts/{id}/business_units_structure`.

use super::reasons::{REASONS, hint};
use crate::error::{Code, Error};
use crate::http::{Method, Request, Secret};
use crate::provider::entry::{Checked, Entry};
use crate::provider::options::CallOptions;
use crate::provider::{Listing, Provider, address};

pub(super) const HOST: &str = "https://developer.api.autodesk.com";

pub(in crate::provider) const ENTRY: Entry =
    Entry { credential: "token", listing, reasons: &REASONS };

fn listing(options: &dyn CallOptions) -> Checked {
    let listing = Autodesk::new(Options {
        account_id: &options.text("accountId")?.unwrap_or_default(),
        region: options.text("region")?.as_deref(),
        legacy_eu_path: options.flag("legacyEuPath")?,
        base_url: options.base_url()?.as_deref(),
    })?;
    Ok(Box::new(listing))
}

/// The options of Autodesk's listing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// The account id, or the hub id with `b.`.
    pub account_id: &'a str,
    /// `US`, `EMEA` and others. Without it no header is sent.
    pub region: Option<&'a str>,
    /// Whether to use the older path, which serves EMEA only.
    pub legacy_eu_path: bool,
    /// Another base address than Autodesk's own.
    pub base_url: Option<&'a str>,
}

/// The listing of one account.
#[derive(Clone, Debug)]
pub struct Autodesk {
    base: String,
    account_id: String,
    region: Option<String>,
    legacy_eu_path: bool,
}

impl Autodesk {
    /// Checks the options.
    ///
    /// # Errors
    /// `ERR_OPTION`.
    pub fn new(options: Options<'_>) -> Result<Self, Error> {
        if options.legacy_eu_path && options.region.is_some_and(|region| region != "EMEA") {
            return Err(refused(
                "legacyEuPath serves the region EMEA only: leave out one of the two",
            ));
        }
        Ok(Self {
            base: address::base(options.base_url, HOST)?,
            account_id: account_id(options.account_id)?.to_owned(),
            region: options.region.map(region).transpose()?,
            legacy_eu_path: options.legacy_eu_path,
        })
    }
}

impl Listing for Autodesk {
    fn provider(&self) -> Provider {
        Provider::Autodesk
    }

    fn request(&self, credential: &Secret) -> Request {
        let region = if self.legacy_eu_path { "/regions/eu" } else { "" };
        let mut headers = vec![("authorization", format!("Bearer {}", credential.expose()))];
        headers.extend(self.region.clone().map(|region| ("region", region)));
        Request {
            method: Method::Get,
            url: format!(
                "{}/hq/v1{region}/accounts/{}/business_units_structure",
                self.base, self.account_id
            ),
            headers,
            body: None,
        }
    }

    fn account_id(&self) -> Option<&str> {
        Some(&self.account_id)
    }

    fn hint(&self, status: u16, code: Option<&str>) -> Option<&'static str> {
        hint(status, code)
    }
}

/// Returns the account id without `b.`, if it is 1 to 64 letters, digits and dashes.
fn account_id(given: &str) -> Result<&str, Error> {
    let id = given.strip_prefix("b.").unwrap_or(given);
    let fits = (1..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if fits {
        return Ok(id);
    }
    Err(refused(if given.starts_with("a.") {
        "accountId is a hub id that begins with a.: only hub ids that begin with b. are BIM 360 or ACC accounts"
    } else {
        "accountId must be an account id or a hub id: 1 to 64 letters, digits and dashes, after an optional b."
    }))
}

fn region(given: &str) -> Result<String, Error> {
    if (2..=8).contains(&given.len()) && given.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Ok(given.to_owned());
    }
    Err(refused("region must be 2 to 8 capital letters, such as US or EMEA"))
}

pub(super) fn refused(why: &str) -> Error {
    Error::new(Code::Option, why)
        .with(|details| details.provider = Some(Provider::Autodesk.as_str()))
}
