//! The state machine of one call: what happened comes in, what to do next comes out, and no clock is read here.
//!
//! ```text
//!            Start              Head 200            Bytes*             End
//!  [new] ───────────▶ [sent] ───────────▶ [reading] ───────▶ [reading] ─────▶ Done(units)
//!          Send          │ Head other        │ not JSON / too large
//!                        ▼                   └──────────────────────────────▶ Done(error)
//!                    [failing] ── Bytes*, End ──────────────────────────────▶ Done(error)
//!
//!  Lost or Elapsed at any stage ────────────────────────────────────────────▶ Done(error)
//! ```
//! One attempt a call for now; `Wait` is the step that trying again will need. If you change a state, change the
//! drawing, and `tests/core/call.rs`, which has a scenario for each arrow.

use core::fmt;

use crate::error::{Attempt, Code, Error};
use crate::http::{Head, Request, Secret, excerpt};
use crate::provider::{Decoder, Limits, Listing, Units, failure, request_id};
use crate::retry::retry_after_ms;

/// How long things may take, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// One attempt: head and whole body.
    pub attempt_ms: u64,
    /// Without a byte.
    pub stall_ms: u64,
    /// All attempts together.
    pub deadline_ms: u64,
}

impl Default for Times {
    fn default() -> Self {
        Self { attempt_ms: 8_000, stall_ms: 5_000, deadline_ms: 25_000 }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// The call begins.
    Start,
    /// The head of an answer came.
    Head(Head),
    /// A piece of its body came.
    Bytes(&'a [u8]),
    /// Its body ended.
    End,
    /// The connection failed; in what words.
    Lost(String),
    /// The time that the last step gave is over.
    Elapsed,
}

/// What to do next.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "there is one step at a time, never a list of them")]
pub enum Step {
    /// Send the request, and wait so long for the head.
    Send {
        /// The request.
        request: Request,
        /// For so long, in milliseconds.
        within_ms: u64,
    },
    /// Read on, and wait so long for a piece of the body.
    Read {
        /// For so long, in milliseconds.
        within_ms: u64,
    },
    /// Wait, then say `Elapsed`.
    Wait {
        /// For so long, in milliseconds.
        ms: u64,
    },
    /// The call has ended.
    Done(Result<Box<Units>, Error>),
}

/// So much of the body of a failure is read.
const FAILURE_BYTES: usize = 16 * 1024;

enum State {
    New,
    Sent,
    Reading(Box<Decoder>),
    Failing { head: Head, body: Vec<u8> },
    Over,
}

impl fmt::Debug for State {
    /// Its name only: a body may echo a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::New => "New",
            Self::Sent => "Sent",
            Self::Reading(_) => "Reading",
            Self::Failing { .. } => "Failing",
            Self::Over => "Over",
        })
    }
}

/// One call of one service.
#[derive(Debug)]
pub struct Call {
    listing: Box<dyn Listing>,
    credential: Secret,
    limits: Limits,
    times: Times,
    state: State,
    status: Option<u16>,
    request_id: Option<String>,
    /// When the caller asked: the deadline counts from here.
    asked_ms: Option<u64>,
    random: u64,
    /// When the attempt began.
    began_ms: u64,
    progress: Progress,
}

/// How far a call is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the body read, decoded.
    pub bytes: u64,
    /// Units read.
    pub units: u32,
}

impl Call {
    /// A call that has not begun.
    pub fn new(
        listing: Box<dyn Listing>,
        credential: Secret,
        limits: Limits,
        times: Times,
    ) -> Self {
        Self {
            listing,
            credential,
            limits,
            times,
            state: State::New,
            status: None,
            request_id: None,
            asked_ms: None,
            random: 0,
            began_ms: 0,
            progress: Progress::default(),
        }
    }

    /// Says when the caller asked, if that was before the start.
    #[must_use]
    pub fn asked_at(mut self, asked_ms: u64) -> Self {
        self.asked_ms = Some(asked_ms);
        self
    }

