//! Substring search.

use memchr::memmem::{Finder, FinderBuilder, Prefilter};

/// Makes a searcher for a part of other texts, in linear time.
///
/// This is the only call of `memmem` in the module, so that the compiler leaves out the prefilter: it is for long texts, and
/// larger than everything else.
#[inline(never)]
pub fn finder(part: &[u8]) -> Finder<'_> {
    FinderBuilder::new().prefilter(Prefilter::None).build_forward(part)
}
