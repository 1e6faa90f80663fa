//! The schema-directed streaming reader: bytes in any chunks → records of texts. It knows no service.
//!
//! A record takes one of three ways, the first that can read it:
//!
//! ```text
//!  chunk ──▶ Reader: at a list, between two records?
//!              │ yes                                          │ no: the document around the list
//!              ▼                                              │
//!   1  RecordTemplate   as the records before?                │
//!              │ no                  Sampler cuts a new one   │
//!              ▼                            ▲                 │
//!   2  FastReader       key by key, at hand whole ────────┐   │
//!              │ no: anything unusual                     │   │
//!              ▼                                          │   │
//!   3  Lexer ──tokens──▶ Listing ──fields──┐◀─────────────│───┘
//!      byte by byte                        ▼              ▼
//!                                         Sink: the columns
//! ```
//!
//! | way | reads | when | goes on with the next way |
//! |---|---|---|---|
//! | [`template`] | what changed; the rest is compared in one go | the last records had the same keys, order and separators | a separator or a fixed value differs |
//! | [`fast`] | each key and value, known separators first | the whole record is in the chunk, or in at most 4 KiB buffered of it | a key twice, a value of another type, an escape or byte that is no JSON, no end in sight |
//! | [`lexer`] | every byte | always; all errors come from here | - |
//!
//! A way that fails leaves nothing behind: the sink drops the record, and the next way reads it from its first byte. So
//! offsets, pointers, warnings and errors are the lexer's alone, and tests hold the ways against each other.
//!
//! Nothing is buffered but the text or the record that a chunk cuts, and a bit per open bracket; what the schema does not
//! name is checked and dropped. Out of scope: what a record means, and any number but the integers that ids are.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "to a reader, whatever is not expected here is wrong"
)]

mod backoff;
mod error;
mod fast;
mod key_order;
mod lexer;
mod listing;
mod nesting;
mod number;
mod outcome;
mod reader;
mod sampler;
mod scan;
mod schema;
mod template;
mod text;
mod value;

pub use error::{Error, Kind};
pub use lexer::{Lexer, Token, Tokens};
pub use listing::Sink;
pub use reader::{Limits, Reader, Repairs};
pub use schema::{Field, Key, List, Member, Schema, Type};
pub use text::TEXT_LIMIT;

#[cfg(feature = "calls")]
pub(crate) use listing::{name_of, scalar};
