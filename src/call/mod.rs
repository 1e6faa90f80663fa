//! The state machine of one call: what happened comes in, what to do next comes out, and no clock is read here.
//!
//! ```text
//!                  ┌───────────────────────────── Send ◀────────────────────────────┐
//!          Start   ▼        Head 200                     End                        │
//!  [new] ──Send─▶ [sent] ────────────▶ [reading] ◀ Bytes ─────▶ Done(answer)        │
//!                  │  │ Head other        │  └ too large ─────▶ Done(error)         │
//!                  │  └──▶ [failing] ◀ Bytes                                        │ Credential
//!             Lost,│          │ End,      │ no listing,                             │ Elapsed
//!          Elapsed │          │ or sooner │ cut, Lost, Elapsed                      │
//!                  ▼          ▼           ▼                                         │
//!                 ( another attempt? ) ── yes ── Wait ──▶ [waiting] ────────────────┤
//!                  │ no               └─ a first 401, and there may be another      │
//!                  ▼                     credential ── Renew ──▶ [renewing] ────────┘
//!               Done(error)
//!
//!  The deadline over, wherever it is ──▶ Done(ERR_TIMEOUT)
//! ```
//! Which ends deserve another attempt, and how long the wait is, `retry` says. The request that follows a 401 is one
//! more than the attempts. If you change a state, change the drawing, and `tests/core/call.rs` or `retrying.rs`, which
//! have a scenario for each arrow.

mod asked;
mod hint;
mod state;
mod times;

pub use asked::Answer;
pub use times::Times;

use crate::error::{Attempt, Code, Error};
use crate::http::{Head, Request, Secret, excerpt, retry_after_ms};
use crate::provider::autodesk::mint::Mint;
use crate::provider::{Limits, Listing};
use crate::retry::{ATTEMPTS, Ending, Retry};
use asked::Asked;
use hint::hint;
use state::{Failing, Reading, State, Waiting};
use times::{Clock, Phase};

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
    /// Another credential came.
    Credential(Secret),
}

/// What to do next. A step other than `Read` needs nothing more of the answer that came before it.
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
    /// Ask for another credential, and wait so long for it.
    Renew {
        /// The one that was refused.
        rejected: Secret,
        /// For so long, in milliseconds.
        within_ms: u64,
    },
    /// The call has ended.
    Done(Result<Answer, Error>),
}

/// One call of one service.
#[derive(Debug)]
pub struct Call {
    asked: Asked,
    clock: Clock,
    max_attempts: u32,
    retry: Retry,
    /// Whether a 401 may be answered with another credential: once.
    is_renewable: bool,
    /// What a calendar said when the caller asked, in milliseconds since 1970.
    unix_ms: Option<u64>,
    random: u64,
    state: State,
    status: Option<u16>,
    request_id: Option<String>,
    attempts: Vec<Attempt>,
    /// When the last attempt ended.
    ended_ms: Option<u64>,
    progress: Progress,
}

/// How far an attempt is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the body read, decoded.
    pub bytes: u64,
    /// Units read.
    pub units: u32,
}

impl Call {
    /// A call for a listing that has not begun.
    pub fn new(
        listing: Box<dyn Listing>,
        credential: Secret,
        limits: Limits,
        times: Times,
    ) -> Self {
        Self::of(Asked::Units { listing, credential, refused: None, limits }, times)
    }

    /// A call for a token that has not begun.
    pub fn mint(mint: Mint, times: Times) -> Self {
        Self::of(Asked::Token(Box::new(mint)), times)
    }

    fn of(asked: Asked, times: Times) -> Self {
        Self {
            asked,
            clock: Clock::new(times),
            max_attempts: ATTEMPTS,
            retry: Retry::new(ATTEMPTS, 0),
            is_renewable: false,
            unix_ms: None,
            random: 0,
            state: State::New,
            status: None,
            request_id: None,
            attempts: Vec::new(),
            ended_ms: None,
            progress: Progress::default(),
        }
    }

    /// Says how many attempts it may make.
    #[must_use]
    pub fn with_attempts(mut self, max_attempts: u32) -> Self {
        self.max_attempts = max_attempts;
        self.retry = Retry::new(max_attempts, self.random);
        self
    }

    /// Says that its credential comes from somewhere where there may be another one.
    #[must_use]
    pub fn renewable(mut self, is_renewable: bool) -> Self {
        self.is_renewable = is_renewable;
        self
    }

    /// Says when the caller asked, if that was before the start.
    #[must_use]
    pub fn asked_at(mut self, asked_ms: u64) -> Self {
        self.clock.ask(asked_ms);
        self
    }

    /// Says what a calendar showed when the caller asked, in milliseconds since 1970: dates without a `Date` beside them
    /// are measured against it.
    #[must_use]
    pub fn with_calendar(mut self, unix_ms: u64) -> Self {
        self.unix_ms = Some(unix_ms);
        self
    }

