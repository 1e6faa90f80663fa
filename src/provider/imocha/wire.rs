//! The names in an answer of iMocha's.

use crate::json::{Field, Key, List, Member, Type};
use crate::provider::rows::{Part, Slot};
use crate::unit::Field as Unit;

pub(in crate::provider) const ID: Field<Slot> =
    Field { key: Key::any_case("businessUnitId"), name: Slot::ImochaId, holds: Type::Id };
pub(in crate::provider) const NAME: Field<Slot> = Field {
    key: Key::any_case("businessUnitName"),
    name: Slot::Text(Unit::Name),
    holds: Type::Text,
};
pub(in crate::provider) const CREATED_ON: Field<Slot> =
    Field { key: Key::any_case("createdOn"), name: Slot::Text(Unit::CreatedAt), holds: Type::Text };

/// iMocha writes its keys in differing letter case from endpoint to endpoint.
pub(in crate::provider) const LIST: List<Part, Slot> = List {
    key: Key::any_case("businessUnits"),
    name: Part::Imocha,
    fields: &[ID, NAME, CREATED_ON],
};

pub(in crate::provider) const COUNT: Member<Part> =
    Member { key: Key::any_case("count"), name: Part::Count, holds: Type::Integer, strict: true };
