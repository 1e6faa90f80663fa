//! What a unit is, whatever its provider: the columns that everything else works on.
//!
//! A listing may have a million units, so there is no object for each unit. Each field is a column, and the index of a
//! unit is its position in the listing. A column stores the smallest form from which the exact text can be made again:
//!
//! ```text
//!                             Columns                                    TextStore
//!  id, parent_id              16 bytes and a kind: a UUID, a short text  a long text, in the interner
//!  name, description, path    a reference each, three in one column      the text, in the arena
//!  account_id                 a reference                                the text, in the interner
//!  created_at, updated_at     17 digits                                  a text of another form, in the arena
//! ```
//! A page of a column in which all rows have the same value allocates nothing.

mod arena;
mod column;
mod columns;
mod draft;
mod field;
mod hash;
mod hash_table;
mod id;
mod interner;
mod key;
mod memory;
mod moment;
mod order;
mod source;
mod text_store;
mod units;

pub use field::Field;
pub use hash::Seed;
pub use hash_table::HashTable;
pub use id::Id;
pub use key::TextKey;
pub use memory::{OutOfMemory, append, owned};
pub use order::order_of;
pub use source::Source;
pub use units::Units;
