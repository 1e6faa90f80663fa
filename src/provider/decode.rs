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
    /// Will read a body of that kind.
    pub fn new(accept: Accept, limits: Limits) -> Self {
        let reader = Reader::new(accept.schema(), Rows::new(), limits);
        Self { reader, accept, account_id: None }
    }

    /// Says which account was asked for, so that units of another one are noticed.
    #[must_use]
    pub fn with_account_id(mut self, account_id: Option<String>) -> Self {
        self.account_id = account_id;
        self
    }

    /// Gives it a random number of its own, so that nobody can choose ids and paths that clash in its tables. Before
    /// the first chunk.
    #[must_use]
    pub fn with_seed(mut self, random: u64) -> Self {
        self.reader.sink().set_seed(Seed::new(random));
        self
    }

    /// Reads everything byte by byte: the oracle that tests hold the fast reader against. After the seed is given.
    #[doc(hidden)]
    #[must_use]
    pub fn without_fast_reader(self) -> Self {
        Self { reader: self.reader.without_fast_reader(), ..self }
    }

    /// How many bytes were read.
    pub fn bytes(&self) -> u64 {
        self.reader.bytes()
    }

    /// How many units were read.
    pub fn units(&self) -> u32 {
        self.reader.records()
    }

    /// Reads one more chunk.
    ///
    /// # Errors
    /// `ERR_JSON`, `ERR_SHAPE`, `ERR_TOO_LARGE`; afterwards the decoder is of no use.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.reader.feed(bytes).map_err(|error| unreadable(&error, self.accept.provider()))
    }

    /// Ends the body and gives its units.
    ///
    /// # Errors
    /// `ERR_JSON`, `ERR_SHAPE`.
    pub fn finish(self) -> Result<Box<Units>, Error> {
        let provider = self.accept.provider();
        let (rows, repairs) = self.reader.finish().map_err(|error| unreadable(&error, provider))?;
        let mut units = rows.into_units().map_err(|full| {
            Error::from(full).with(|details| details.provider = provider.map(Provider::as_str))
        })?;
        if let Some(provider) = provider {
            units.set_source(provider);
        }
        if self.account_id.is_some() {
            units.set_account_id(self.account_id);
        }
        units.add_warnings(notes(repairs));
        Ok(units)
    }
}

fn notes(repairs: Repairs) -> impl Iterator<Item = String> {
    let replaced = (repairs.replaced > 0).then(|| {
        format!(
            "Replaced by U+FFFD, because they were no UTF-8 or lone surrogates: {}",
            repairs.replaced
        )
    });
    let repeated = (repairs.repeated_keys > 0).then(|| {
        format!(
            "Keys that came twice in one object, where the last one counts: {}",
            repairs.repeated_keys
        )
    });
    replaced.into_iter().chain(repeated)
}
