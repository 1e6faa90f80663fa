//! A body in chunks of any size, and a truncated body.

use business_units::provider::Accept;
use business_units::provider::Provider;

use crate::support::splits::split_fixtures;
use crate::support::{WIRE, contents, decode, decode_chunks, listings};

#[test]
fn every_fixture_a_byte_at_a_time_gives_the_same_units() {
    for accept in WIRE {
        for (name, body) in listings(folder_of(accept)) {
            let bytewise = decode_chunks(accept, body.chunks(1)).unwrap();
            assert_eq!(contents(&bytewise), contents(&decode(accept, &body).unwrap()), "{name}");
        }
    }
}

#[test]
fn every_split_in_two_gives_the_same_units() {
    for (listing, bug) in split_fixtures() {
        let expected = listing.contents_at_once();
        assert!(expected.is_ok(), "{listing}: {expected:?}");
        for at in 0..=listing.body.len() {
            let (front, back) = listing.body.split_at(at);
            assert_eq!(listing.contents([front, back]), expected, "{bug}? {listing} at {at}");
        }
    }
}

#[test]
fn a_body_cut_at_any_byte_is_an_error_that_names_that_byte() {
    for accept in WIRE {
        for (name, body) in listings(folder_of(accept)) {
            let body = body.trim_ascii_end();
            for at in 0..body.len() {
                let error = decode(accept, &body[..at]).unwrap_err();
                assert_eq!(error.code().as_str(), "ERR_JSON", "{name} at {at}: {error}");
                assert_eq!(error.details().offset, Some(at as u64), "{name}");
            }
            assert!(decode(accept, body).is_ok(), "{name}");
        }
    }
}

fn folder_of(accept: Accept) -> &'static str {
    if accept == Accept::Wire(Provider::Imocha) { "imocha" } else { "autodesk" }
}
