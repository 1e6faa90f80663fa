//! The names in Acme's listing.

use crate::json::Key;
use crate::provider::wire::{Wire, id, text};
use crate::unit::Field;

pub(in crate::provider) const WIRE: Wire = Wire {
    name: "Acme",
    list: Key::exact("departments"),
    fields: &[
        id(Key::exact("departmentKey"), Field::Id),
        id(Key::exact("reportsTo"), Field::ParentId),
        text(Key::exact("title"), Field::Name),
    ],
    count: &[],
    account_prefix: "",
};
