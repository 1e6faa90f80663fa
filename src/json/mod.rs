//! The schema-directed streaming reader: bytes in any chunks → records of texts. It knows no service.
//!
//! A record takes one of three ways, the first that can read it:
//!
//! ```text
//!  chunk ──▶ Reader
//!              │ between two records of a list           everything else
//!              ▼                                                │
//!   1  RecordTemplate   as the records before ──────────────────┼───────────▶ Sink: the columns
//!              │ does not fit       ▲ cut by Sampler            │                ▲
//!              ▼                    │                           │                │
//!   2  FastReader       key by key ─┴───────────────────────────┼────────────────┤
//!              │ anything unusual: the record from its start    │                │
//!              ▼                                                ▼                │
//!   3  Lexer            byte by byte ──tokens──▶ Listing ──────fields────────────┘
//! ```
//!
//! | way | reads | when | goes on with the next way |
//! |---|---|---|---|
//! | `template` | what changed; the rest is compared in one go | the last records had the same keys, order and separators | a separator or a fixed value differs |
//! | `fast` | each key and value, known separators first | the whole record is in the chunk, or in at most 4 KiB buffered of it | a key twice, a value of another type, an invalid escape or byte, no end in sight |
//! | `lexer` | every byte | always; all errors come from here | - |
//!
//! A way that fails leaves nothing visible behind: the sink drops the record, and the next way reads it from its first
//! byte. So offsets, pointers, warnings and errors are the lexer's alone, and tests hold the ways against each other.
//!
//! Buffered are only the text or record that a chunk cuts, a sample of at most 4 KiB, and a bit per open bracket. What the
//! schema does not name is checked and dropped. Out of scope: what a record means, and any number but the integers that
//! ids are.

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
