//! Where a call stands.

use core::fmt;

use super::asked::Body;
use crate::http::Head;

pub(super) enum State {
    New,
    Sent,
    Reading(Reading),
    Failing(Failing),
    Waiting(Waiting),
    Renewing,
    Over,
}

impl fmt::Debug for State {
    /// Its name only: a body may echo a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::New => "New",
            Self::Sent => "Sent",
            Self::Reading(_) => "Reading",
            Self::Failing(_) => "Failing",
            Self::Waiting(_) => "Waiting",
            Self::Renewing => "Renewing",
            Self::Over => "Over",
        })
    }
}

/// An answer that may be a good one.
pub(super) struct Reading {
    pub(super) body: Body,
    /// How long it says it is, where that can be compared.
    length: Option<u64>,
}

impl Reading {
    /// What a coding makes of a body has another length, so that is not compared.
    pub(super) fn of(body: Body, head: &Head) -> Self {
        let coding = head.header("content-encoding").unwrap_or("identity");
        let length = head.header("content-length").and_then(|length| length.parse().ok());
        Self { body, length: length.filter(|_| coding.eq_ignore_ascii_case("identity")) }
    }

    /// Whether it is shorter than it says.
    pub(super) fn is_cut(&self) -> bool {
        self.length.is_some_and(|length| self.body.bytes() < length)
    }
}

/// So much of the body of a failure is read.
const FAILURE_BYTES: usize = 16 * 1024;

/// An answer that is none, and what it says.
pub(super) struct Failing {
    pub(super) head: Head,
    pub(super) body: Vec<u8>,
}

impl Failing {
    pub(super) fn of(head: Head) -> Self {
        Self { head, body: Vec::new() }
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        let room = FAILURE_BYTES.saturating_sub(self.body.len()).min(bytes.len());
        self.body.extend_from_slice(bytes.get(..room).unwrap_or_default());
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
