//! A body in pieces of any size, and a body that is cut.

use business_units::provider::Accept;
use business_units::unit::Provider;

use crate::support::{WIRE, decode, decode_chunks, listings, told};

#[test]
fn every_split_in_two_of_every_fixture_gives_the_same_units() {
    for accept in WIRE {
        let (folder, whole) =
            (folder_of(accept), |body: &[u8]| told(&decode(accept, body).unwrap()));
        for (name, body) in listings(folder) {
            let expected = whole(&body);
            for at in 0..=body.len() {
                let (front, back) = body.split_at(at);
                let units = decode_chunks(accept, [front, back]).unwrap();
                assert_eq!(told(&units), expected, "{folder}/{name} at {at}");
            }
            let bytewise = decode_chunks(accept, body.chunks(1)).unwrap();
            assert_eq!(told(&bytewise), expected, "{folder}/{name} a byte at a time");
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
