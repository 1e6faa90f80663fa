//! Our own answer: what the edge worker sends, and what `toArray()` gives. It reads back into the same tree.

use super::rows::{Part, Slot, id, text};
use super::{autodesk, imocha};
use crate::json::{Field, Key, List, Member, Type};
use crate::unit::Field as Unit;

const ID: Field<Slot> = id("id", Unit::Id);
const INDEX: Field<Slot> =
    Field { key: Key::exact("index"), name: Slot::Place, holds: Type::Integer };
const PARENT_ID: Field<Slot> = id("parentId", Unit::ParentId);
const NAME: Field<Slot> = text("name", Unit::Name);
const DESCRIPTION: Field<Slot> = text("description", Unit::Description);
const PATH: Field<Slot> = text("path", Unit::Path);
const ACCOUNT_ID: Field<Slot> = id("accountId", Unit::AccountId);
const CREATED_AT: Field<Slot> = text("createdAt", Unit::CreatedAt);
const UPDATED_AT: Field<Slot> = text("updatedAt", Unit::UpdatedAt);

/// The worker's list. `row`, `depth` and `size` follow from the rest and are not read.
pub(super) const LIST: List<Part, Slot> = List {
    key: Key::exact("units"),
    name: Part::Own,
    fields: &[ID, INDEX, PARENT_ID, NAME, DESCRIPTION, PATH, ACCOUNT_ID, CREATED_AT, UPDATED_AT],
};

/// What else the worker's answer says. `count` is iMocha's, so that its check can be made again.
pub(super) const MEMBERS: &[Member<Part>] = &[
    Member { strict: false, ..imocha::COUNT },
    member("provider", Part::Provider, Type::Text),
    member("accountId", Part::Account, Type::Text),
    member("warnings", Part::Warnings, Type::Texts),
];

/// A body of a service may use the same key for something else, so nothing is refused for what it holds.
const fn member(key: &'static str, name: Part, holds: Type) -> Member<Part> {
    Member { key: Key::exact(key), name, holds, strict: false }
}

/// A list of any units: no key of one kind means something else in another.
pub(super) static BARE: List<Part, Slot> = List {
    key: Key::exact(""),
    name: Part::Bare,
    fields: &[
        ID,
        INDEX,
        PARENT_ID,
        NAME,
        DESCRIPTION,
        PATH,
        ACCOUNT_ID,
        CREATED_AT,
        UPDATED_AT,
        autodesk::PARENT_ID,
        autodesk::ACCOUNT_ID,
        autodesk::CREATED_AT,
        autodesk::UPDATED_AT,
        imocha::ID,
        imocha::NAME,
        imocha::CREATED_ON,
    ],
};
