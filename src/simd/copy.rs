//! Copies of short texts, without calls of `memory.copy`: such a call costs more than copying a short text.

const STEP: usize = 16;

/// The number of bytes that [`append_prefix`] copies at a time.
pub const PREFIX_STEP: usize = 32;

/// Copies a text to a slice of the same length.
#[inline(always)]
pub fn copy(text: &[u8], to: &mut [u8]) {
    let (steps, _) = text.as_chunks::<STEP>();
    let (slots, _) = to.as_chunks_mut::<STEP>();
    for (to, from) in slots.iter_mut().zip(steps) {
        *to = *from;
    }
    match (text.last_chunk::<STEP>(), to.last_chunk_mut::<STEP>()) {
        // The last sixteen bytes overlap the last step.
        (Some(from), Some(to)) => *to = *from,
        _ => copy_short(text, to),
    }
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

/// Appends the first `len` bytes, in whole steps if that many bytes are available. The caller has reserved [`PREFIX_STEP`]
/// bytes more than `len`.
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

/// Appends a text in steps of a constant length.
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
