//! The pure policy of trying again: after which ends of an attempt, how often, and how much later. It knows numbers and
//! headers, no clock and no network.

mod chance;
mod wait;

pub use chance::Chance;
pub use wait::{backoff_ms, patience_ms};

/// How often a call asks, unless it is told otherwise.
pub const ATTEMPTS: u32 = 4;

/// Statuses behind which another one may come next time.
const AGAIN: [u16; 12] = [408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524];
/// Of these, the ones of a service that has too much to do.
const CROWDED: [u16; 2] = [429, 503];
/// A longer `Retry-After` is told to the caller instead of waited for.
const LONGEST_MS: u64 = 60_000;

/// How an attempt ended that brought no data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// With a status other than 200, and perhaps with how long the service asks to wait.
    Status(u16, Option<u64>),
    /// The connection failed, before the head, in it or in the body.
    Lost,
    /// Its time was over.
    Late,
    /// With a whole body that cannot be read.
    Body,
}

impl Ending {
    /// Whether there would be another attempt, but the service asks to wait longer for it than anybody does.
    pub fn asks_too_much(self, left_ms: u64) -> bool {
        matches!(self, Self::Status(status, Some(asked_ms))
            if AGAIN.contains(&status) && asked_ms > LONGEST_MS.min(left_ms))
    }
}

/// How often one call has tried.
#[derive(Debug)]
pub struct Retry {
    attempts: u32,
    made: u32,
    had_bad_body: bool,
    chance: Chance,
}

impl Retry {
    /// At most so many attempts; the random number is the call's own, so that no two calls wait in step.
    pub fn new(attempts: u32, random: u64) -> Self {
        Self { attempts, made: 0, had_bad_body: false, chance: Chance::new(random) }
    }

    /// How long to wait before the next attempt, after one that ended like this with so much time left; none when there
    /// is no next one.
    pub fn after(&mut self, ending: Ending, left_ms: u64) -> Option<u64> {
        self.made += 1;
        if self.made >= self.attempts || left_ms == 0 || !self.deserves_another(ending) {
            return None;
        }
        match ending {
            Ending::Status(..) if ending.asks_too_much(left_ms) => None,
            Ending::Status(_, Some(asked_ms)) => Some(patience_ms(asked_ms, &mut self.chance)),
            Ending::Status(status, None) => {
                Some(backoff_ms(self.made, CROWDED.contains(&status), &mut self.chance))
            }
            Ending::Lost | Ending::Late | Ending::Body => {
                Some(backoff_ms(self.made, false, &mut self.chance))
            }
        }
    }

    /// A body that cannot be read is asked for once more in the life of a call, and not again.
    fn deserves_another(&mut self, ending: Ending) -> bool {
        match ending {
            Ending::Status(status, _) => AGAIN.contains(&status),
            Ending::Lost | Ending::Late => true,
            Ending::Body => !core::mem::replace(&mut self.had_bad_body, true),
        }
    }
}
