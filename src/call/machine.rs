//! The machine of one call: it knows the operation, and what reads its answer.

use super::course::{Course, Turn};
use super::state::{AnswerStart, Reading, Stage, State};
use super::step::{Action, Event, Step};
use super::times::Times;
use crate::error::{Attempt, Error};
use crate::http::Head;
use crate::provider::{Decode, Operation, Progress};
use crate::retry::Ending;

/// One call of one operation.
#[derive(Debug)]
pub struct Call<O: Operation> {
    operation: O,
    state: State<O::Decoder>,
    course: Course,
    random: u64,
}

impl<O: Operation> Call<O> {
    /// Makes a call that has not begun.
    pub fn new(operation: O, times: Times) -> Self {
        Self { operation, state: State::At(Stage::New), course: Course::new(times), random: 0 }
    }

    /// Sets how many attempts it may make.
    #[must_use]
    pub fn with_attempts(mut self, most: u32) -> Self {
        self.course.retry.set_attempts(most);
        self
    }

    /// Says that its credential comes from a source that may give another one.
    #[must_use]
    pub fn renewable(mut self, is_renewable: bool) -> Self {
        self.course.is_renewable = is_renewable;
        self
    }

    /// Sets when the caller asked, if that was before the start.
    #[must_use]
    pub fn asked_at(mut self, asked_ms: u64) -> Self {
        self.course.clock.start_deadline(asked_ms);
        self
    }

    /// Sets what a calendar showed when the caller asked, in milliseconds since 1970: a date in an answer without a
    /// `Date` is measured against it.
    #[must_use]
    pub fn with_calendar(mut self, unix_ms: u64) -> Self {
        self.course.unix_ms = Some(unix_ms);
        self
    }

    /// Sets the random number that its waits and its hash tables are seeded with.
    #[must_use]
    pub fn with_random(mut self, random: u64) -> Self {
        self.random = random;
        self.course.retry.set_seed(random);
        self
    }

    /// Returns how much its attempt has read.
    pub fn progress(&self) -> Progress {
        self.course.progress
    }

    /// Returns the attempts that are over, in order.
    pub fn attempts(&self) -> &[Attempt] {
        &self.course.attempts
    }

    /// Returns what to do next, after what happened at `now_ms`. An event that does not answer the last action ends the
    /// call with `ERR_INTERNAL`.
    pub fn next(&mut self, event: Event<'_>, now_ms: u64) -> Step<O::Output> {
        let before = core::mem::replace(&mut self.state, State::At(Stage::Over));
        let turn = match (before, event) {
            (State::At(Stage::Sent), Event::Head(head))
                if self.operation.is_success(head.status) =>
            {
                return self.begin_body(head, now_ms);
            }
            (State::Reading(reading), Event::Bytes(bytes)) => {
                return self.read(reading, bytes, now_ms);
            }
            (State::Reading(reading), Event::End) => return self.finish(reading, now_ms),
            (State::Reading(_), event) => self.course.break_off(&self.operation, event, now_ms),
            (State::At(stage), event) => {
                self.course.next(&mut self.operation, (stage, event), now_ms)
            }
        };
        self.take(turn)
    }

    /// Begins to decode the body of a success.
    fn begin_body(&mut self, head: Head, now_ms: u64) -> Step<O::Output> {
        self.course.read_head(&self.operation, &head, now_ms);
        let mut reading = Reading::new(self.operation.decoder(self.random), head);
        let length = reading.length.unwrap_or_default();
        match reading.decoder.check_length(length) {
            Ok(()) => self.read_on(reading, now_ms),
            Err(error) => self.unreadable(error, &reading.start, now_ms),
        }
    }

    /// Decodes a chunk.
    fn read(
        &mut self,
        mut reading: Reading<O::Decoder>,
        bytes: &[u8],
        now_ms: u64,
    ) -> Step<O::Output> {
        self.course.reset_stall(bytes, now_ms);
        reading.start.push(bytes);
        if let Err(error) = reading.decoder.push(bytes) {
            return self.unreadable(error, &reading.start, now_ms);
        }
        self.course.progress = reading.decoder.progress();
        self.read_on(reading, now_ms)
    }

    /// Reads on, unless the time is over: bytes that are always ready must not outrun every timer.
    fn read_on(&mut self, reading: Reading<O::Decoder>, now_ms: u64) -> Step<O::Output> {
        match self.course.clock.within(now_ms) {
            0 => {
                let turn = self.course.time_out(&self.operation, now_ms);
                self.take(turn)
            }
            within_ms => {
                self.state = State::Reading(reading);
                Step::Do(Action::Read { within_ms })
            }
        }
    }

    /// Ends the body: the call has an output, or the attempt failed.
    fn finish(&mut self, reading: Reading<O::Decoder>, now_ms: u64) -> Step<O::Output> {
        let is_cut = reading.is_cut(reading.decoder.progress().bytes);
        let Reading { decoder, start, .. } = reading;
        let turn = match decoder.finish() {
            Ok(output) => {
                self.course.record_attempt(None, now_ms);
                return Step::Done(Ok(output));
            }
            Err(_) if is_cut => {
                let words = "it ended before its Content-Length";
                self.course.lose_connection(&self.operation, (Ending::Lost, words), now_ms)
            }
            Err(error) => return self.unreadable(error, &start, now_ms),
        };
        self.take(turn)
    }

    /// Ends an attempt whose body gives no output.
    fn unreadable(&mut self, error: Error, start: &AnswerStart, now_ms: u64) -> Step<O::Output> {
        let turn = self.course.unreadable(&self.operation, (error, start), now_ms);
        self.take(turn)
    }

    /// Follows a turn of the course.
    fn take(&mut self, turn: Turn) -> Step<O::Output> {
        match turn {
            Turn::Go(stage, action) => {
                self.state = State::At(stage);
                Step::Do(action)
            }
            Turn::Over(error) => Step::Done(Err(error)),
        }
    }
}
