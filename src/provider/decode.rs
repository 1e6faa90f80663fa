//! Bodies to units: which list a body may have, and what is said when it cannot be read.

use super::rows::{Part, Rows, Slot};
use super::{autodesk, imocha, own};
use crate::error::{Code, Error};
use crate::json::{self, Kind, Limits, List, Member, Reader, Schema};
use crate::unit::{OutOfMemory, Provider, Seed, Units};

/// The documents that a body may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accept {
    /// One service's own answer and nothing else.
    Wire(Provider),
    /// Either service's answer, or the edge worker's: told apart by the key of the list.
    Any,
    /// As [`Accept::Any`], of one provider only.
    Of(Provider),
    /// A list without an object around it: either service's units or our own records, told apart by their keys.
    ///
    /// Its provider is told by the keys unless it is given.
    Bare(Option<Provider>),
}

const ANY: &[List<Part, Slot>] = &[autodesk::LIST, imocha::LIST, own::LIST];

impl Accept {
    fn schema(self) -> Schema<Part, Slot> {
        const AUTODESK_OR_OWN: &[List<Part, Slot>] = &[autodesk::LIST, own::LIST];
        const IMOCHA_OR_OWN: &[List<Part, Slot>] = &[imocha::LIST, own::LIST];
        const MEMBERS: &[Member<Part>] = own::MEMBERS;
        let (lists, members, bare): (&'static [List<Part, Slot>], &'static [Member<Part>], _) =
            match self {
                Self::Wire(Provider::Autodesk) => (&[autodesk::LIST], &[], None),
                Self::Wire(Provider::Imocha) => (&[imocha::LIST], &[imocha::COUNT], None),
                Self::Any => (ANY, MEMBERS, None),
                Self::Of(Provider::Autodesk) => (AUTODESK_OR_OWN, MEMBERS, None),
                Self::Of(Provider::Imocha) => (IMOCHA_OR_OWN, MEMBERS, None),
                Self::Bare(_) => (&[], &[], Some(&own::BARE)),
            };
        Schema { lists, members, bare }
    }

    fn provider(self) -> Option<Provider> {
        match self {
            Self::Wire(provider) | Self::Of(provider) => Some(provider),
            Self::Bare(provider) => provider,
            Self::Any => None,
        }
    }
}

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

fn notes(repairs: json::Repairs) -> impl Iterator<Item = String> {
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

/// The error that tells where a body goes wrong.
pub(super) fn unreadable(error: &json::Error, provider: Option<Provider>) -> Error {
    let at = error.offset;
    let base = match &error.kind {
        Kind::Syntax { found: None, .. } if at == 0 => Error::new(Code::Json, "The body is empty."),
        Kind::Syntax { expected, found: None } => Error::new(
            Code::Json,
            format!(
                "The body ends after {at} bytes, where {expected} was expected: it was cut short."
            ),
        )
        .with(|details| found_instead(details, expected, "the end of the body")),
        Kind::Syntax { expected, found: Some(byte) } => {
            let found = show(*byte);
            Error::new(
                Code::Json,
                format!("The body is not JSON: expected {expected}, found {found} at byte {at}."),
            )
            .with(|details| found_instead(details, expected, &found))
        }
        Kind::Encoding => Error::new(
            Code::Json,
            format!("The body is not UTF-8 at byte {at}: it looks like UTF-16 or UTF-32."),
        ),
        Kind::Shape { pointer, expected, found } => {
            let place = if pointer.is_empty() { "the top" } else { pointer };
            Error::new(
                Code::Shape,
                format!(
                    "The body has another shape at {place}: expected {expected}, found {found}."
                ),
            )
            .with(|details| {
                found_instead(details, expected, found);
                details.pointer = Some(pointer.clone());
            })
        }
        Kind::TooLarge { what, limit } => {
            Error::new(Code::TooLarge, format!("The body has more than {limit} {what}."))
                .with(|details| details.limit = Some(*limit))
        }
        Kind::OutOfMemory => Error::from(OutOfMemory),
    };
    base.with(|details| {
        details.offset = Some(at);
        details.provider = provider.map(Provider::as_str);
    })
}

fn found_instead(details: &mut crate::error::Details, expected: &str, found: &str) {
    details.expected = Some(expected.to_owned());
    details.found = Some(found.to_owned());
}

fn show(byte: u8) -> String {
    if byte.is_ascii_graphic() {
        format!("'{}'", char::from(byte))
    } else {
        format!("byte 0x{byte:02X}")
    }
}