    /// Gives it a random number of its own.
    #[must_use]
    pub fn with_random(mut self, random: u64) -> Self {
        self.random = random;
        self.retry = Retry::new(self.max_attempts, random);
        self
    }

    /// How far its attempt is.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// The attempts that are over, in order.
    pub fn attempts(&self) -> &[Attempt] {
        &self.attempts
    }

    /// What to do next, after what happened at `now_ms`.
    pub fn next(&mut self, event: Event<'_>, now_ms: u64) -> Step {
        let state = core::mem::replace(&mut self.state, State::Over);
        match (state, event) {
            (State::New, Event::Start) => self.start(now_ms),
            (State::Sent, Event::Head(head)) => self.head(head, now_ms),
            (State::Reading(reading), Event::Bytes(bytes)) => self.read(reading, bytes, now_ms),
            (State::Reading(reading), Event::End) => self.finish(reading, now_ms),
            (State::Failing(failing), Event::Bytes(bytes)) => {
                self.read_failure(failing, bytes, now_ms)
            }
            // NOTE: the status says more than a body that is late or cut, so it is the status that is told.
            (State::Failing(failing), Event::End | Event::Lost(_) | Event::Elapsed) => {
                self.refused(&failing, now_ms)
            }
            (State::Waiting(waiting), Event::Elapsed) => self.waited(waiting, now_ms),
            (State::Renewing, Event::Credential(credential)) => {
                self.asked.renew(credential);
                self.send(now_ms)
            }
            (State::Renewing, Event::Elapsed) => self.out_of_time(),
            (State::Sent | State::Reading(_), Event::Lost(words)) => {
                let error = self.lost(&words);
                self.ended(Ending::Lost, error, now_ms)
            }
            (State::Sent | State::Reading(_), Event::Elapsed) => self.late(now_ms),
            _ => Step::Done(Err(Error::new(
                Code::Internal,
                "The call was told something that cannot happen now.",
            ))),
        }
    }

    fn start(&mut self, now_ms: u64) -> Step {
        self.clock.ask(now_ms);
        self.send(now_ms)
    }

    fn send(&mut self, now_ms: u64) -> Step {
        if self.clock.is_late_for(self.clock.left(now_ms), self.attempts.is_empty()) {
            return self.out_of_time();
        }
        self.clock.begin(now_ms);
        (self.status, self.request_id, self.progress) = (None, None, Progress::default());
        self.state = State::Sent;
        let within_ms = self.clock.within(now_ms);
        Step::Send { request: self.asked.request(), within_ms }
    }

    fn head(&mut self, head: Head, now_ms: u64) -> Step {
        self.status = (head.status != 0).then_some(head.status);
        self.request_id = self.asked.request_id(&head);
        self.clock.hear(now_ms);
        self.state = match self.asked.body(&head, self.random) {
            Some(body) => State::Reading(Reading::of(body, &head)),
            None => State::Failing(Failing::of(head)),
        };
        self.go_on(now_ms)
    }

    fn read(&mut self, mut reading: Reading, bytes: &[u8], now_ms: u64) -> Step {
        self.hear(bytes, now_ms);
        let body = &mut reading.body;
        if let Err(error) = body.push(bytes) {
            return self.unreadable(error, now_ms);
        }
        self.progress = Progress { bytes: body.bytes(), units: body.units() };
        self.state = State::Reading(reading);
        self.go_on(now_ms)
    }

    fn finish(&mut self, reading: Reading, now_ms: u64) -> Step {
        let is_cut = reading.is_cut();
        match self.asked.finish(reading.body) {
            Ok(answer) => {
                self.note(None, now_ms);
                Step::Done(Ok(answer))
            }
            Err(_) if is_cut => {
                let error = self.lost("it ended before its Content-Length");
                self.ended(Ending::Lost, error, now_ms)
            }
            Err(error) => self.unreadable(error, now_ms),
        }
    }

    fn read_failure(&mut self, mut failing: Failing, bytes: &[u8], now_ms: u64) -> Step {
        self.hear(bytes, now_ms);
        failing.push(bytes);
        if failing.is_full() {
            return self.refused(&failing, now_ms);
        }
        self.state = State::Failing(failing);
        self.go_on(now_ms)
    }

    /// A piece without a byte does not break the silence.
    fn hear(&mut self, bytes: &[u8], now_ms: u64) {
        if !bytes.is_empty() {
            self.clock.hear(now_ms);
        }
    }

    /// Reads on, unless the time is over: bytes that are always there must not outrun every timer.
    fn go_on(&mut self, now_ms: u64) -> Step {
        match self.clock.within(now_ms) {
            0 => self.next(Event::Elapsed, now_ms),
            within_ms => Step::Read { within_ms },
        }
    }