    /// Gives it a random number of its own.
    #[must_use]
    pub fn with_random(mut self, random: u64) -> Self {
        self.random = random;
        self
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// What to do next, after what happened at `now_ms`.
    pub fn next(&mut self, event: Event<'_>, now_ms: u64) -> Step {
        let state = core::mem::replace(&mut self.state, State::Over);
        let result = match (state, event) {
            (State::New, Event::Start) => return self.send(now_ms),
            (State::Sent, Event::Head(head)) => return self.head(head, now_ms),
            (State::Reading(decoder), Event::Bytes(bytes)) => match self.read(decoder, bytes) {
                Ok(()) => return self.go_on(now_ms),
                Err(error) => Err(error),
            },
            (State::Reading(decoder), Event::End) => decoder.finish(),
            (State::Failing { head, mut body }, Event::Bytes(bytes)) => {
                let room = FAILURE_BYTES.saturating_sub(body.len()).min(bytes.len());
                body.extend_from_slice(bytes.get(..room).unwrap_or_default());
                if body.len() < FAILURE_BYTES {
                    self.state = State::Failing { head, body };
                    return self.go_on(now_ms);
                }
                Err(self.failed(&head, &body))
            }
            // NOTE: the status says more than a body that is late or cut, so it is the status that is told.
            (State::Failing { head, body }, _) => Err(self.failed(&head, &body)),
            (_, Event::Lost(words)) => Err(self.lost(&words)),
            (_, Event::Elapsed) => Err(self.late(now_ms)),
            _ => Err(Error::new(
                Code::Internal,
                "The call was told something that cannot happen now.",
            )),
        };
        Step::Done(self.done(result, now_ms))
    }

    fn send(&mut self, now_ms: u64) -> Step {
        self.asked_ms.get_or_insert(now_ms);
        self.began_ms = now_ms;
        self.state = State::Sent;
        match self.within(now_ms) {
            0 => self.next(Event::Elapsed, now_ms),
            within_ms => Step::Send { request: self.listing.request(&self.credential), within_ms },
        }
    }

    fn head(&mut self, head: Head, now_ms: u64) -> Step {
        self.status = (head.status != 0).then_some(head.status);
        self.request_id = request_id(&head, |text| self.credential.redact(text));
        self.state = match head.status {
            // A 204 has no body, which the decoder calls empty.
            200 | 204 => {
                State::Reading(Box::new(self.listing.decoder(self.limits).with_seed(self.random)))
            }
            _ => State::Failing { head, body: Vec::new() },
        };
        self.go_on(now_ms)
    }

    fn read(&mut self, mut decoder: Box<Decoder>, bytes: &[u8]) -> Result<(), Error> {
        decoder.push(bytes)?;
        self.progress = Progress { bytes: decoder.bytes(), units: decoder.units() };
        self.state = State::Reading(decoder);
        Ok(())
    }

    /// Reads on, unless the time is over: bytes that are always there must not outrun every timer.
    fn go_on(&mut self, now_ms: u64) -> Step {
        match self.within(now_ms) {
            0 => self.next(Event::Elapsed, now_ms),
            within_ms => Step::Read { within_ms },
        }
    }

    /// How long the next thing may take.
    fn within(&self, now_ms: u64) -> u64 {
        let attempt = self.times.attempt_ms.saturating_sub(self.spent(now_ms));
        let deadline = self.times.deadline_ms.saturating_sub(self.asked_for(now_ms));
        attempt.min(deadline).min(self.times.stall_ms)
    }

    fn asked_for(&self, now_ms: u64) -> u64 {
        now_ms.saturating_sub(self.asked_ms.unwrap_or(now_ms))
    }

    fn spent(&self, now_ms: u64) -> u64 {
        now_ms.saturating_sub(self.began_ms)
    }

    fn failed(&self, head: &Head, body: &[u8]) -> Error {
        let error =
            failure(self.listing.as_ref(), head, &String::from_utf8_lossy(body), &self.credential);
        error.with(|details| {
            details.retry_after_ms = head.header("retry-after").and_then(retry_after_ms);
        })
    }

    fn lost(&self, words: &str) -> Error {
        let stage =
            if self.status.is_some() { "broke off while the body was read" } else { "failed" };
        let words = self.credential.redact(words);
        let words = excerpt(&words, 200);
        Error::new(
            Code::Network,
            format!("The connection to {} {stage}: {words}", self.listing.provider()),
        )
    }

    fn late(&self, now_ms: u64) -> Error {
        let limit = if self.asked_for(now_ms) >= self.times.deadline_ms {
            format!("the whole call may take {} ms", self.times.deadline_ms)
        } else if self.spent(now_ms) >= self.times.attempt_ms {
            format!("an attempt may take {} ms", self.times.attempt_ms)
        } else {
            format!("it may stay silent for {} ms", self.times.stall_ms)
        };
        Error::new(Code::Timeout, format!("{} took too long: {limit}.", self.listing.provider()))
    }

    /// The attempt that the call was, for who watches it.
    pub fn attempt(&self, error: Option<&Error>, now_ms: u64) -> Attempt {
        let kind = error.map(Error::code);
        Attempt { status: self.status, kind, wait_ms: 0, ms: self.spent(now_ms) }
    }

    fn done(&self, result: Result<Box<Units>, Error>, now_ms: u64) -> Result<Box<Units>, Error> {
        result.map_err(|error| {
            let attempt = self.attempt(Some(&error), now_ms);
            error.with(|details| {
                details.provider = Some(self.listing.provider());
                details.status = self.status;
                details.request_id = details.request_id.take().or_else(|| self.request_id.clone());
                details.attempts.push(attempt);
            })
        })
    }
}
