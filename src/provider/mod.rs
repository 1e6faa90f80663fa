//! The providers: what each one's listing looks like, how it is fetched, and what its failures mean.
//!
//! A provider is one folder and a line in the list below. Its wire names live there and nowhere else.
//!
//! ```text
//! wire.rs         the names in its listing, and what the listing promises     the module without calls has these alone
//! listing.rs      the options of a call, and the request that they become
//! options.d.ts    the same options as types of TypeScript
//! ```

/// Hands the list of providers to another macro: the folder, which is the name that JavaScript sees, and the provider;
/// the function of JavaScript that fetches its listing, and the type of that function's options.
macro_rules! for_each_provider {
    ($then:ident) => {
        $then! {
            autodesk: Autodesk, fetchAutodeskUnits, "AutodeskOptions";
            imocha: Imocha, fetchImochaUnits, "ImochaOptions";
        }
    };
}
#[cfg(all(target_arch = "wasm32", feature = "calls"))]
pub(crate) use for_each_provider;

pub mod autodesk;
pub mod imocha;

mod accept;
#[cfg(feature = "calls")]
mod address;
mod decode;
#[cfg(feature = "calls")]
mod entry;
#[cfg(feature = "calls")]
mod failure;
#[cfg(feature = "calls")]
mod listing;
mod merged;
#[cfg(feature = "calls")]
mod operation;
#[cfg(feature = "calls")]
mod options;
mod own;
#[cfg(feature = "calls")]
mod reason;
mod registry;
mod rows;
mod unreadable;
mod wire;

pub use accept::Accept;
pub use decode::Decoder;
#[cfg(feature = "calls")]
pub use entry::HEADERS_READ;
#[cfg(feature = "calls")]
pub use failure::{explained, failure, request_id};
#[cfg(feature = "calls")]
pub use listing::{ListUnits, Listing};
#[cfg(feature = "calls")]
pub use operation::{Decode, Endpoint, Operation, Progress};
#[cfg(feature = "calls")]
pub use options::CallOptions;
pub use registry::{NAMES, Provider, TYPE};

// What a caller of a provider needs beside it.
pub use crate::json::Limits;
pub use crate::unit::Units;
