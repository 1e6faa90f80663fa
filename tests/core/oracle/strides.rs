//! Whole records are read at a glance, in pieces of any size. Here everything is read once more byte by byte, which
//! must come to the same units, or the same error at the same byte.

use business_units::error::Error;
use business_units::provider::{Decoder, Limits};

use crate::support::listing::Listing;
use crate::support::told::{Told, told};

fn read<'a>(
    mut decoder: Decoder,
    pieces: impl IntoIterator<Item = &'a [u8]>,
) -> Result<Told, Error> {
    pieces.into_iter().try_for_each(|piece| decoder.push(piece))?;
    decoder.finish().map(|units| told(&units))
}

/// How a body is read at a glance otherwise than byte by byte: at once, a byte at a time, or in these pieces; empty when
/// it is not.
pub(crate) fn difference_at_a_glance(
    listing: &Listing,
    limits: Limits,
    pieces: &[&[u8]],
) -> String {
    let closely = read(listing.decoder(limits).without_strides(), [&*listing.body]);
    let at_a_glance = || listing.decoder(limits);
    let readings = [
        ("at once", read(at_a_glance(), [&*listing.body])),
        ("a byte at a time", read(at_a_glance(), listing.body.chunks(1))),
        ("in pieces", read(at_a_glance(), pieces.iter().copied())),
    ];
    let differs = readings.into_iter().find(|(_, outcome)| *outcome != closely);
    differs.map_or(String::new(), |(how, outcome)| {
        format!("{how} {outcome:#?}\nbyte by byte {closely:#?}")
    })
}
