//! The states of a call.

use core::fmt;

use crate::http::Head;
use crate::http::text::whole_number;

/// A state: `Decoder` reads the body of a success.
pub(super) enum State<Decoder> {
    Reading(Reading<Decoder>),
    At(Stage),
}

impl<Decoder> fmt::Debug for State<Decoder> {
    /// Writes its name only: a body may echo a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Reading(_) => "Reading",
            Self::At(stage) => stage.name(),
        })
    }
}

/// A state in which no success is read.
pub(super) enum Stage {
    New,
    Sent,
    Failing(AnswerStart),
    Waiting(Waiting),
    Renewing,
    Over,
}

impl Stage {
    fn name(&self) -> &'static str {
        match self {
            Self::New => "New",
            Self::Sent => "Sent",
            Self::Failing(_) => "Failing",
            Self::Waiting(_) => "Waiting",
            Self::Renewing => "Renewing",
            Self::Over => "Over",
        }
    }
}

/// The body of a success.
pub(super) struct Reading<Decoder> {
    pub(super) decoder: Decoder,
    /// The length that its head declares, if the bytes that are read can be compared with it.
    pub(super) length: Option<u64>,
    /// The start of the body, which explains a success that is none.
    pub(super) start: AnswerStart,
}

impl<Decoder> Reading<Decoder> {
    pub(super) fn new(decoder: Decoder, head: Head) -> Self {
        Self { decoder, length: declared_length(&head), start: AnswerStart::new(head) }
    }

    /// Returns whether the body ended early, if it had so many bytes.
    pub(super) fn is_cut(&self, bytes: u64) -> bool {
        self.length.is_some_and(|length| bytes < length)
    }
}

/// Returns the declared length; none for a coded body, which has another length once it is decoded.
fn declared_length(head: &Head) -> Option<u64> {
    let coding = head.header("content-encoding").unwrap_or("identity");
    let length = head.header("content-length").and_then(whole_number);
    length.filter(|_| coding.eq_ignore_ascii_case("identity"))
}

/// The body of a failure is read up to here.
const FAILURE_BYTES: usize = 16 * 1024;

/// The head of an answer, and the start of its body.
pub(super) struct AnswerStart {
    pub(super) head: Head,
    pub(super) body: Vec<u8>,
}

impl AnswerStart {
    pub(super) fn new(head: Head) -> Self {
        Self { head, body: Vec::new() }
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        let free = FAILURE_BYTES.saturating_sub(self.body.len()).min(bytes.len());
        self.body.extend_from_slice(bytes.get(..free).unwrap_or_default());
    }

    pub(super) fn is_full(&self) -> bool {
        self.body.len() == FAILURE_BYTES
    }
}

/// The time between two attempts.
#[derive(Clone, Copy)]
pub(super) struct Waiting {
    pub(super) since_ms: u64,
    pub(super) until_ms: u64,
    /// Whether the deadline comes before the wait is over.
    pub(super) is_last: bool,
}
