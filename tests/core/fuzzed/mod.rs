//! What the fuzzer tries, as functions of any bytes that fail by a panic. `tests/fuzz` runs them on bytes that it makes
//! up, and `replays` on those that failed once.
//!
//! | target | the bytes are |
//! |---|---|
//! | `json_bytes` | a body |
//! | `json_chunks` | a body, a NUL, and the lengths of its pieces, a byte each |
//! | `build_tree` | a unit a line: id, parent id, name, path and account id between tabs; what is left out is null |
//! | `search` | a text to search for, and a name a line |

mod build_tree;
mod json_bytes;
mod json_chunks;
mod search;

pub(crate) use build_tree::build_tree;
pub(crate) use json_bytes::json_bytes;
pub(crate) use json_chunks::json_chunks;
pub(crate) use search::search;

use business_units::provider::Accept;
use business_units::provider::Provider;

/// Everything that a body may be taken for.
const ACCEPTS: [Accept; 8] = [
    Accept::Any,
    Accept::Wire(Provider::Autodesk),
    Accept::Wire(Provider::Imocha),
    Accept::Of(Provider::Autodesk),
    Accept::Of(Provider::Imocha),
    Accept::Bare(None),
    Accept::Bare(Some(Provider::Autodesk)),
    Accept::Bare(Some(Provider::Imocha)),
];

/// The lines of a text, with U+FFFD for what is no UTF-8.
fn lines(bytes: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(bytes).split('\n').map(str::to_owned).collect()
}
