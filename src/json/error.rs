//! Why a document cannot be read, and where.

/// What is wrong with a document, and at which byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The offset from the start of the document: of the wrong byte, or of the value that is wrong as a whole.
    pub offset: u64,
    /// What is wrong.
    pub kind: ErrorKind,
}

/// What is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// It is not JSON.
    Syntax {
        /// What the grammar allows.
        expected: &'static str,
        /// The byte that came instead; none for the end of the document.
        found: Option<u8>,
    },
    /// Its encoding is not UTF-8.
    Encoding,
    /// It is JSON, but does not match the schema.
    Shape {
        /// Where, as an RFC 6901 JSON pointer.
        pointer: String,
        /// What the schema allows.
        expected: &'static str,
        /// What came instead.
        found: &'static str,
    },
    /// It exceeds a limit.
    TooLarge {
        /// What is counted.
        what: &'static str,
        /// The limit.
        limit: u64,
    },
    /// Memory is used up.
    OutOfMemory,
}
