use business_units::provider::Accept;
use business_units::provider::Provider;
use serde_json::{Value, json};

use super::lines;
use crate::oracle::difference::difference_of_the_tree;
use crate::support::listing::Listing;

const KEYS: [&str; 5] = ["id", "parent_id", "name", "path", "account_id"];

/// Any units make the tree that the naive builder makes of them.
pub(crate) fn build_tree(bytes: &[u8]) {
    let records: Vec<Value> = lines(bytes).iter().map(|line| record(line)).collect();
    let body = json!({ "business_units": records }).to_string().into_bytes();
    let listing = Listing::new(Accept::Wire(Provider::Autodesk), body);
    let units = listing.units([&*listing.body]).unwrap();
    assert_eq!(units.len() as usize, records.len());
    let difference = difference_of_the_tree(units);
    assert!(difference.is_empty(), "{difference}");
}

fn record(line: &str) -> Value {
    let members = KEYS.iter().zip(line.split('\t'));
    members.map(|(key, text)| ((*key).to_owned(), Value::from(text))).collect()
}
