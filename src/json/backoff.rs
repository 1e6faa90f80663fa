//! Which records the fast reader does not even try, in a list whose records it cannot read.
//!
//! ```text
//!  record       1  2  3  4  5  6 … 11  12  13 … 26  27
//!  fast reader  ✗  ✗        ✗           ✗           ✗    tried in vain: the lexer reads the record again
//!  lexer only         ·  ·     · …  ·       · …  ·       0, 2, 6, 14, 30, then 62 records in between
//! ```
//! Trying every record twice would double the work.

use super::outcome::{Progress, Stop};

/// The number of records that are not tried stops growing after so many failures in a row.
const DOUBLINGS: u32 = 6;

/// Counts fallbacks in a row.
#[derive(Debug, Default)]
pub(super) struct Backoff {
    fallbacks: u32,
    left: u32,
}

impl Backoff {
    /// Whether the next record goes straight to the lexer; counts it.
    pub(super) fn take_skip(&mut self) -> bool {
        let skips = self.left > 0;
        self.left -= u32::from(skips);
        skips
    }

    /// Takes note of what the fast reader achieved.
    pub(super) fn note(&mut self, progress: Progress) {
        if progress.records > 0 {
            self.fallbacks = 0;
        } else if progress.stop == Stop::Fallback {
            self.fallbacks = DOUBLINGS.min(self.fallbacks + 1);
            self.left = (1 << self.fallbacks) - 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_to_skip_double_while_the_fast_reader_fails_and_begin_anew_when_it_does_not() {
        let mut backoff = Backoff::default();
        let mut skipped_after = |records, stop| {
            backoff.note(Progress { bytes: 0, records, stop });
            core::iter::from_fn(|| backoff.take_skip().then_some(())).count()
        };
        let counts = [(); 8].map(|()| skipped_after(0, Stop::Fallback));
        assert_eq!(counts, [0, 2, 6, 14, 30, 62, 62, 62]);
        assert_eq!(skipped_after(0, Stop::Incomplete), 0);
        assert_eq!(skipped_after(1, Stop::Fallback), 0);
        assert_eq!([skipped_after(0, Stop::Fallback), skipped_after(0, Stop::Fallback)], [0, 2]);
    }
}
