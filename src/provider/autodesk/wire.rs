//! The names in an answer of Autodesk's.

use crate::json::{Field, Key, List};
use crate::provider::rows::{Part, Slot, id, text};
use crate::unit::Field as Unit;

pub(in crate::provider) const PARENT_ID: Field<Slot> = id("parent_id", Unit::ParentId);
pub(in crate::provider) const ACCOUNT_ID: Field<Slot> = id("account_id", Unit::AccountId);
pub(in crate::provider) const CREATED_AT: Field<Slot> = text("created_at", Unit::CreatedAt);
pub(in crate::provider) const UPDATED_AT: Field<Slot> = text("updated_at", Unit::UpdatedAt);

pub(in crate::provider) const LIST: List<Part, Slot> = List {
    key: Key::exact("business_units"),
    name: Part::Autodesk,
    fields: &[
        id("id", Unit::Id),
        ACCOUNT_ID,
        PARENT_ID,
        text("name", Unit::Name),
        text("description", Unit::Description),
        text("path", Unit::Path),
        CREATED_AT,
        UPDATED_AT,
    ],
};
