//! Sends records straight to the lexer, in a list whose records the fast reader cannot read.
//!
//! ```text
//!  record       1  2  3  4  5  6 … 11  12  13 … 26  27
//!  fast reader  ✗  ✗        ✗           ✗           ✗    fails: the lexer reads the record again
//!  lexer only         ·  ·     · …  ·       · …  ·       0, 2, 6, 14, 30, then 62 records in between
//! ```
//! To read every record twice would double the work.

use super::outcome::{Progress, Stop};

/// After so many failures in a row, the number of skipped records stops growing.
const MAX_DOUBLINGS: u32 = 6;

/// Counts fallbacks in a row, and the records to skip.
#[derive(Debug, Default)]
pub(super) struct Backoff {
    fallbacks: u32,
    skips_left: u32,
}

impl Backoff {
    /// Tells whether to skip the next record, and counts it.
    pub(super) fn take_skip(&mut self) -> bool {
        let skips = self.skips_left > 0;
        self.skips_left -= u32::from(skips);
        skips
    }

    /// Records the outcome of the fast reader.
    pub(super) fn record(&mut self, progress: Progress) {
        if progress.records > 0 {
            self.fallbacks = 0;
        } else if progress.stop == Stop::Fallback {
            self.fallbacks = MAX_DOUBLINGS.min(self.fallbacks + 1);
            self.skips_left = (1 << self.fallbacks) - 2;
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
            backoff.record(Progress { bytes: 0, records, stop });
            core::iter::from_fn(|| backoff.take_skip().then_some(())).count()
        };
        let counts = [(); 8].map(|()| skipped_after(0, Stop::Fallback));
        assert_eq!(counts, [0, 2, 6, 14, 30, 62, 62, 62]);
        assert_eq!(skipped_after(0, Stop::Incomplete), 0);
        assert_eq!(skipped_after(1, Stop::Fallback), 0);
        assert_eq!([skipped_after(0, Stop::Fallback), skipped_after(0, Stop::Fallback)], [0, 2]);
    }
}