    /// An answer that is no success.
    fn refused(&mut self, Failing { head, body }: &Failing, now_ms: u64) -> Step {
        let unix_ms = self.unix_ms.map(|unix_ms| unix_ms + self.clock.asked_for(now_ms));
        let asked_ms = retry_after_ms(head, unix_ms);
        let error = self.asked.failure(head, &String::from_utf8_lossy(body));
        let error = error.with(|details| details.retry_after_ms = asked_ms);
        if head.status == 401 && core::mem::take(&mut self.is_renewable) {
            return self.renew(error, now_ms);
        }
        let ending = Ending::Status(head.status, asked_ms);
        // NOTE: a 408 or a 425 that asks for so much patience is no fault of the request any more.
        if error.code() == Code::Status && ending.asks_too_much(self.clock.left(now_ms)) {
            return self.ended(ending, error.with_code(Code::Server), now_ms);
        }
        self.ended(ending, error, now_ms)
    }

    fn renew(&mut self, error: Error, now_ms: u64) -> Step {
        let left_ms = self.clock.left(now_ms);
        let Some(rejected) = self.asked.credential().filter(|_| left_ms > 0) else {
            return self.over(error, now_ms);
        };
        self.note(Some(error.code()), now_ms);
        self.state = State::Renewing;
        Step::Renew { rejected, within_ms: left_ms }
    }

    /// A body that is no answer: too large for good, or wrong, which may be an accident once.
    fn unreadable(&mut self, error: Error, now_ms: u64) -> Step {
        if matches!(error.code(), Code::Json | Code::Shape | Code::Token) {
            return self.ended(Ending::Body, error, now_ms);
        }
        self.over(error, now_ms)
    }

    fn late(&mut self, now_ms: u64) -> Step {
        let phase = self.clock.over();
        let error = self.timeout(phase);
        match phase {
            Phase::Total => self.over(error, now_ms),
            Phase::Attempt | Phase::Stall => self.ended(Ending::Late, error, now_ms),
        }
    }

    /// An attempt is over without an answer: there is another one, or this was the last.
    fn ended(&mut self, ending: Ending, error: Error, now_ms: u64) -> Step {
        let left_ms = self.clock.left(now_ms);
        let Some(ms) = self.retry.after(ending, left_ms) else { return self.over(error, now_ms) };
        self.note(Some(error.code()), now_ms);
        let is_last = self.clock.is_late_for(left_ms.saturating_sub(ms), false);
        let ms = if is_last { left_ms } else { ms };
        let until_ms = now_ms.saturating_add(ms);
        self.state = State::Waiting(Waiting { since_ms: now_ms, until_ms, is_last });
        Step::Wait { ms }
    }

    fn waited(&mut self, waiting: Waiting, now_ms: u64) -> Step {
        let Waiting { since_ms, until_ms, is_last } = waiting;
        // NOTE: timers may be a millisecond early. A clock that stood still meanwhile (workerd's) is not asked.
        if since_ms < now_ms && now_ms < until_ms {
            self.state = State::Waiting(Waiting { since_ms: now_ms, ..waiting });
            return Step::Wait { ms: until_ms - now_ms };
        }
        if is_last { self.out_of_time() } else { self.send(now_ms) }
    }

    /// The whole call's time is over while no request is under way.
    fn out_of_time(&mut self) -> Step {
        self.status = None;
        let error = self.timeout(Phase::Total);
        Step::Done(Err(self.complete(error)))
    }

    /// The last attempt ended like this.
    fn over(&mut self, error: Error, now_ms: u64) -> Step {
        self.note(Some(error.code()), now_ms);
        Step::Done(Err(self.complete(error)))
    }

    fn note(&mut self, kind: Option<Code>, now_ms: u64) {
        let ms = self.clock.spent(now_ms);
        let began_ms = now_ms.saturating_sub(ms);
        let wait_ms = self.ended_ms.map_or(0, |ended_ms| began_ms.saturating_sub(ended_ms));
        self.ended_ms = Some(now_ms);
        self.attempts.push(Attempt { status: self.status, kind, wait_ms, ms });
    }

    fn lost(&self, words: &str) -> Error {
        let stage =
            if self.status.is_some() { "broke off while the body was read" } else { "failed" };
        let words = self.asked.redact(words);
        let words = excerpt(&words, 200);
        Error::new(
            Code::Network,
            format!("The connection to {} {stage}: {words}", self.asked.who()),
        )
    }

    fn timeout(&self, phase: Phase) -> Error {
        let (who, limit) = (self.asked.who(), self.clock.limit(phase));
        Error::new(Code::Timeout, format!("{who} took too long ({phase}): {limit}."))
    }

    fn complete(&mut self, error: Error) -> Error {
        let hint = hint(&error);
        error.with(|details| {
            details.provider = Some(self.asked.provider().as_str());
            details.status = self.status;
            details.request_id = details.request_id.take().or_else(|| self.request_id.take());
            details.attempts.clone_from(&self.attempts);
            details.hint = details.hint.or(hint);
        })
    }
}
