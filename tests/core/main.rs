//! Native tests of everything outside `src/wasm`, as one binary.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that fails should say so at once, in its supports too"
)]
#![allow(clippy::cast_possible_truncation, reason = "the listings of these tests are small")]

mod architecture;
mod autodesk;
mod call;
mod chunkings;
mod circles;
mod corpus;
mod defects;
mod differential;
mod error_codes;
mod fuzzed;
mod generate;
mod grammar_table;
mod imocha;
mod json;
mod json_agreement;
mod mint;
mod minting;
mod oracle;
mod provider_contract;
mod provider_list;
mod putting;
mod replays;
mod retry_after;
mod retrying;
mod search;
mod search_table;
mod secrets;
mod support;
mod token;
mod tree_build;
mod tree_props;
mod tree_query;
mod waits;
mod worker_answer;
