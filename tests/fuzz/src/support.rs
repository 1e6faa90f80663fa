//! What `fuzzed` and `oracle` need of what the tests share.

#[path = "../../core/support/folding.rs"]
pub(crate) mod folding;
#[path = "../../core/support/listing.rs"]
pub(crate) mod listing;
#[path = "../../core/support/notes.rs"]
pub(crate) mod notes;
#[path = "../../core/support/contents.rs"]
pub(crate) mod contents;

pub(crate) use contents::text_of;
