//! Bodies with something wrong in them, and bodies in pieces.

use crate::support::chance::Chance;

/// Bytes that matter to the reader.
pub(crate) const BYTES: [u8; 25] = *b"{}[]:,\"\\ue0189-+. \nzZA\x00\xff\xc3";

/// Changes one to three bytes.
pub(crate) fn damage(body: &mut Vec<u8>, chance: &mut Chance) {
    for _ in 0..chance.pick(&[1, 1, 1, 2, 3]) {
        if body.is_empty() {
            return;
        }
        let at = chance.below(body.len());
        match chance.below(8) {
            0 => _ = body.remove(at),
            1 => body.insert(at, chance.pick(&BYTES)),
            2 => body.truncate(at),
            3 => body[at] ^= 1 << chance.below(8),
            4 => body[at] = chance.number().to_le_bytes()[0],
            5 => repeat(body, at, chance),
            _ => body[at] = chance.pick(&BYTES),
        }
    }
}

/// Writes a piece of the body again somewhere else.
fn repeat(body: &mut Vec<u8>, at: usize, chance: &mut Chance) {
    let end = (at + chance.between(1, 64)).min(body.len());
    let piece = body[at..end].to_vec();
    let to = chance.below(body.len());
    body.splice(to..to, piece);
}

/// The same body in pieces: of one size, or of any, some of them empty.
pub(crate) fn pieces<'a>(body: &'a [u8], chance: &mut Chance) -> Vec<&'a [u8]> {
    if chance.percent(40) {
        let sizes = [2, 3, 7, 15, 16, 17, 63, 64, 65, 100, 400, 1_000];
        return body.chunks(chance.pick(&sizes)).collect();
    }
    let most = chance.pick(&[5, 40, 400, body.len().max(1)]);
    let mut pieces = Vec::new();
    let mut rest = body;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(chance.between(0, most).min(rest.len()));
        pieces.push(piece);
        rest = after;
    }
    pieces
}
