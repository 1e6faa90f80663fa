//! The schema-directed streaming reader: bytes in any chunks → records of texts. It knows no service.
//!
//! ```text
//!  bytes ──▶ Lexer ──tokens──▶ Listing ──fields──▶ Sink
//!    │       grammar           schema              whoever keeps them
//!    └─────▶ Stride ──records────┘
//!            what looks like records before it
//! ```
//! Nothing is held but the text under way and a bit per open bracket; what the schema does not name is checked and
//! dropped. Out of scope: what a record means, and any number but the integers that ids are.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "to a reader, whatever is not expected here is wrong"
)]

mod error;
mod layout;
mod lexer;
mod listing;
mod model;
mod nesting;
mod number;
mod scan;
mod schema;
mod skip;
mod stencil;
mod stride;
mod text;
mod unescape;
mod value;

pub use error::{Error, Kind};
pub use lexer::{Lexer, Token, Tokens};
pub use listing::Sink;
pub use schema::{Field, Key, List, Member, Schema, Type};
pub use text::TEXT_LIMIT;

#[cfg(feature = "calls")]
pub(crate) use listing::{name_of, scalar};

use listing::Listing;
use stride::{Stop, Stride, Taken};

/// How much may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the body; none: any number.
    pub bytes: Option<u64>,
    /// Records in the list.
    pub records: u32,
}

/// Reads one body that arrives in chunks.
///
/// ```text
///  chunk   … rec │ ord 8 },{ record 9 },{ record 10 },{ rec │ ord 11 …
///          held ─┴▶ Stride    Stride      Stride      held ─┴▶
/// ```
/// Whole records go through `stride`, and everything else through the lexer. The beginning of a record that a chunk
/// cuts is held, at most 4 KiB of it, so that the record is whole when the next chunk comes.
#[derive(Debug)]
pub struct Reader<L: 'static, F: 'static, S> {
    lexer: Lexer,
    listing: Listing<L, F, S>,
    stride: Option<Box<Stride>>,
    held: Vec<u8>,
    /// How often what is held was read in vain.
    tries: u32,
    /// How many records in a row the stride did not read.
    odd: u32,
    /// So many more are for the lexer at once: to read each of them in vain first would double the work.
    untried: u32,
    limits: Limits,
}

/// The longest beginning of a record that is held.
const HELD: usize = 4096;
/// So often is the beginning of a record read again when more of it has come: brackets in its texts look like its end.
const TRIES: u32 = 8;
/// So often doubles the number of records that are not tried, while those that are tried are odd.
const DOUBLINGS: u32 = 6;

impl<L: Copy, F: Copy + PartialEq, S: Sink<L, F>> Reader<L, F, S> {
    /// Will read a body of that shape into `sink`.
    pub fn new(schema: Schema<L, F>, sink: S, limits: Limits) -> Self {
        Self {
            lexer: Lexer::default(),
            listing: Listing::new(schema, sink, limits.records),
            stride: Some(Box::new(Stride::new())),
            held: Vec::new(),
            tries: 0,
            odd: 0,
            untried: 0,
            limits,
        }
    }

    /// Reads everything byte by byte: the oracle that tests hold the short cut against.
    #[doc(hidden)]
    #[must_use]
    pub fn without_strides(mut self) -> Self {
        self.stride = None;
        self
    }

    /// Where records go, to say something to it before the first one.
    pub fn sink(&mut self) -> &mut S {
        self.listing.sink()
    }

    /// How many bytes were read.
    pub fn bytes(&self) -> u64 {
        self.lexer.offset() + self.held.len() as u64
    }

    /// How many records the list has so far.
    pub fn records(&self) -> u32 {
        self.listing.records()
    }

