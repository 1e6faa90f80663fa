//! A streaming reader that a schema directs: bytes in any chunks → records of texts. It knows no provider.
//!
//! One of three readers reads each record, the first that can:
//!
//! ```text
//!  chunk ──▶ Reader
//!              │ between two records of a list           everything else
//!              ▼                                                │
//!   1  RecordTemplate   the same keys as before ────────────────┼───────────▶ Sink: the columns
//!              │ does not match     ▲ cut by Sampler            │                ▲
//!              ▼                    │                           │                │
//!   2  FastReader       key by key ─┴───────────────────────────┼────────────────┤
//!              │ anything unusual: the record from its start    │                │
//!              ▼                                                ▼                │
//!   3  Lexer            byte by byte ──tokens──▶ Document ─────fields────────────┘
//! ```
//!
//! | reader | reads | when | falls back to the next one |
//! |---|---|---|---|
//! | `template` | what changed; compares the rest in few steps | recent records had the same keys, order and separators | a separator or a fixed value differs |
//! | `fast` | each key and value, known separators first | the record is complete in the chunk, or in at most 4 KiB that are buffered | a key twice, a value of another type, an invalid escape or byte, no end in sight |
//! | `lexer` | every byte | always; all errors come from here | - |
//!
//! A reader that fails leaves no trace: the sink drops the record, and the next reader starts at its first byte. So only the
//! lexer makes offsets, pointers, warnings and errors, and tests compare the readers with each other.
//!
//! The readers buffer only a text or record that a chunk cuts, a sample of at most 4 KiB, and a bit for each open bracket.
//! They check what the schema does not name, and drop it. Out of scope: the meaning of a record, and numbers other than
//! integer ids.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "a reader rejects everything that it does not expect"
)]

mod backoff;
mod document;
mod error;
mod fast;
mod key_order;
mod lexer;
mod nesting;
mod number;
mod outcome;
mod reader;
mod sampler;
mod scan;
mod schema;
mod sink;
mod string;
mod template;
mod token;
mod value;

pub use error::{Error, ErrorKind};
pub use lexer::Lexer;
pub use reader::{Limits, Reader, Repairs};
pub use schema::{Field, Key, List, Member, Schema, Type};
pub use sink::Sink;
pub use string::TEXT_LIMIT;
pub use token::{Token, Tokens};

#[cfg(feature = "calls")]
pub(crate) use token::{name_of, scalar};
