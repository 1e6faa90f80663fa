//! Units as one checked forest: columns in preorder, so that a unit and its descendants are a range of rows.
//!
//! ```text
//!   sent (index)            as a forest           row  index  parent  depth  size
//!   0  West  parent NA         NA                  0     2      -      0      3
//!   1  Alps  parent EMEA       ├─ West             1     0      0      1      1
//!   2  NA    a root            └─ East             2     3      0      1      1
//!   3  East  parent NA         EMEA                3     4      -      0      2
//!   4  EMEA  a root            └─ Alps             4     1      3      1      1
//!
//!   descendants of row r (itself included) = rows r .. r + size[r]
//!   next sibling of row r                  = row r + size[r], while its parent is the same
//! ```
//! A row is a position in preorder; an index is a position in the listing. Siblings keep the order of the listing. Every
//! unit gets a row, whatever is wrong with it; what is wrong is a list: see [`Defect`].
//!
//! ```text
//!  Units ─▶ links ─▶ cycles ─▶ preorder ─▶ Tree ─▶ defects: suggestions, accounts, paths, count
//!           parent   loops     rows          │
//!           by id    are cut                 └──▶ queries, search, message
//! ```
//! There is no recursion: the sender of a listing chooses its depth. If you change what a column means, change
//! [`Tree::assert_invariants`] with it. Out of scope: fetching, and writing units.

mod build;
mod cycles;
mod decomposed;
mod defect;
mod defects;
mod invariants;
mod links;
mod message;
mod names;
mod numbers;
mod path;
mod path_match;
mod preorder;
mod queries;
mod search;
mod suggest;

mod usual_path;

pub use defect::{Defect, DefectKind, Severity, SuggestedBy, Suggestion};
pub use queries::{Tree, listed};
pub use search::Hit;
