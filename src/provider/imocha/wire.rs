//! The names in iMocha's listing, which is flat. iMocha writes its keys in differing letter case from endpoint to endpoint.

use crate::json::Key;
use crate::provider::wire::{Wire, count, id, text};
use crate::unit::Field;

pub(in crate::provider) const WIRE: Wire = Wire {
    name: "iMocha",
    list: Key::any_case("businessUnits"),
    fields: &[
        id(Key::any_case("businessUnitId"), Field::Id),
        text(Key::any_case("businessUnitName"), Field::Name),
        text(Key::any_case("createdOn"), Field::CreatedAt),
    ],
    count: &[count(Key::any_case("count"))],
    // iMocha has no account ids, so one of our records that names an account names Autodesk's.
    account_prefix: "b.",
};
