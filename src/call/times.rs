//! The time limits of a call, and which of them ends first.

use core::fmt;

/// The time limits of a call, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// One attempt: the head and the whole body.
    pub attempt_ms: u64,
    /// The longest time without a byte.
    pub stall_ms: u64,
    /// All attempts together.
    pub deadline_ms: u64,
}

impl Times {
    /// The limits of a mint, which other calls wait for.
    pub const MINT: Self = Self { attempt_ms: 5_000, stall_ms: 5_000, deadline_ms: 12_000 };
}

impl Default for Times {
    fn default() -> Self {
        Self { attempt_ms: 8_000, stall_ms: 5_000, deadline_ms: 25_000 }
    }
}

/// The limit that was passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Attempt,
    Stall,
    Total,
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Attempt => "attempt",
            Self::Stall => "stall",
            Self::Total => "total",
        })
    }
}

/// The limits of one call, and the moments that they count from.
#[derive(Debug)]
pub(super) struct Clock {
    times: Times,
    /// When the caller asked. The deadline counts from here.
    asked_ms: Option<u64>,
    /// When the attempt began.
    began_ms: u64,
    /// When the provider last sent something.
    last_byte_ms: u64,
    /// The limit that set the time of the last action.
    phase: Phase,
}

/// No attempt begins with less time left.
const LEAST_MS: u64 = 250;

impl Clock {
    pub(super) fn new(times: Times) -> Self {
        Self { times, asked_ms: None, began_ms: 0, last_byte_ms: 0, phase: Phase::Total }
    }

    /// Starts the deadline at that moment, unless it has started.
    pub(super) fn start_deadline(&mut self, asked_ms: u64) {
        self.asked_ms.get_or_insert(asked_ms);
    }

    pub(super) fn begin_attempt(&mut self, now_ms: u64) {
        self.began_ms = now_ms;
        self.last_byte_ms = now_ms;
    }

    /// Restarts the time without a byte.
    pub(super) fn reset_stall(&mut self, now_ms: u64) {
        self.last_byte_ms = now_ms;
    }

    /// Returns how long the attempt has taken.
    pub(super) fn in_attempt(&self, now_ms: u64) -> u64 {
        now_ms.saturating_sub(self.began_ms)
    }

    /// Returns how long ago the caller asked.
    pub(super) fn since_asked(&self, now_ms: u64) -> u64 {
        now_ms.saturating_sub(self.asked_ms.unwrap_or(now_ms))
    }

    /// Returns how much time the whole call has left.
    pub(super) fn left(&self, now_ms: u64) -> u64 {
        self.times.deadline_ms.saturating_sub(self.since_asked(now_ms))
    }

    /// Returns whether too little time is left for an attempt. The first attempt of a call with a short deadline begins
    /// as long as half of the deadline is left.
    pub(super) fn is_late_for(&self, left_ms: u64, is_first: bool) -> bool {
        let half_ms = self.times.deadline_ms.div_ceil(2);
        left_ms == 0 || left_ms < if is_first { LEAST_MS.min(half_ms) } else { LEAST_MS }
    }

    /// Returns how long the next action of an attempt may take.
    pub(super) fn within(&mut self, now_ms: u64) -> u64 {
        let attempt_ms = self.times.attempt_ms.saturating_sub(self.in_attempt(now_ms));
        let stall_ms = self.times.stall_ms.saturating_sub(now_ms.saturating_sub(self.last_byte_ms));
        let limits = [
            (self.left(now_ms), Phase::Total),
            (attempt_ms, Phase::Attempt),
            (stall_ms, Phase::Stall),
        ];
        let [first, others @ ..] = limits;
        let least =
            others.into_iter().fold(first, |least, one| if one.0 < least.0 { one } else { least });
        self.phase = least.1;
        least.0
    }

    /// Returns the limit that is passed, once the time that [`Clock::within`] returned last is over.
    pub(super) fn passed_limit(&self) -> Phase {
        self.phase
    }

    /// Describes a limit.
    pub(super) fn describe(&self, phase: Phase) -> String {
        let Times { attempt_ms, stall_ms, deadline_ms } = self.times;
        match phase {
            Phase::Attempt => format!("an attempt may take {attempt_ms} ms"),
            Phase::Stall => format!("it may stay silent for {stall_ms} ms"),
            Phase::Total => format!("the whole call may take {deadline_ms} ms"),
        }
    }
}
