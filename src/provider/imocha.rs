//! iMocha: `GET /v3/accounts/business-units`, a flat list with 64-bit ids and no hierarchy.

use super::decode::{Accept, Decoder};
use super::rows::{Part, Slot};
use super::{Listing, address};
use crate::error::Error;
use crate::http::{Request, Secret};
use crate::json::{Field, Key, Limits, List, Member, Type};
use crate::unit::{Field as Unit, Provider};

const HOST: &str = "https://apiv3.imocha.io";

pub(super) const ID: Field<Slot> =
    Field { key: Key::any_case("businessUnitId"), name: Slot::ImochaId, holds: Type::Id };
pub(super) const NAME: Field<Slot> = Field {
    key: Key::any_case("businessUnitName"),
    name: Slot::Text(Unit::Name),
    holds: Type::Text,
};
pub(super) const CREATED_ON: Field<Slot> =
    Field { key: Key::any_case("createdOn"), name: Slot::Text(Unit::CreatedAt), holds: Type::Text };

/// iMocha writes its keys in differing letter case from endpoint to endpoint.
pub(super) const LIST: List<Part, Slot> = List {
    key: Key::any_case("businessUnits"),
    name: Part::Imocha,
    fields: &[ID, NAME, CREATED_ON],
};

pub(super) const COUNT: Member<Part> =
    Member { key: Key::any_case("count"), name: Part::Count, holds: Type::Integer, strict: true };

/// The listing of the account that an API key belongs to.
#[derive(Clone, Debug)]
pub struct Imocha {
    base: String,
}

impl Imocha {
    /// Checks what was asked for.
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
            method: "GET",
            url: format!("{}/v3/accounts/business-units", self.base),
            headers: vec![("x-api-key", credential.expose().to_owned())],
            body: None,
        }
    }

    fn decoder(&self, limits: Limits) -> Decoder {
        Decoder::new(Accept::Wire(Provider::Imocha), limits)
    }

    fn hint(&self, status: u16, _code: Option<&str>) -> Option<&'static str> {
        match status {
            401 => Some(
                "Check the API key: iMocha's keys are account-wide and are made in its admin pages.",
            ),
            403 => Some("The key's quota may be used up, or the key may not read this account."),
            429 => Some("iMocha limits the requests of a minute: wait before asking again."),
            _ => None,
        }
    }
}
