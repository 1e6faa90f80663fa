//! The course of a call through its attempts. It is the same for every operation, and compiled once.

use super::hint::{UNCLEAR, hint};
use super::state::{AnswerStart, Stage, Waiting};
use super::step::{Action, Event};
use super::times::{Clock, Phase, Times};
use crate::error::{Attempt, Code, Error};
use crate::http::{Head, excerpt, retry_after_ms};
use crate::provider::{Endpoint, Progress, explained, failure, request_id};
use crate::retry::{Ending, Retry};

/// What follows an event.
pub(super) enum Turn {
    /// The call goes on.
    Go(Stage, Action),
    /// The call has ended without an output.
    Over(Error),
}

/// The attempts of one call.
#[derive(Debug)]
pub(super) struct Course {
    pub(super) clock: Clock,
    pub(super) retry: Retry,
    /// Whether a 401 may be answered with another credential: once.
    pub(super) is_renewable: bool,
    /// What a calendar showed when the caller asked, in milliseconds since 1970.
    pub(super) unix_ms: Option<u64>,
    pub(super) attempts: Vec<Attempt>,
    pub(super) progress: Progress,
    status: Option<u16>,
    request_id: Option<String>,
    /// When the last attempt ended.
    ended_ms: Option<u64>,
}

impl Course {
    pub(super) fn new(times: Times) -> Self {
        Self {
            clock: Clock::new(times),
            retry: Retry::default(),
            is_renewable: false,
            unix_ms: None,
            attempts: Vec::new(),
            progress: Progress::default(),
            status: None,
            request_id: None,
            ended_ms: None,
        }
    }

