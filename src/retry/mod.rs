//! The policy of retries: after which ends of an attempt, how often, and after which delay. It is pure: it knows numbers,
//! no clock and no network.

mod chance;
mod wait;

pub use chance::Chance;
pub use wait::{backoff_ms, requested_delay_ms};

/// The attempts of a call, unless its caller sets another number.
pub const ATTEMPTS: u32 = 4;

/// Statuses after which another attempt may succeed.
const RETRIED: [u16; 12] = [408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524];
/// Those that come from an overloaded provider.
const OVERLOADED: [u16; 2] = [429, 503];
/// Statuses that say that the request was not carried out.
const NOT_CARRIED_OUT: [u16; 2] = [425, 429];
/// A longer `Retry-After` ends the call: its error carries it.
const LONGEST_MS: u64 = 60_000;

/// How an attempt without an output ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// With a status that is no success, and the wait in milliseconds that the provider asks for, if any.
    Status(u16, Option<u64>),
    /// The request was not sent.
    Unsent,
    /// The connection failed after that, before the head, in it or in the body.
    Lost,
    /// Its time was over.
    Late,
    /// With a whole body that cannot be read.
    Body,
}

impl Ending {
    /// Returns whether the request has certainly changed nothing at the provider.
    pub fn changed_nothing(self) -> bool {
        match self {
            Self::Status(status, _) => NOT_CARRIED_OUT.contains(&status),
            Self::Unsent => true,
            Self::Lost | Self::Late | Self::Body => false,
        }
    }

    /// Returns whether another attempt is ruled out only by the long wait that the provider asks for.
    pub fn asks_too_much(self, left_ms: u64) -> bool {
        matches!(self, Self::Status(status, Some(asked_ms))
            if RETRIED.contains(&status) && asked_ms > LONGEST_MS.min(left_ms))
    }
}

/// The attempts that one call has made.
#[derive(Debug)]
pub struct Retry {
    most: u32,
    made: u32,
    had_bad_body: bool,
    chance: Chance,
}

impl Default for Retry {
    fn default() -> Self {
        Self { most: ATTEMPTS, made: 0, had_bad_body: false, chance: Chance::new(0) }
    }
}

impl Retry {
    /// Sets how many attempts there may be.
    pub fn set_attempts(&mut self, most: u32) {
        self.most = most;
    }

    /// Seeds the delays with a random number of the call's own, so that no two calls retry in step.
    pub fn set_seed(&mut self, random: u64) {
        self.chance = Chance::new(random);
    }

    /// Returns the delay before the next attempt, after one that ended like this with so much time left; none if there
    /// is no next attempt.
    pub fn after(&mut self, ending: Ending, left_ms: u64) -> Option<u64> {
        self.made += 1;
        if self.made >= self.most || left_ms == 0 || !self.may_pass(ending) {
            return None;
        }
        match ending {
            Ending::Status(..) if ending.asks_too_much(left_ms) => None,
            Ending::Status(_, Some(asked_ms)) => {
                Some(requested_delay_ms(asked_ms, &mut self.chance))
            }
            Ending::Status(status, None) => {
                Some(backoff_ms(self.made, OVERLOADED.contains(&status), &mut self.chance))
            }
            Ending::Unsent | Ending::Lost | Ending::Late | Ending::Body => {
                Some(backoff_ms(self.made, false, &mut self.chance))
            }
        }
    }

    /// Returns whether another attempt may succeed. A body that cannot be read is requested once more in a call.
    fn may_pass(&mut self, ending: Ending) -> bool {
        match ending {
            Ending::Status(status, _) => RETRIED.contains(&status),
            Ending::Unsent | Ending::Lost | Ending::Late => true,
            Ending::Body => !core::mem::replace(&mut self.had_bad_body, true),
        }
    }
}
