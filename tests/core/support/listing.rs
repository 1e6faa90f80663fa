//! A body, and what a reader makes of it.

use core::fmt;

use business_units::error::Error;
use business_units::provider::{Accept, Decoder, Limits};
use business_units::unit::Units;

use super::contents::{Contents, contents};

/// As the npm package has it: any number of bytes, a million units.
pub(crate) const LIMITS: Limits = Limits { bytes: None, records: 1_000_000 };

/// A body, and the options of its reader.
#[derive(Clone, Debug)]
pub(crate) struct Listing {
    pub(crate) accept: Accept,
    pub(crate) account_id: Option<String>,
    pub(crate) body: Vec<u8>,
}

impl Listing {
    pub(crate) fn new(accept: Accept, body: Vec<u8>) -> Self {
        Self { accept, account_id: None, body }
    }

    pub(crate) fn decoder(&self, limits: Limits) -> Decoder {
        Decoder::new(self.accept, limits).with_account_id(self.account_id.clone())
    }

    /// Its units, when the body comes in these pieces.
    pub(crate) fn units<'a>(
        &self,
        pieces: impl IntoIterator<Item = &'a [u8]>,
    ) -> Result<Box<Units>, Error> {
        Self::read(self.decoder(LIMITS), pieces)
    }

    fn read<'a>(
        mut decoder: Decoder,
        pieces: impl IntoIterator<Item = &'a [u8]>,
    ) -> Result<Box<Units>, Error> {
        pieces.into_iter().try_for_each(|piece| decoder.push(piece))?;
        decoder.finish()
    }

    /// What it says, when the body comes in these pieces.
    pub(crate) fn contents<'a>(
        &self,
        pieces: impl IntoIterator<Item = &'a [u8]>,
    ) -> Result<Contents, Error> {
        self.units(pieces).map(|units| contents(&units))
    }

    pub(crate) fn contents_at_once(&self) -> Result<Contents, Error> {
        self.contents([&*self.body])
    }

    pub(crate) fn contents_bytewise(&self) -> Result<Contents, Error> {
        self.contents(self.body.chunks(1))
    }
}

impl fmt::Display for Listing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { accept, account_id, body } = self;
        write!(f, "{accept:?}, account {account_id:?}, body b\"{}\"", body.escape_ascii())
    }
}
