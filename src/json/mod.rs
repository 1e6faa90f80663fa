//! The schema-directed streaming reader: bytes in any chunks → records of texts. It knows no service.
//!
//! ```text
//!  bytes ──▶ Lexer ──tokens──▶ Listing ──fields──▶ Sink
//!            grammar           schema              whoever keeps them
//! ```
//! Nothing is held but the text under way and a bit per open bracket; what the schema does not name is checked and
//! dropped. Out of scope: what a record means, and any number but the integers that ids are.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "to a reader, whatever is not expected here is wrong"
)]

mod error;
mod lexer;
mod listing;
mod nesting;
mod number;
mod schema;
mod text;

pub use error::{Error, Kind};
pub use lexer::{Lexer, TEXT_LIMIT, Token, Tokens};
pub use listing::Sink;
pub use schema::{Field, Key, List, Member, Schema, Type};

use listing::Listing;

/// How much may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the body; none: any number.
    pub bytes: Option<u64>,
    /// Records in the list.
    pub records: u32,
}

/// Reads one body that arrives in chunks.
#[derive(Debug)]
pub struct Reader<L: 'static, F: 'static, S> {
    lexer: Lexer,
    listing: Listing<L, F, S>,
    limits: Limits,
}

impl<L: Copy, F: Copy, S: Sink<L, F>> Reader<L, F, S> {
    /// Will read a body of that shape into `sink`.
    pub fn new(schema: Schema<L, F>, sink: S, limits: Limits) -> Self {
        Self {
            lexer: Lexer::default(),
            listing: Listing::new(schema, sink, limits.records),
            limits,
        }
    }

    /// How many bytes were read.
    pub fn bytes(&self) -> u64 {
        self.lexer.offset()
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
            return self.lexer.feed(bytes, &mut self.listing);
        };
        let room = usize::try_from(limit.saturating_sub(self.bytes())).unwrap_or(usize::MAX);
        self.lexer.feed(bytes.get(..room).unwrap_or(bytes), &mut self.listing)?;
        if bytes.len() > room {
            return Err(Error { offset: limit, kind: Kind::TooLarge { what: "bytes", limit } });
        }
        Ok(())
    }

    /// Ends the body and gives back the sink, and what had to be mended.
    ///
    /// # Errors
    /// What is missing.
    pub fn finish(mut self) -> Result<(S, Mended), Error> {
        self.lexer.finish(&mut self.listing)?;
        let offset = self.lexer.offset();
        let mended =
            Mended { replaced: self.lexer.replaced(), repeated_keys: self.listing.repeated_keys() };
        let sink = self.listing.finish().map_err(|kind| Error { offset, kind })?;
        Ok((sink, mended))
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
