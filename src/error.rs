//! The one type of errors: a code of a closed list, a sentence, and what else is known. Only the code is promised.

use core::fmt;

#[cfg(feature = "calls")]
use crate::http::excerpt;
use crate::unit::OutOfMemory;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// What went wrong: the part of an error that is promised.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Returns the code as JavaScript sees it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

codes! {
    /// An option is missing or not allowed.
    Option = "ERR_OPTION",
    /// It was used before it was ready or after it was freed.
    State = "ERR_STATE",
    /// No complete answer came.
    Network = "ERR_NETWORK",
    /// It took too long.
    Timeout = "ERR_TIMEOUT",
    /// The provider refuses the token or key.
    Unauthorized = "ERR_UNAUTHORIZED",
    /// The token or key may not do this.
    Forbidden = "ERR_FORBIDDEN",
    /// The provider knows no such account.
    NotFound = "ERR_NOT_FOUND",
    /// Too many requests.
    RateLimited = "ERR_RATE_LIMITED",
    /// The provider failed.
    Server = "ERR_SERVER",
    /// The provider answered with another status than the documented ones.
    Status = "ERR_STATUS",
    /// The provider answered with a redirect.
    Redirect = "ERR_REDIRECT",
    /// The input is larger than a limit allows.
    TooLarge = "ERR_TOO_LARGE",
    /// The tree is deeper than nested output may be.
    TooDeep = "ERR_TOO_DEEP",
    /// The body is not JSON.
    Json = "ERR_JSON",
    /// The body is JSON of another shape.
    Shape = "ERR_SHAPE",
    /// The token endpoint gave no token.
    Token = "ERR_TOKEN",
    /// A fault of this library.
    Internal = "ERR_INTERNAL",
}

impl Code {
    /// Returns the code of an answer that is no success.
    pub const fn of_status(status: u16) -> Self {
        match status {
            0 | 300..=399 => Self::Redirect,
            401 => Self::Unauthorized,
            403 => Self::Forbidden,
            404 => Self::NotFound,
            429 => Self::RateLimited,
            500..=599 => Self::Server,
            _ => Self::Status,
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One attempt to get an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The status of the answer, if one came.
    pub status: Option<u16>,
    /// What went wrong, if anything did.
    pub kind: Option<Code>,
    /// The wait before it, in milliseconds.
    pub wait_ms: u64,
    /// How long it took, in milliseconds.
    pub ms: u64,
}

macro_rules! details {
    ($($(#[$doc:meta])* $field:ident: $Type:ty = $name:literal,)*) => {
        /// What is known beside the code and the sentence.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Details { $($(#[$doc])* pub $field: $Type,)* }

        impl Details {
            /// The names of all fields, as JavaScript sees them, in order.
            pub const NAMES: &'static [&'static str] = &[$($name,)*];

            /// Returns each field under its name of JavaScript's; none for a field that is not known.
            pub fn fields(&self) -> [(&'static str, Option<Detail<'_>>); Self::NAMES.len()] {
                [$(($name, self.$field.detail()),)*]
            }
        }
    };
}

details! {
    /// The provider, by the name that JavaScript sees.
    provider: Option<&'static str> = "provider",
    /// The status of its answer.
    status: Option<u16> = "status",
    /// The provider's own words.
    reason: Option<String> = "reason",
    /// How long the provider asks callers to wait, in milliseconds.
    retry_after_ms: Option<u64> = "retryAfterMs",
    /// The provider's name for the request.
    request_id: Option<String> = "requestId",
    /// Every attempt.
    attempts: Vec<Attempt> = "attempts",
    /// What usually causes it, in plain words.
    hint: Option<&'static str> = "hint",
    /// The start of the body, redacted: at most 512 characters.
    body: Option<String> = "body",
    /// The byte of the body where it goes wrong.
    offset: Option<u64> = "offset",
    /// The place in the body where it goes wrong, as a JSON pointer.
    pointer: Option<String> = "pointer",
    /// What should have been there.
    expected: Option<String> = "expected",
    /// What was there.
    found: Option<String> = "found",
    /// The limit that was passed.
    limit: Option<u64> = "limit",
}

/// The value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail<'a> {
    /// A text.
    Text(&'a str),
    /// A number.
    Number(u64),
    /// Attempts, in order.
    Attempts(&'a [Attempt]),
}

/// A field of [`Details`].
trait Known {
    fn detail(&self) -> Option<Detail<'_>>;
}

impl Known for Option<&'static str> {
    fn detail(&self) -> Option<Detail<'_>> {
        self.map(Detail::Text)
    }
}

impl Known for Option<String> {
    fn detail(&self) -> Option<Detail<'_>> {
        self.as_deref().map(Detail::Text)
    }
}

impl Known for Option<u16> {
    fn detail(&self) -> Option<Detail<'_>> {
        self.map(|number| Detail::Number(number.into()))
    }
}

impl Known for Option<u64> {
    fn detail(&self) -> Option<Detail<'_>> {
        self.map(Detail::Number)
    }
}

impl Known for Vec<Attempt> {
    fn detail(&self) -> Option<Detail<'_>> {
        Some(Detail::Attempts(self))
    }
}

/// An error: a code, a sentence and what else is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    code: Code,
    message: String,
    details: Details,
}

impl Error {
    /// Makes an error with a sentence that says what happened and what to do.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self(Box::new(Inner { code, message: message.into(), details: Details::default() }))
    }

    /// Sets another code.
    #[must_use]
    pub fn with_code(mut self, code: Code) -> Self {
        self.0.code = code;
        self
    }

    /// Returns the code.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// Returns the sentence.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Returns what else is known.
    pub fn details(&self) -> &Details {
        &self.0.details
    }

    /// Changes what else is known.
    #[must_use]
    pub fn with(mut self, add: impl FnOnce(&mut Details)) -> Self {
        add(&mut self.0.details);
        self
    }
}

#[cfg(feature = "calls")]
impl Error {
    /// Adds the start of a redacted body. A body that is cut first may hold a part of a secret.
    #[must_use]
    pub fn with_body(self, redacted: &str) -> Self {
        let body = excerpt(redacted, 512).to_owned();
        self.with(|details| details.body = (!body.is_empty()).then_some(body))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.message())
    }
}

impl core::error::Error for Error {}

impl From<OutOfMemory> for Error {
    fn from(OutOfMemory: OutOfMemory) -> Self {
        Self::new(Code::TooLarge, "There is no memory for a listing of this size.")
    }
}
