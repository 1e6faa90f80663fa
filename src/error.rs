//! One error: a closed list of codes, where it happened, and a sentence. Only the code is promised.

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

            /// The code as JavaScript sees it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

codes! {
    /// An option is missing or not allowed.
    Option = "ERR_OPTION",
    /// Used before it was ready or after it was freed.
    State = "ERR_STATE",
    /// No whole answer came.
    Network = "ERR_NETWORK",
    /// It took too long.
    Timeout = "ERR_TIMEOUT",
    /// The token or key was refused.
    Unauthorized = "ERR_UNAUTHORIZED",
    /// The token or key may not do this.
    Forbidden = "ERR_FORBIDDEN",
    /// There is no such account.
    NotFound = "ERR_NOT_FOUND",
    /// Too many requests.
    RateLimited = "ERR_RATE_LIMITED",
    /// The service failed.
    Server = "ERR_SERVER",
    /// Another status than the documented ones.
    Status = "ERR_STATUS",
    /// The service answered with a redirect.
    Redirect = "ERR_REDIRECT",
    /// More came than was allowed.
    TooLarge = "ERR_TOO_LARGE",
    /// The tree is deeper than nested output may be.
    TooDeep = "ERR_TOO_DEEP",
    /// The body is not JSON.
    Json = "ERR_JSON",
    /// The body is JSON of another shape.
    Shape = "ERR_SHAPE",
    /// The token endpoint answered something that is no token.
    Token = "ERR_TOKEN",
    /// A fault of this library.
    Internal = "ERR_INTERNAL",
}

impl Code {
    /// What a status other than 200 means.
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

/// One try at a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The status, if an answer came.
    pub status: Option<u16>,
    /// What went wrong, if something did: a code.
    pub kind: Option<Code>,
    /// How long was waited before it, in milliseconds.
    pub wait_ms: u64,
    /// How long it took, in milliseconds.
    pub ms: u64,
}

/// What is known beside the code and the sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Details {
    /// The provider, by the name that JavaScript sees.
    pub provider: Option<&'static str>,
    /// The status it answered with.
    pub status: Option<u16>,
    /// The service's own words.
    pub reason: Option<String>,
    /// How long the service asks to wait, in milliseconds.
    pub retry_after_ms: Option<u64>,
    /// The service's name for this request.
    pub request_id: Option<String>,
    /// Every try that was made.
    pub attempts: Vec<Attempt>,
    /// What usually causes it, in plain words.
    pub hint: Option<&'static str>,
    /// The start of the body, redacted: at most 512 characters.
    pub body: Option<String>,
    /// The byte of the body where it goes wrong.
    pub offset: Option<u64>,
    /// The place in the body where it goes wrong, as a JSON pointer.
    pub pointer: Option<String>,
    /// What should have been there.
    pub expected: Option<String>,
    /// What was there.
    pub found: Option<String>,
    /// The limit that was passed.
    pub limit: Option<u64>,
}

/// A code, a sentence and what is known beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    code: Code,
    message: String,
    details: Details,
}

impl Error {
    /// An error with a sentence that says what happened and what to do.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self(Box::new(Inner { code, message: message.into(), details: Details::default() }))
    }

    /// The same with another code.
    #[must_use]
    pub fn with_code(mut self, code: Code) -> Self {
        self.0.code = code;
        self
    }

    /// The code.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// The sentence.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What is known beside them.
    pub fn details(&self) -> &Details {
        &self.0.details
    }

    /// Adds to what is known.
    #[must_use]
    pub fn with(mut self, add: impl FnOnce(&mut Details)) -> Self {
        add(&mut self.0.details);
        self
    }
}

#[cfg(feature = "calls")]
impl Error {
    /// Adds the start of a body that has been redacted: cutting it first could cut a secret in two.
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
