//! The keys of all providers and ours in one table, for documents that may come from any of them.

use super::own;
use super::registry::Provider;
use super::wire::{Part, Slot, count, id};
use crate::json::{Field, Key, List, Member};
use crate::unit::Field as Unit;

/// A list of any records: no key of one provider means something else to another.
pub(super) static BARE: List<Part, Slot> =
    List { key: Key::exact(""), name: Part::Bare, fields: &FIELDS };

/// What stands beside the list of any document.
pub(super) static MEMBERS: [Member<Part>; merged_members::<MOST>().1] = merged_members().0;

static FIELDS: [Field<Slot>; merged_fields::<MOST>().1] = merged_fields().0;

/// The most fields or members that the reader can tell apart.
const MOST: usize = 32;

/// Returns our own fields, then those of each provider under keys that are not there yet, and how many there are.
#[expect(clippy::indexing_slicing, reason = "the compiler evaluates it")]
const fn merged_fields<const N: usize>() -> ([Field<Slot>; N], usize) {
    let mut merged = [const { id(Key::exact(""), Unit::Id) }; N];
    let mut len = 0;
    let (mut fields, mut provider) = (own::FIELDS, None);
    let mut providers = Provider::ALL;
    loop {
        while let [field, rest @ ..] = fields {
            if !has_field(merged.split_at(len).0, field.key) {
                merged[len] = copy(field, provider);
                len += 1;
            }
            fields = rest;
        }
        let [next, others @ ..] = providers else { return (merged, len) };
        (fields, provider, providers) = (next.wire().fields, Some(*next), others);
    }
}

/// Copies a field. An id under a key of its own identifies the provider.
const fn copy(field: &Field<Slot>, provider: Option<Provider>) -> Field<Slot> {
    let name = match (field.name, provider) {
        (Slot::Text(Unit::Id), Some(provider)) => Slot::IdOf(provider.place()),
        (name, _) => name,
    };
    Field { key: field.key, name, holds: field.holds }
}

const fn has_field(mut fields: &[Field<Slot>], key: Key) -> bool {
    while let [field, rest @ ..] = fields {
        if is_same(field.key, key) {
            return true;
        }
        fields = rest;
    }
    false
}

/// Returns our own members, then the count of each provider under a key that is not there yet, and how many there are.
#[expect(clippy::indexing_slicing, reason = "the compiler evaluates it")]
const fn merged_members<const N: usize>() -> ([Member<Part>; N], usize) {
    let mut merged = [const { count(Key::exact("")) }; N];
    let mut len = 0;
    let mut members = own::MEMBERS;
    let mut providers = Provider::ALL;
    loop {
        while let [Member { key, name, holds, .. }, rest @ ..] = members {
            if !has_member(merged.split_at(len).0, *key) {
                merged[len] = Member { key: *key, name: *name, holds: *holds, strict: false };
                len += 1;
            }
            members = rest;
        }
        let [provider, others @ ..] = providers else { return (merged, len) };
        (members, providers) = (provider.wire().count, others);
    }
}

const fn has_member(mut members: &[Member<Part>], key: Key) -> bool {
    while let [member, rest @ ..] = members {
        if is_same(member.key, key) {
            return true;
        }
        members = rest;
    }
    false
}

const fn is_same(one: Key, other: Key) -> bool {
    one.text.as_bytes().eq_ignore_ascii_case(other.text.as_bytes())
}
