//! Sixteen bytes at a time: the few loops over bytes that the speed of a listing hangs on.
//!
//! ```text
//!  json ──▶ run, Prefix, uuid           ┌── wasm    simd128, when it is compiled in
//!                            ──▶ simd ──┤
//!  unit ──▶ uuid, equal                 └── scalar  the same, a byte at a time: native builds, and the oracle
//! ```
//! The two files export the same functions; `tests/wasm/simd.rs` holds them against each other. `wasm` is the one
//! place of this crate where `unsafe` is allowed, for loads of sixteen bytes from an array of sixteen bytes.

use memchr::memmem::{Finder, FinderBuilder, Prefilter};

pub mod scalar;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub mod wasm;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub use scalar::{equal, fixed_equal, is_narrow, masked_equal, run, uuid};
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub use wasm::{equal, fixed_equal, is_narrow, masked_equal, run, uuid};

/// Makes what finds a text in others, in linear time.
///
/// There is one call of this in the module, so that the compiler leaves out the prefilter, which is for long texts and
/// larger than the rest.
#[inline(never)]
pub fn finder(part: &[u8]) -> Finder<'_> {
    FinderBuilder::new().prefilter(Prefilter::None).build_forward(part)
}

/// How far the inside of a JSON string stands for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// So many bytes come before the first quote, backslash or control character.
    pub len: usize,
    /// Whether all of them are ASCII.
    pub ascii: bool,
}

/// So many bytes have to be at hand to look for a [`Prefix`].
pub const WINDOW: usize = 64;

/// A text of at most `N` bytes that is looked for again and again at the start of others; `N` is a multiple of 16.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prefix<const N: usize> {
    bytes: [u8; N],
    /// 0xFF where there is a byte of the text, 0 behind its end.
    mask: [u8; N],
    len: usize,
}

impl<const N: usize> Prefix<N> {
    /// The first `len` bytes of some, unless they are too many.
    pub fn new(bytes: &[u8; N], len: usize) -> Option<Self> {
        let end = u8::try_from(len).ok().filter(|_| len <= N)?;
        // Places as bytes, from a table: so it is done sixteen at a time.
        let mask = const { places::<N>() }.map(|place| if place < end { 0xFF } else { 0 });
        let mut prefix = Self { bytes: *bytes, mask, len };
        for (byte, mask) in prefix.bytes.iter_mut().zip(mask) {
            *byte &= mask;
        }
        Some(prefix)
    }

    /// How long it is.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it is empty, and so at the start of everything.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether a text begins with it.
    #[inline(always)]
    pub fn begins(&self, text: &[u8; WINDOW]) -> bool {
        masked_equal(text, &self.bytes, &self.mask)
    }
}

#[expect(clippy::cast_possible_truncation, clippy::indexing_slicing, reason = "at compile time")]
const fn places<const N: usize>() -> [u8; N] {
    const { assert!(N <= u8::MAX as usize) };
    let mut places = [0; N];
    let mut place = 0;
    while place < N {
        places[place] = place as u8;
        place += 1;
    }
    places
}

/// The longest [`Fixed`].
pub const FIXED: usize = 128;

/// A text of one to [`FIXED`] bytes that should come next.
#[derive(Clone, Copy, Debug)]
pub struct Fixed {
    bytes: [[u8; STEP]; FIXED / STEP],
    /// Of the last step: 0xFF where there is a byte of the text, 0 behind its end.
    mask: [u8; STEP],
    steps: usize,
    len: usize,
}

impl Fixed {
    /// The text, unless it is empty or too long.
    pub fn new(text: &[u8]) -> Option<Self> {
        let steps = text.len().div_ceil(STEP);
        let mut bytes = [[0; STEP]; FIXED / STEP];
        bytes.as_flattened_mut().get_mut(..text.len())?.copy_from_slice(text);
        let mut mask = [0; STEP];
        mask.get_mut(..(text.len().checked_sub(1)?) % STEP + 1)?.fill(0xFF);
        Some(Self { bytes, mask, steps, len: text.len() })
    }

    /// How long the text is.
    #[expect(clippy::len_without_is_empty, reason = "it is not")]
    pub fn len(&self) -> usize {
        self.len
    }

    /// How long the text is, if it begins what is at hand. Close to its end that is not told.
    #[inline(always)]
    pub fn begins(&self, text: &[u8]) -> Option<usize> {
        let text = text.first_chunk::<FIXED>()?.as_chunks().0;
        fixed_equal(text, &self.bytes, (self.steps, &self.mask)).then_some(self.len)
    }
}

const STEP: usize = 16;

/// Copies a text to where there is as much room, without a call to `memory.copy`, which costs more than a short text
/// does.
#[inline(always)]
pub fn copy(text: &[u8], to: &mut [u8]) {
    let (steps, _) = text.as_chunks::<STEP>();
    let (room, _) = to.as_chunks_mut::<STEP>();
    for (to, from) in room.iter_mut().zip(steps) {
        *to = *from;
    }
    match (text.last_chunk::<STEP>(), to.last_chunk_mut::<STEP>()) {
        // The last sixteen bytes, of which some are there already.
        (Some(from), Some(to)) => *to = *from,
        _ => copy_short(text, to),
    }
}

/// [`append_prefix`] copies so many bytes at a time.
pub const PREFIX_STEP: usize = 32;

/// Appends the first `len` bytes of some, in whole steps where there are that many. Reserve [`PREFIX_STEP`] bytes more than
/// `len` before. A call to `memory.copy` would cost more than most texts do.
#[inline(always)]
pub fn append_prefix(to: &mut Vec<u8>, bytes: &[u8], len: usize) {
    let end = to.len() + len;
    match bytes.get(..len.next_multiple_of(PREFIX_STEP)) {
        Some(steps) => steps.as_chunks::<PREFIX_STEP>().0.iter().for_each(|step| {
            to.extend_from_slice(step);
        }),
        None => append(to, bytes.get(..len).unwrap_or_default()),
    }
    to.truncate(end);
}

#[inline]
fn copy_short(text: &[u8], to: &mut [u8]) {
    match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        (Some(front), Some(back)) => {
            if let Some(to) = to.first_chunk_mut() {
                *to = *front;
            }
            if let Some(to) = to.last_chunk_mut() {
                *to = *back;
            }
        }
        _ => {
            for (to, from) in to.iter_mut().zip(text) {
                *to = *from;
            }
        }
    }
}

/// Appends a text, as [`copy`] does.
#[inline]
pub fn append(to: &mut Vec<u8>, text: &[u8]) {
    let (steps, rest) = text.as_chunks::<STEP>();
    to.reserve(text.len());
    for step in steps {
        to.extend_from_slice(step);
    }
    match text.last_chunk::<STEP>() {
        Some(last) if !rest.is_empty() => {
            to.truncate(to.len() + rest.len() - STEP);
            to.extend_from_slice(last);
        }
        Some(_) => {}
        None => to.extend(rest),
    }
}
