//! Bodies to units.

use super::accept::Accept;
use super::registry::Provider;
use super::rows::Rows;
use super::unreadable::unreadable;
use super::wire::{Part, Slot};
use crate::error::Error;
use crate::json::{Limits, Reader, Repairs};
use crate::unit::{Seed, Units};

/// Reads the units of one body that arrives in chunks.
#[derive(Debug)]
pub struct Decoder {
    reader: Reader<Part, Slot, Rows>,
    accept: Accept,
    account_id: Option<String>,
}

impl Decoder {
    /// Makes a decoder for a document of that kind.
    pub fn new(accept: Accept, limits: Limits) -> Self {
        let reader = Reader::new(accept.schema(), Rows::new(), limits);
        Self { reader, accept, account_id: None }
    }

    /// Sets the account that the caller asked for, so that units of another one are noticed.
    #[must_use]
    pub fn with_account_id(mut self, account_id: Option<String>) -> Self {
        self.account_id = account_id;
        self
    }

    /// Seeds its hash tables with a random number, so that no input can be made whose ids or paths collide. Call it before
    /// the first chunk.
    #[must_use]
    pub fn with_seed(mut self, random: u64) -> Self {
        self.reader.sink().set_seed(Seed::new(random));
        self
    }

    /// Reads byte by byte, as the oracle that tests compare the fast reader with. Call it after `with_seed`.
    #[doc(hidden)]
    #[must_use]
    pub fn without_fast_reader(self) -> Self {
        Self { reader: self.reader.without_fast_reader(), ..self }
    }

    /// Returns how many bytes it has read.
    pub fn bytes(&self) -> u64 {
        self.reader.bytes()
    }

    /// Returns how many units it has read.
    pub fn units(&self) -> u32 {
        self.reader.records()
    }

    /// Refuses a declared length over the limit.
    ///
    /// # Errors
    /// `ERR_TOO_LARGE`.
    #[cfg(feature = "calls")]
    pub fn check_length(&self, length: u64) -> Result<(), Error> {
        self.reader.check_length(length).map_err(|error| unreadable(&error, self.accept.provider()))
    }

    /// Reads one more chunk.
    ///
    /// # Errors
    /// `ERR_JSON`, `ERR_SHAPE`, `ERR_TOO_LARGE`. Afterwards the decoder is of no use.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.reader.feed(bytes).map_err(|error| unreadable(&error, self.accept.provider()))
    }

    /// Ends the body and returns its units.
    ///
    /// # Errors
    /// `ERR_JSON`, `ERR_SHAPE`.
    pub fn finish(self) -> Result<Box<Units>, Error> {
        let provider = self.accept.provider();
        let (rows, repairs) = self.reader.finish().map_err(|error| unreadable(&error, provider))?;
        let mut units = rows.into_units(provider).map_err(|full| {
            Error::from(full).with(|details| details.provider = provider.map(Provider::as_str))
        })?;
        if self.account_id.is_some() {
            units.set_account_id(self.account_id);
        }
        units.add_warnings(notes(repairs));
        Ok(units)
    }
}

/// Describes the repairs, counted.
fn notes(repairs: Repairs) -> impl Iterator<Item = String> {
    let replaced = (repairs.replaced > 0).then(|| {
        format!("Invalid UTF-8 or lone surrogates, replaced by U+FFFD: {}", repairs.replaced)
    });
    let repeated = (repairs.repeated_keys > 0).then(|| {
        format!(
            "Repeated keys in one object, of which the last one counts: {}",
            repairs.repeated_keys
        )
    });
    replaced.into_iter().chain(repeated)
}
