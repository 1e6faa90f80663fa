//! The documents that a body may be.

use super::merged::{BARE, MEMBERS};
use super::own;
use super::registry::Provider;
use super::wire::{Part, Slot};
use crate::json::{List, Schema};

/// The documents that a body may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accept {
    /// One provider's own answer and nothing else.
    Wire(Provider),
    /// Any provider's answer, or the edge worker's: told apart by the key of the list.
    Any,
    /// As [`Accept::Any`], of one provider only.
    Of(Provider),
    /// A list without an object around it: any provider's units or our own records, told apart by their keys.
    ///
    /// Its keys identify the provider, unless one is given.
    Bare(Option<Provider>),
}

impl Accept {
    pub(super) fn schema(self) -> Schema<Part, Slot> {
        match self {
            Self::Wire(provider) => {
                let lists = provider.lists().get(..1).unwrap_or_default();
                Schema { lists, members: provider.wire().count, bare: None }
            }
            Self::Any => Schema { lists: ANY, members: &MEMBERS, bare: None },
            Self::Of(provider) => Schema { lists: provider.lists(), members: &MEMBERS, bare: None },
            Self::Bare(_) => Schema { lists: &[], members: &[], bare: Some(&BARE) },
        }
    }

    pub(super) fn provider(self) -> Option<Provider> {
        match self {
            Self::Wire(provider) | Self::Of(provider) => Some(provider),
            Self::Bare(provider) => provider,
            Self::Any => None,
        }
    }
}

const fn list_of(provider: Provider) -> List<Part, Slot> {
    let wire = provider.wire();
    List { key: wire.list, name: Part::Wire(provider.place()), fields: wire.fields }
}

macro_rules! schemas {
    ($($module:ident: $Provider:ident, $fetch:ident, $Options:literal;)*) => {
        const ANY: &[List<Part, Slot>] = &[$(list_of(Provider::$Provider),)* own::LIST];

        impl Provider {
            /// Returns the provider's list and ours.
            fn lists(self) -> &'static [List<Part, Slot>] {
                match self {
                    $(Self::$Provider => const { &[list_of(Self::$Provider), own::LIST] },)*
                }
            }
        }
    };
}
for_each_provider!(schemas);
