//! The names in Autodesk's listing.

use crate::json::Key;
use crate::provider::wire::{Wire, id, text};
use crate::unit::Field;

pub(in crate::provider) const WIRE: Wire = Wire {
    name: "Autodesk",
    list: Key::exact("business_units"),
    fields: &[
        id(Key::exact("id"), Field::Id),
        id(Key::exact("account_id"), Field::AccountId),
        id(Key::exact("parent_id"), Field::ParentId),
        text(Key::exact("name"), Field::Name),
        text(Key::exact("description"), Field::Description),
        text(Key::exact("path"), Field::Path),
        text(Key::exact("created_at"), Field::CreatedAt),
        text(Key::exact("updated_at"), Field::UpdatedAt),
    ],
    count: &[],
    // A hub id is `b.` and an account id.
    account_prefix: "b.",
};
