//! What happens to a call, and what it asks its host to do.

use crate::error::Error;
use crate::http::{Head, Request, Secret};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// The call begins.
    Start,
    /// The head of an answer came.
    Head(Head),
    /// A chunk of its body came.
    Bytes(&'a [u8]),
    /// Its body ended.
    End,
    /// The request was not sent, in the words of the runtime.
    Unsent(String),
    /// The connection failed, in the words of the runtime; the provider may have the request.
    Lost(String),
    /// The time that the last action gave is over.
    Elapsed,
    /// Another credential came.
    Credential(Secret),
}

/// What the host does next. An action other than `Read` needs nothing more of the answer before it.
#[derive(Debug)]
pub enum Action {
    /// Send the request, and wait for the head of its answer.
    Send {
        /// The request.
        request: Request,
        /// How long to wait, in milliseconds.
        within_ms: u64,
    },
    /// Read on, and wait for a chunk of the body.
    Read {
        /// How long to wait, in milliseconds.
        within_ms: u64,
    },
    /// Wait, then report `Elapsed`.
    Wait {
        /// How long to wait, in milliseconds.
        ms: u64,
    },
    /// Ask for another credential.
    Renew {
        /// The credential that the provider refused.
        rejected: Secret,
        /// How long to wait, in milliseconds.
        within_ms: u64,
    },
}

/// The next step of a call.
#[derive(Debug)]
pub enum Step<Output> {
    /// The host does this, and reports what happened.
    Do(Action),
    /// The call has ended.
    Done(Result<Output, Error>),
}
