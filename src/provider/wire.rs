//! What a provider says of its listing as JSON: its wire table.

use crate::json::{Field as Named, Key, Member, Type};
use crate::unit::Field;

/// The wire table of a provider.
pub(super) struct Wire {
    /// The provider's name that people see.
    pub(super) name: &'static str,
    /// The key of its list.
    pub(super) list: Key,
    /// The fields of a record.
    pub(super) fields: &'static [Named<Slot>],
    /// The number of records, if the provider promises that it lists so many: one member, or none.
    pub(super) count: &'static [Member<Part>],
    /// What may precede an account id, in either letter case, without being part of it.
    pub(super) account_prefix: &'static str,
}

/// A part of a document: a list, or a member beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The list of the provider with that place in the list of providers.
    Wire(u8),
    /// A list of our own records.
    Own,
    /// A list without an object around it: the keys of its records identify the provider.
    Bare,
    /// The number of records that the provider claims to send.
    Count,
    /// Our own name of the provider.
    Provider,
    /// The account that the caller asked for.
    Account,
    /// What an earlier reader had to repair.
    Warnings,
}

/// A field of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// A text of the unit.
    Text(Field),
    /// The id of a bare record, under a key of its own that the provider with that place uses and no other.
    IdOf(u8),
    /// The place in the order sent, in our own records.
    Place,
}

/// Makes a field that is a text of the unit.
pub(super) const fn text(key: Key, field: Field) -> Named<Slot> {
    Named { key, name: Slot::Text(field), holds: Type::Text }
}

/// Makes a field that is an id: a text, or an integer as its exact decimal text.
pub(super) const fn id(key: Key, field: Field) -> Named<Slot> {
    Named { key, name: Slot::Text(field), holds: Type::Id }
}

/// Makes the member that is the number of records.
pub(super) const fn count(key: Key) -> Member<Part> {
    Member { key, name: Part::Count, holds: Type::Integer, strict: true }
}
