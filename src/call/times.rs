//! How long things may take, and which limit comes first.

use core::fmt;

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

impl Times {
    /// Those of a mint, which stands before every other call.
    pub const MINT: Self = Self { attempt_ms: 5_000, stall_ms: 5_000, deadline_ms: 12_000 };
}

impl Default for Times {
    fn default() -> Self {
        Self { attempt_ms: 8_000, stall_ms: 5_000, deadline_ms: 25_000 }
    }
}

/// Which of the times is over.
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

/// The times of one call, and since when they count.
#[derive(Debug)]
pub(super) struct Clock {
    times: Times,
    /// When the caller asked: the deadline counts from here.
    asked_ms: Option<u64>,
    /// When the attempt began.
    began_ms: u64,
    /// When the service last sent something.
    heard_ms: u64,
    /// What the last step was given its time by.
    phase: Phase,
}

/// With less left, no attempt is begun.
const LEAST_MS: u64 = 250;

impl Clock {
    pub(super) fn new(times: Times) -> Self {
        Self { times, asked_ms: None, began_ms: 0, heard_ms: 0, phase: Phase::Total }
    }

    /// Counts from a moment, unless it counts already.
    pub(super) fn ask(&mut self, asked_ms: u64) {
        self.asked_ms.get_or_insert(asked_ms);
    }

    pub(super) fn begin(&mut self, now_ms: u64) {
        self.began_ms = now_ms;
        self.heard_ms = now_ms;
    }

    /// The service has sent something: silence counts from here.
    pub(super) fn hear(&mut self, now_ms: u64) {
        self.heard_ms = now_ms;
    }

    /// How long the attempt has taken.
    pub(super) fn spent(&self, now_ms: u64) -> u64 {
        now_ms.saturating_sub(self.began_ms)
    }

    /// How long ago the caller asked.
    pub(super) fn asked_for(&self, now_ms: u64) -> u64 {
        now_ms.saturating_sub(self.asked_ms.unwrap_or(now_ms))
    }

    /// How much is left of the whole call.
    pub(super) fn left(&self, now_ms: u64) -> u64 {
        self.times.deadline_ms.saturating_sub(self.asked_for(now_ms))
    }

    /// Whether so little is left that an attempt is not worth its begin. A call that was given little has a first one
    /// all the same, unless half of that is over.
    pub(super) fn is_late_for(&self, left_ms: u64, is_first: bool) -> bool {
        let half_ms = self.times.deadline_ms.div_ceil(2);
        left_ms == 0 || left_ms < if is_first { LEAST_MS.min(half_ms) } else { LEAST_MS }
    }

    /// How long the next thing of an attempt may take.
    pub(super) fn within(&mut self, now_ms: u64) -> u64 {
        let attempt_ms = self.times.attempt_ms.saturating_sub(self.spent(now_ms));
        let stall_ms = self.times.stall_ms.saturating_sub(now_ms.saturating_sub(self.heard_ms));
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

    /// Which time is over, when the last one that [`Clock::within`] gave is.
    pub(super) fn over(&self) -> Phase {
        self.phase
    }

    /// A limit in words.
    pub(super) fn limit(&self, phase: Phase) -> String {
        let Times { attempt_ms, stall_ms, deadline_ms } = self.times;
        match phase {
            Phase::Attempt => format!("an attempt may take {attempt_ms} ms"),
            Phase::Stall => format!("it may stay silent for {stall_ms} ms"),
            Phase::Total => format!("the whole call may take {deadline_ms} ms"),
        }
    }
}
