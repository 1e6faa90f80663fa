//! Units as one checked forest: preorder columns, so that "this unit and everything below" is a range.
//!
//! ```text
//!   sent (index)            as a forest           row  index  parent  depth  size
//!   0  West  below NA          NA                  0     2      -      0      3
//!   1  Alps  below EMEA        ├─ West             1     0      0      1      1
//!   2  NA    a root            └─ East             2     3      0      1      1
//!   3  East  below NA          EMEA                3     4      -      0      2
//!   4  EMEA  a root            └─ Alps             4     1      3      1      1
//!
//!   descendants of row r (itself included) = rows r .. r + size[r]
//!   next sibling of row r                  = row r + size[r], while its parent is the same
//! ```
//! A row is a place in preorder; an index is a place in the order sent; siblings stand in the order sent. Every row
//! is placed, whatever is wrong with it, and what is wrong is a list: see [`Defect`].
//!
//! Recursion nowhere: depth is chosen by whoever sends the data. If you change what a column means, change
//! [`Tree::assert_invariants`] with it. Out of scope: fetching, and writing units.

mod build;
mod cycles;
mod decomposed;
mod defect;
mod invariants;
mod links;
mod numbers;
mod path;
mod place;
mod query;
mod search;
mod suggest;
mod usual_path;

pub use defect::{Defect, Kind, Severity, SuggestedBy, Suggestion};
pub use query::listed;
pub use search::Hit;

use links::ById;
use place::Rows;

use crate::unit::Units;

/// No row, or no index.
const NONE: u32 = u32::MAX;

/// A forest of units that answers.
///
/// ```
/// use business_units::json::Limits;
/// use business_units::provider::{Accept, Decoder};
/// use business_units::tree::Tree;
///
/// let body = br#"{"business_units":[
///   {"id":"west","parent_id":"na","name":"West"},
///   {"id":"na","parent_id":null,"name":"North America"}
/// ]}"#;
/// let mut decoder = Decoder::new(Accept::Any, Limits { bytes: None, records: 1_000_000 });
/// decoder.push(body)?;
/// let tree = Tree::build(decoder.finish()?)?;
/// // North America   row 0
/// // └─ West         row 1
/// assert_eq!(tree.subtree_ids("na").collect::<Vec<_>>(), ["na", "west"]);
/// # Ok::<(), business_units::error::Error>(())
/// ```
#[derive(Debug)]
pub struct Tree {
    units: Box<Units>,
    by_id: ById,
    rows: Rows,
    account_id: Option<String>,
    defects: Vec<Defect>,
}
