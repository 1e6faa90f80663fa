//! What both services mean by a unit: the columns that the rest works on.
//!
//! A listing may hold a million units, so there is no object per unit: each field is a column, and a row number is the
//! unit's place in the order sent. A column holds its field in the smallest form from which the very text can be made
//! again.
//!
//! ```text
//!  id, parent_id            16 bytes and a kind: a UUID or a short text itself, a place in Interner for a long one
//!  name, description, path  a place in StringArena each, three in one column
//!  account_id               a place in Interner
//!  created_at, updated_at   17 digits, or a place in StringArena
//! ```
//! Nothing is allocated for a page of a column in which all rows hold the same.

mod arena;
mod column;
mod columns;
mod fill;
mod hash;
mod hash_table;
mod id;
mod interner;
mod key;
mod moment;
mod order;
mod read;
mod source;
mod units;

pub use hash::Seed;
pub use hash_table::HashTable;
pub use id::Id;
pub use key::TextKey;
pub use order::order_of;
pub use source::Source;
pub use units::Units;

use core::fmt;
use std::collections::TryReserveError;

/// A service that publishes business units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Provider {
    /// Autodesk BIM 360 / ACC: `business_units_structure`.
    Autodesk,
    /// iMocha: `/v3/accounts/business-units`.
    Imocha,
}

impl Provider {
    /// The name that JavaScript sees.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Autodesk => "autodesk",
            Self::Imocha => "imocha",
        }
    }

    /// Returns the name that people see.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Autodesk => "Autodesk",
            Self::Imocha => "iMocha",
        }
    }

    /// The provider of that name, if it is one.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Autodesk, Self::Imocha].into_iter().find(|provider| provider.as_str() == name)
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A text of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The service's own id; a number is its exact decimal text.
    Id,
    /// The id of the parent, as sent.
    ParentId,
    /// The name.
    Name,
    /// The description.
    Description,
    /// Where the service says the unit stands: advisory.
    Path,
    /// The account that the unit belongs to.
    AccountId,
    /// When it was created, character for character as sent.
    CreatedAt,
    /// When it was changed last, character for character as sent.
    UpdatedAt,
}

impl Field {
    /// Every field, in the order of the columns.
    pub const ALL: [Self; 8] = [
        Self::Id,
        Self::ParentId,
        Self::Name,
        Self::Description,
        Self::Path,
        Self::AccountId,
        Self::CreatedAt,
        Self::UpdatedAt,
    ];
}

/// Memory is used up, or a limit of the columns is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfMemory;

impl From<TryReserveError> for OutOfMemory {
    fn from(_: TryReserveError) -> Self {
        Self
    }
}

/// A copy of a text.
///
/// # Errors
/// [`OutOfMemory`].
pub fn owned(text: &str) -> Result<String, OutOfMemory> {
    let mut copy = String::new();
    copy.try_reserve_exact(text.len())?;
    copy.push_str(text);
    Ok(copy)
}

/// Appends a text.
///
/// # Errors
/// [`OutOfMemory`].
#[inline]
pub fn append(to: &mut Vec<u8>, text: &[u8]) -> Result<(), OutOfMemory> {
    to.try_reserve(text.len())?;
    crate::simd::append(to, text);
    Ok(())
}
