//! Where a call of a provider begins: its options become a listing.

use super::listing::Listing;
use super::options::CallOptions;
use super::reason::{REQUEST_IDS, Reasons};
use super::registry::Provider;
use crate::error::Error;

/// A listing of options that are allowed, or `ERR_OPTION`.
pub(super) type Checked = Result<Box<dyn Listing>, Error>;

/// What the call of a provider takes and reads.
pub(super) struct Entry {
    /// The option that its credential comes in.
    pub(super) credential: &'static str,
    /// Checks the other options, and makes its listing of them.
    pub(super) listing: fn(&dyn CallOptions) -> Checked,
    /// Where its failures explain themselves.
    pub(super) reasons: &'static Reasons,
}

macro_rules! entries {
    ($($module:ident: $Provider:ident, $fetch:ident, $Options:literal;)*) => {
        impl Provider {
            fn entry(self) -> &'static Entry {
                match self { $(Self::$Provider => &super::$module::listing::ENTRY,)* }
            }
        }

        /// The headers of an answer that are read, in lower case.
        pub const HEADERS_READ: &[&[&str]] = &[
            $(
                super::$module::listing::ENTRY.reasons.headers,
                super::$module::listing::ENTRY.reasons.request_ids,
            )*
            &REQUEST_IDS,
            &["content-type", "content-length", "content-encoding", "date", "retry-after"],
        ];
    };
}
for_each_provider!(entries);

impl Provider {
    /// Returns the name of the option that its credential comes in.
    pub fn credential_option(self) -> &'static str {
        self.entry().credential
    }

    /// Makes a listing of the options of a call.
    ///
    /// # Errors
    /// `ERR_OPTION`.
    pub fn listing(self, options: &dyn CallOptions) -> Result<Box<dyn Listing>, Error> {
        (self.entry().listing)(options)
    }

    /// Returns where its failures explain themselves.
    pub(super) fn reasons(self) -> &'static Reasons {
        self.entry().reasons
    }
}