    /// Reads one more chunk.
    ///
    /// # Errors
    /// Where it stops being JSON of the documented shape, or what there is too much of. Afterwards the reader is of
    /// no use.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let Some(limit) = self.limits.bytes else {
            return self.read(bytes);
        };
        let room = usize::try_from(limit.saturating_sub(self.bytes())).unwrap_or(usize::MAX);
        self.read(bytes.get(..room).unwrap_or(bytes))?;
        if bytes.len() > room {
            self.let_go()?;
            return Err(Error { offset: limit, kind: Kind::TooLarge { what: "bytes", limit } });
        }
        Ok(())
    }

    /// Ends the body and gives back the sink, and what had to be mended.
    ///
    /// # Errors
    /// What is missing.
    pub fn finish(mut self) -> Result<(S, Mended), Error> {
        self.let_go()?;
        self.lexer.finish(&mut self.listing)?;
        let offset = self.lexer.offset();
        let replaced = self.stride.as_ref().map_or(0, |stride| stride.replaced());
        let mended = Mended {
            replaced: self.lexer.replaced() + replaced,
            repeated_keys: self.listing.repeated_keys(),
        };
        let sink = self.listing.finish().map_err(|kind| Error { offset, kind })?;
        Ok((sink, mended))
    }

    fn read(&mut self, mut bytes: &[u8]) -> Result<(), Error> {
        if !self.held.is_empty() {
            let taken = self.read_held(bytes)?;
            bytes = bytes.get(taken..).unwrap_or_default();
        }
        while !bytes.is_empty() {
            let taken = self.records_in(bytes, u32::MAX)?;
            bytes = bytes.get(taken.bytes..).unwrap_or_default();
            if taken.stop == Stop::Cut && bytes.len() <= HELD {
                self.tries = 0;
                return self.hold(bytes);
            }
            let taken = self.read_closely(bytes)?;
            bytes = bytes.get(taken..).unwrap_or_default();
        }
        Ok(())
    }

    /// Goes on with the record whose beginning is held; says how many bytes of the new chunk it took.
    fn read_held(&mut self, bytes: &[u8]) -> Result<usize, Error> {
        let before = self.held.len();
        let more = bytes.get(..HELD.saturating_sub(before)).unwrap_or(bytes);
        self.hold(more)?;
        let mut odd = false;
        // A record cannot end where no bracket came, so a body that drips is not read again at each byte.
        if more.contains(&b'}') {
            let held = core::mem::take(&mut self.held);
            let taken = self.records_in(&held, 1)?;
            self.held = held;
            if taken.records > 0 {
                self.held.clear();
                return Ok(taken.bytes.saturating_sub(before));
            }
            self.tries += 1;
            odd = taken.stop == Stop::Odd || self.tries == TRIES;
        }
        if self.held.len() < HELD && !odd {
            return Ok(more.len());
        }
        self.held.truncate(before);
        self.let_go()?;
        Ok(0)
    }

    fn hold(&mut self, bytes: &[u8]) -> Result<(), Error> {
        if self.held.try_reserve(bytes.len()).is_err() {
            return Err(Error { offset: self.bytes(), kind: Kind::Full });
        }
        self.held.extend_from_slice(bytes);
        Ok(())
    }

    /// Gives what is held to the lexer.
    fn let_go(&mut self) -> Result<(), Error> {
        let held = core::mem::take(&mut self.held);
        self.lexer.feed(&held, &mut self.listing)
    }

    /// Whole records, if they are what comes next.
    fn records_in(&mut self, bytes: &[u8], most: u32) -> Result<Taken, Error> {
        let none = Taken { bytes: 0, records: 0, stop: Stop::Odd };
        let Some(stride) = &mut self.stride else { return Ok(none) };
        let (Some(fields), Some(between)) = (self.listing.expected(), self.lexer.between_items())
        else {
            return Ok(none);
        };
        if self.untried > 0 {
            self.untried -= 1;
            return Ok(none);
        }
        let most = most.min(self.listing.room());
        let taken = stride.read(bytes, (fields, most, between), self.listing.sink());
        self.lexer.skip_items(taken.bytes);
        self.listing.count(taken.records);
        if taken.records > 0 {
            self.odd = 0;
        } else if taken.stop == Stop::Odd {
            self.odd = DOUBLINGS.min(self.odd + 1);
            self.untried = (1 << self.odd) - 2;
        }
        if taken.stop == Stop::Full {
            return Err(Error { offset: self.lexer.offset(), kind: Kind::Full });
        }
        Ok(taken)
    }

    /// Byte by byte, until a record ends or the chunk does.
    fn read_closely(&mut self, bytes: &[u8]) -> Result<usize, Error> {
        let list = self.listing.list_number();
        if self.stride.is_none() {
            return self.lexer.feed(bytes, &mut self.listing).map(|()| bytes.len());
        }
        let taken = self.lexer.feed_until_stop(bytes, &mut self.listing)?;
        if self.listing.list_number() != list
            && let Some(stride) = &mut self.stride
        {
            stride.begin(self.listing.fields(), S::MODELS);
        }
        Ok(taken)
    }
}

/// What the reader had to mend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// Invalid UTF-8 sequences and lone surrogates that became U+FFFD.
    pub replaced: u64,
    /// Keys that came twice in one object: the last one counts.
    pub repeated_keys: u64,
}
