use super::ACCEPTS;
use crate::oracle::ways::difference_between_ways;
use crate::support::listing::{LIMITS, Listing};

/// Any body says the same in any pieces.
pub(crate) fn json_chunks(bytes: &[u8]) {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let (body, lengths) = bytes.split_at(end);
    let pieces = pieces(body, lengths.get(1..).unwrap_or_default());
    for accept in ACCEPTS {
        let listing = Listing::new(accept, body.to_vec());
        assert_eq!(difference_between_ways(&listing, LIMITS, &pieces), "", "{accept:?}");
    }
}

/// The body in pieces of these lengths, which come again and again.
fn pieces<'a>(body: &'a [u8], lengths: &[u8]) -> Vec<&'a [u8]> {
    let mut pieces = Vec::new();
    let mut rest = body;
    let lengths = lengths.iter().chain([&17]).cycle();
    for length in lengths {
        let (piece, after) = rest.split_at(rest.len().min(usize::from(*length)));
        pieces.push(piece);
        rest = after;
        if rest.is_empty() {
            break;
        }
    }
    pieces
}
