use super::ACCEPTS;
use crate::oracle;
use crate::oracle::difference::difference;
use crate::support::listing::Listing;

/// Any body is read as the oracle reads it, at once and a byte at a time.
pub(crate) fn json_bytes(body: &[u8]) {
    for accept in ACCEPTS {
        let listing = Listing::new(accept, body.to_vec());
        assert_eq!(listing.contents_at_once(), listing.contents_bytewise(), "{accept:?}");
        if oracle::can_judge(body) {
            let difference = difference(&listing);
            assert!(difference.is_empty(), "{listing}\n{difference}");
        }
    }
}
