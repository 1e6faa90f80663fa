//! What a provider must say: the request, how its body is read, and what its failures mean. Wire names live here
//! and nowhere else.

#[cfg(feature = "calls")]
mod address;
pub mod autodesk;
mod decode;
#[cfg(feature = "calls")]
mod failure;
pub mod imocha;
#[cfg(feature = "calls")]
mod listing;
#[cfg(feature = "calls")]
mod operation;
mod own;
#[cfg(feature = "calls")]
mod reason;
mod rows;

pub use decode::{Accept, Decoder};
#[cfg(feature = "calls")]
pub use failure::{HEADERS_READ, failure, request_id};
#[cfg(feature = "calls")]
pub use listing::{ListUnits, Listing};
#[cfg(feature = "calls")]
pub use operation::{Decode, Endpoint, Operation, Progress};

// What a listing is asked with and what it comes to, for whoever knows providers only.
pub use crate::json::Limits;
pub use crate::unit::{Provider, Units};

use crate::unit::Source;

impl From<Provider> for Source {
    fn from(provider: Provider) -> Self {
        let has_count = match provider {
            Provider::Autodesk => false,
            Provider::Imocha => true,
        };
        // An Autodesk hub id is `b.` and an account id. iMocha has no account ids, so a record of it that names an
        // account names Autodesk's.
        Self { provider: provider.as_str(), has_count, account_prefix: "b." }
    }
}
