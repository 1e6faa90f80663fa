//! A record takes one of three ways through the reader, and pieces may be of any size. Here everything is read once more
//! byte by byte, which must give the same units, or the same error at the same byte.

use business_units::error::Error;
use business_units::provider::{Decoder, Limits};

use crate::support::contents::{Contents, contents};
use crate::support::listing::Listing;

fn read<'a>(
    mut decoder: Decoder,
    pieces: impl IntoIterator<Item = &'a [u8]>,
) -> Result<Contents, Error> {
    pieces.into_iter().try_for_each(|piece| decoder.push(piece))?;
    decoder.finish().map(|units| contents(&units))
}

/// Says how a body is read otherwise than byte by byte: at once, a byte at a time, or in these pieces; empty when it is
/// not.
pub(crate) fn difference_between_ways(
    listing: &Listing,
    limits: Limits,
    pieces: &[&[u8]],
) -> String {
    let by_bytes = read(listing.decoder(limits).without_fast_reader(), [&*listing.body]);
    let decoder = || listing.decoder(limits);
    let readings = [
        ("at once", read(decoder(), [&*listing.body])),
        ("a byte at a time", read(decoder(), listing.body.chunks(1))),
        ("in pieces", read(decoder(), pieces.iter().copied())),
    ];
    let differs = readings.into_iter().find(|(_, outcome)| *outcome != by_bytes);
    differs.map_or(String::new(), |(how, outcome)| {
        format!("{how} {outcome:#?}\nbyte by byte {by_bytes:#?}")
    })
}