    /// Returns what follows an event while no success is read.
    pub(super) fn next(
        &mut self,
        endpoint: &mut dyn Endpoint,
        (stage, event): (Stage, Event<'_>),
        now_ms: u64,
    ) -> Turn {
        match (stage, event) {
            (Stage::New, Event::Start) => {
                self.clock.start_deadline(now_ms);
                self.send(endpoint, now_ms)
            }
            (Stage::Sent, Event::Head(head)) => {
                self.read_head(endpoint, &head, now_ms);
                self.read_failure(endpoint, AnswerStart::new(head), now_ms)
            }
            (Stage::Sent, event) => self.break_off(endpoint, event, now_ms),
            (Stage::Failing(mut failing), Event::Bytes(bytes)) => {
                self.reset_stall(bytes, now_ms);
                failing.push(bytes);
                self.read_failure(endpoint, failing, now_ms)
            }
            // NOTE: the status says more than a body that is late or cut, so the error is that of the status.
            (Stage::Failing(failing), Event::End | Event::Lost(_) | Event::Elapsed) => {
                self.fail_by_status(endpoint, &failing, now_ms)
            }
            (Stage::Waiting(waiting), Event::Elapsed) => self.end_wait(endpoint, waiting, now_ms),
            (Stage::Renewing, Event::Credential(credential)) => {
                endpoint.renew(credential);
                self.send(endpoint, now_ms)
            }
            (Stage::Renewing, Event::Elapsed) => self.out_of_time(endpoint),
            _ => unexpected(),
        }
    }

    /// Ends an attempt by an event that cuts it short.
    pub(super) fn break_off(
        &mut self,
        endpoint: &dyn Endpoint,
        event: Event<'_>,
        now_ms: u64,
    ) -> Turn {
        match event {
            Event::Unsent(words) => {
                self.lose_connection(endpoint, (Ending::Unsent, &words), now_ms)
            }
            Event::Lost(words) => self.lose_connection(endpoint, (Ending::Lost, &words), now_ms),
            Event::Elapsed => self.time_out(endpoint, now_ms),
            Event::Start | Event::Head(_) | Event::Bytes(_) | Event::End | Event::Credential(_) => {
                unexpected()
            }
        }
    }

    /// Begins an attempt, unless too little time is left.
    fn send(&mut self, endpoint: &dyn Endpoint, now_ms: u64) -> Turn {
        if self.clock.is_late_for(self.clock.left(now_ms), self.attempts.is_empty()) {
            return self.out_of_time(endpoint);
        }
        self.clock.begin_attempt(now_ms);
        (self.status, self.request_id, self.progress) = (None, None, Progress::default());
        let within_ms = self.clock.within(now_ms);
        Turn::Go(Stage::Sent, Action::Send { request: endpoint.request(), within_ms })
    }

    /// Keeps what the head of an answer says.
    pub(super) fn read_head(&mut self, endpoint: &dyn Endpoint, head: &Head, now_ms: u64) {
        self.status = (head.status != 0).then_some(head.status);
        self.request_id = request_id(endpoint, head);
        self.clock.reset_stall(now_ms);
    }

    /// Notes that the provider sent something. A chunk without a byte does not count.
    pub(super) fn reset_stall(&mut self, bytes: &[u8], now_ms: u64) {
        if !bytes.is_empty() {
            self.clock.reset_stall(now_ms);
        }
    }

    /// Reads on, up to as much of the body as an error can use.
    fn read_failure(&mut self, endpoint: &dyn Endpoint, failing: AnswerStart, now_ms: u64) -> Turn {
        match self.clock.within(now_ms) {
            within_ms if within_ms > 0 && !failing.is_full() => {
                Turn::Go(Stage::Failing(failing), Action::Read { within_ms })
            }
            _ => self.fail_by_status(endpoint, &failing, now_ms),
        }
    }

    /// Ends an attempt with an answer without success.
    fn fail_by_status(
        &mut self,
        endpoint: &dyn Endpoint,
        failing: &AnswerStart,
        now_ms: u64,
    ) -> Turn {
        let AnswerStart { head, body } = failing;
        let unix_ms = self.unix_ms.map(|unix_ms| unix_ms + self.clock.since_asked(now_ms));
        let asked_ms = retry_after_ms(head, unix_ms);
        let error = failure(endpoint, head, &String::from_utf8_lossy(body));
        let error = error.with(|details| details.retry_after_ms = asked_ms);
        if head.status == 401 && core::mem::take(&mut self.is_renewable) {
            return self.renew(endpoint, error, now_ms);
        }
        let ending = Ending::Status(head.status, asked_ms);
        // NOTE: a 408 or a 425 with a long `Retry-After` is a failure of the provider, not of the request.
        if error.code() == Code::Status && ending.asks_too_much(self.clock.left(now_ms)) {
            return self.retry_or_fail(endpoint, (ending, error.with_code(Code::Server)), now_ms);
        }
        self.retry_or_fail(endpoint, (ending, error), now_ms)
    }

    /// Asks for another credential after a 401.
    fn renew(&mut self, endpoint: &dyn Endpoint, error: Error, now_ms: u64) -> Turn {
        let left_ms = self.clock.left(now_ms);
        let Some(rejected) = endpoint.credential().filter(|_| left_ms > 0) else {
            return self.fail(endpoint, error, now_ms);
        };
        self.record_attempt(Some(error.code()), now_ms);
        let rejected = rejected.clone();
        Turn::Go(Stage::Renewing, Action::Renew { rejected, within_ms: left_ms })
    }

    /// Ends an attempt whose body gives no output. A body that is too large always will be; a wrong one may be an accident.
    pub(super) fn unreadable(
        &mut self,
        endpoint: &dyn Endpoint,
        (error, start): (Error, &AnswerStart),
        now_ms: u64,
    ) -> Turn {
        let error = explained(endpoint, error, &start.head, &String::from_utf8_lossy(&start.body));
        if matches!(error.code(), Code::Json | Code::Shape | Code::Token) {
            return self.retry_or_fail(endpoint, (Ending::Body, error), now_ms);
        }
        self.fail(endpoint, error, now_ms)
    }

    /// Ends an attempt whose connection failed.
    pub(super) fn lose_connection(
        &mut self,
        endpoint: &dyn Endpoint,
        (ending, words): (Ending, &str),
        now_ms: u64,
    ) -> Turn {
        let stage =
            if self.status.is_some() { "broke off while the body was read" } else { "failed" };
        let words = endpoint.redact(words);
        let message =
            format!("The connection to {} {stage}: {}", endpoint.name(), excerpt(&words, 200));
        let error = mark_unclear(endpoint, ending, Error::new(Code::Network, message));
        self.retry_or_fail(endpoint, (ending, error), now_ms)
    }

    /// Ends an attempt that passed a time limit.
    pub(super) fn time_out(&mut self, endpoint: &dyn Endpoint, now_ms: u64) -> Turn {
        let phase = self.clock.passed_limit();
        let error = mark_unclear(endpoint, Ending::Late, self.timeout(endpoint, phase));
        match phase {
            Phase::Total => self.fail(endpoint, error, now_ms),
            Phase::Attempt | Phase::Stall => {
                self.retry_or_fail(endpoint, (Ending::Late, error), now_ms)
            }
        }
    }

    /// Ends an attempt without an output: another one follows, or this was the last.
    fn retry_or_fail(
        &mut self,
        endpoint: &dyn Endpoint,
        (ending, error): (Ending, Error),
        now_ms: u64,
    ) -> Turn {
        let left_ms = self.clock.left(now_ms);
        let may_repeat = endpoint.is_idempotent() || ending.changed_nothing();
        let delay_ms = if may_repeat { self.retry.after(ending, left_ms) } else { None };
        let Some(ms) = delay_ms else { return self.fail(endpoint, error, now_ms) };
        self.record_attempt(Some(error.code()), now_ms);
        let is_last = self.clock.is_late_for(left_ms.saturating_sub(ms), false);
        let ms = if is_last { left_ms } else { ms };
        let until_ms = now_ms.saturating_add(ms);
        let waiting = Waiting { since_ms: now_ms, until_ms, is_last };
        Turn::Go(Stage::Waiting(waiting), Action::Wait { ms })
    }

    /// Begins the next attempt once the wait is over.
    fn end_wait(&mut self, endpoint: &dyn Endpoint, waiting: Waiting, now_ms: u64) -> Turn {
        let Waiting { since_ms, until_ms, is_last } = waiting;
        // NOTE: timers may be a millisecond early. The clock does not count if it stood still meanwhile, as in workerd.
        if since_ms < now_ms && now_ms < until_ms {
            let waiting = Waiting { since_ms: now_ms, ..waiting };
            return Turn::Go(Stage::Waiting(waiting), Action::Wait { ms: until_ms - now_ms });
        }
        if is_last { self.out_of_time(endpoint) } else { self.send(endpoint, now_ms) }
    }

    /// Ends a call whose deadline passed while no request was under way.
    fn out_of_time(&mut self, endpoint: &dyn Endpoint) -> Turn {
        self.status = None;
        let error = self.timeout(endpoint, Phase::Total);
        Turn::Over(self.complete(endpoint, error))
    }

    /// Ends a call with its last attempt.
    fn fail(&mut self, endpoint: &dyn Endpoint, error: Error, now_ms: u64) -> Turn {
        self.record_attempt(Some(error.code()), now_ms);
        Turn::Over(self.complete(endpoint, error))
    }

    /// Adds the attempt that is over, with what went wrong.
    pub(super) fn record_attempt(&mut self, kind: Option<Code>, now_ms: u64) {
        let ms = self.clock.in_attempt(now_ms);
        let began_ms = now_ms.saturating_sub(ms);
        let wait_ms = self.ended_ms.map_or(0, |ended_ms| began_ms.saturating_sub(ended_ms));
        self.ended_ms = Some(now_ms);
        self.attempts.push(Attempt { status: self.status, kind, wait_ms, ms });
    }

    /// Makes the error of a time limit.
    fn timeout(&self, endpoint: &dyn Endpoint, phase: Phase) -> Error {
        let (name, limit) = (endpoint.name(), self.clock.describe(phase));
        Error::new(Code::Timeout, format!("{name} took too long ({phase}): {limit}."))
    }

    /// Completes the last error of a call with what the call knows.
    fn complete(&mut self, endpoint: &dyn Endpoint, error: Error) -> Error {
        let hint = hint(&error);
        error.with(|details| {
            details.provider = Some(endpoint.provider().as_str());
            details.status = self.status;
            details.request_id = details.request_id.take().or_else(|| self.request_id.take());
            details.attempts.clone_from(&self.attempts);
            details.hint = details.hint.or(hint);
        })
    }
}

/// Adds that the outcome is unclear to the error of a request that may have changed something.
fn mark_unclear(endpoint: &dyn Endpoint, ending: Ending, error: Error) -> Error {
    if endpoint.is_idempotent() || ending.changed_nothing() {
        return error;
    }
    error.with(|details| details.hint = Some(UNCLEAR))
}

/// Ends a call that its host uses wrongly.
fn unexpected() -> Turn {
    let message = "The call received an event that does not answer its last action.";
    Turn::Over(Error::new(Code::Internal, message))
}
