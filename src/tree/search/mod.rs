//! Finds units by a part of their name, as a person types it: letter case and accents do not matter.
//!
//! ```text
//!   row  name              folded names; · is a byte that is in no text
//!    0   Łódź              lodz·harbour lodz·malmo·
//!    1   Harbour Łódź      │            └ the start of a word    "LÓDZ" is folded too, and searched for as bytes
//!    2   MALMÖ             └ the whole name
//!
//!   ranks by row   1 3 0   first all rows of rank 1, then of rank 2, …: best first and in preorder, without sorting
//! ```
//! Only the names of returned hits are folded a second time, to find where in the name the text is. [`fold`] says what folding
//! means. Out of scope: fields other than the name, and corrections of what was mistyped.

mod block;
mod find;
mod fold;
mod fold_table;
mod ranges;
mod rank;

pub use find::Hit;
pub(super) use fold::Fold;
