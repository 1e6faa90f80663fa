//! Why a body could not be read, and where.

/// What is wrong with a body, at a byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The byte where it goes wrong, counted from the start of the body; of a value that is no syntax error, its first.
    pub offset: u64,
    /// What goes wrong there.
    pub kind: Kind,
}

/// What is wrong with a body.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// It is not JSON: what was expected, and what came (`None`: the end of the body).
    Syntax {
        /// What the grammar allows here.
        expected: &'static str,
        /// The byte that came instead.
        found: Option<u8>,
    },
    /// It is text in another encoding than UTF-8.
    Encoding,
    /// It is JSON of another shape.
    Shape {
        /// Where, as an RFC 6901 JSON pointer.
        pointer: String,
        /// What the documented shape has here.
        expected: &'static str,
        /// What came instead.
        found: &'static str,
    },
    /// It is more than was allowed.
    TooLarge {
        /// What there is too much of.
        what: &'static str,
        /// How much was allowed.
        limit: u64,
    },
    /// There is no memory for it.
    OutOfMemory,
}
