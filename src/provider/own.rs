//! Our own answer: what the edge worker sends, and what `toArray()` gives. It reads back into the same tree.

use super::wire::{Part, Slot, count, id, text};
use crate::json::{Field, Key, List, Member, Type};
use crate::unit::Field as Unit;

/// The fields of our own record. `row`, `depth` and `size` follow from the rest and are not read.
pub(super) const FIELDS: &[Field<Slot>] = &[
    id(Key::exact("id"), Unit::Id),
    Field { key: Key::exact("index"), name: Slot::Place, holds: Type::Integer },
    id(Key::exact("parentId"), Unit::ParentId),
    text(Key::exact("name"), Unit::Name),
    text(Key::exact("description"), Unit::Description),
    text(Key::exact("path"), Unit::Path),
    id(Key::exact("accountId"), Unit::AccountId),
    text(Key::exact("createdAt"), Unit::CreatedAt),
    text(Key::exact("updatedAt"), Unit::UpdatedAt),
];

/// The worker's list.
pub(super) const LIST: List<Part, Slot> =
    List { key: Key::exact("units"), name: Part::Own, fields: FIELDS };

/// What else the worker's answer says. The count is the provider's own, so that its check can be made again.
pub(super) const MEMBERS: &[Member<Part>] = &[
    Member { strict: false, ..count(Key::any_case("count")) },
    member("provider", Part::Provider, Type::Text),
    member("accountId", Part::Account, Type::Text),
    member("warnings", Part::Warnings, Type::Texts),
];

/// Makes a member that is not strict: a provider may use the same key for something else.
const fn member(key: &'static str, name: Part, holds: Type) -> Member<Part> {
    Member { key: Key::exact(key), name, holds, strict: false }
}
