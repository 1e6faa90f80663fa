//! What a listing says, as values that can be compared.

use business_units::unit::{Field, Source, Units};

/// All that a listing says, as values that can be compared.
pub(crate) type Told =
    (Source, Option<String>, Option<i64>, Vec<String>, Vec<[Option<String>; Field::ALL.len()]>);

pub(crate) fn told(units: &Units) -> Told {
    let row = |index| Field::ALL.map(|field| text_of(units, field, index));
    (
        units.source(),
        units.account_id().map(str::to_owned),
        units.claimed_count(),
        units.warnings().to_vec(),
        (0..units.len()).map(row).collect(),
    )
}

/// A text of a unit, whether the columns hand out what they hold or make it anew.
pub(crate) fn text_of(units: &Units, field: Field, index: u32) -> Option<String> {
    units.text(field, index).map(String::from)
}
