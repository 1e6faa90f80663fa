//! The contents of a listing, as values that can be compared.

use business_units::unit::{Field, Source, Units};

/// All contents of a listing.
pub(crate) type Contents =
    (Source, Option<String>, Option<i64>, Vec<String>, Vec<[Option<String>; Field::ALL.len()]>);

pub(crate) fn contents(units: &Units) -> Contents {
    let row = |index| Field::ALL.map(|field| text_of(units, field, index));
    (
        units.source(),
        units.account_id().map(str::to_owned),
        units.claimed_count(),
        units.warnings().to_vec(),
        (0..units.len()).map(row).collect(),
    )
}

/// Returns a text of a unit, borrowed or made.
pub(crate) fn text_of(units: &Units, field: Field, index: u32) -> Option<String> {
    units.text(field, index).map(String::from)
}
