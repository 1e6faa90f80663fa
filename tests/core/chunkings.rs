//! A body reads the same in any chunks. The fast reader reads complete records, and the lexer everything else. So the lexer
//! alone, without the fast reader, gives the expected contents of each body.

use core::ops::Range;

use business_units::json::Limits;
use business_units::provider::Accept;
use business_units::provider::Provider;

use crate::generate::damage::{BYTES, damage, pieces};
use crate::generate::{alike, listing, mixed, smallest, typical};
use crate::oracle::parts::{member, parts};
use crate::oracle::ways::difference_between_ways;
use crate::support::at_least;
use crate::support::chance::Chance;
use crate::support::listing::{LIMITS, Listing};
use crate::support::splits::split_fixtures;

/// Fails unless the body reads the same at once, byte by byte, and in random chunks.
pub(crate) fn expect_one_outcome(listing: &Listing, seed: u64) {
    if !difference_in_pieces(listing, seed).is_empty() {
        let smallest = smallest(listing, |listing| !difference_in_pieces(listing, seed).is_empty());
        panic!("seed {seed}, {smallest}\n{}", difference_in_pieces(&smallest, seed));
    }
}

fn difference_in_pieces(listing: &Listing, seed: u64) -> String {
    let pieces = pieces(&listing.body, &mut Chance::of(seed));
    difference_between_ways(listing, LIMITS, &pieces)
}

#[test]
fn a_listing_says_the_same_in_any_pieces() {
    for seed in 0..u64::from(at_least(2_000)) {
        expect_one_outcome(&listing(seed), seed);
    }
}

#[test]
fn a_damaged_listing_says_the_same_in_any_pieces() {
    for seed in 0..u64::from(at_least(4_000)) {
        let mut listing = listing(seed);
        damage(&mut listing.body, &mut Chance::of(seed));
        expect_one_outcome(&listing, seed);
    }
}

#[test]
fn a_damaged_listing_whose_records_are_all_alike_says_the_same_in_any_pieces() {
    for seed in 0..u64::from(at_least(10_000)) {
        let mut listing = alike(seed);
        damage(&mut listing.body, &mut Chance::of(seed));
        expect_one_outcome(&listing, seed);
    }
}

#[test]
fn a_listing_whose_records_are_of_a_few_kinds_says_the_same_in_any_pieces() {
    for seed in 0..u64::from(at_least(2_000)) {
        expect_one_outcome(&mixed(seed), seed);
    }
}

#[test]
fn a_damaged_listing_whose_records_are_of_a_few_kinds_says_the_same_in_any_pieces() {
    for seed in 0..u64::from(at_least(4_000)) {
        let mut listing = mixed(seed);
        damage(&mut listing.body, &mut Chance::of(seed));
        expect_one_outcome(&listing, seed);
    }
}

/// Three records, each with a value under an unknown key.
fn with_unknown(value: &str) -> Listing {
    let record =
        format!(r#"{{"id":"1","unknown":{value},"name":"a name that fills a window of 64"}}"#);
    let body = format!(r#"{{"business_units":[{record},{record},{record}]}}"#);
    Listing::new(Accept::Wire(Provider::Autodesk), body.into_bytes())
}

#[test]
fn any_tokens_may_replace_a_value_that_is_skipped() {
    const TOKENS: [&str; 9] = ["{", "}", "[", "]", ",", ":", r#""a""#, "1", " "];
    for length in 1..=4_u32 {
        for number in 0..TOKENS.len().pow(length) {
            let token = |at| TOKENS[number / TOKENS.len().pow(at) % TOKENS.len()];
            let value: String = (0..length).map(token).collect();
            expect_one_outcome(&with_unknown(&value), 7);
        }
    }
}

#[test]
fn any_byte_of_a_value_that_is_skipped_may_be_another_one() {
    for value in [
        r#"{"a":[1,{"b":"x"}],"c":-0.5e+1,"d":[true,null]}"#,
        r#"["\u00e9\n","\"" , [] , {} , false]"#,
    ] {
        let listing = with_unknown(value);
        let key = b"\"unknown\"";
        let third = listing.body.windows(key.len()).rposition(|bytes| bytes == key).unwrap();
        for damaged in each_damage(&listing, third) {
            expect_one_outcome(&damaged, 7);
        }
    }
}

/// A listing of these records, with enough bytes behind it for the fast reader to read the last one.
fn listing_of(records: &[&str]) -> Listing {
    let pad = "x".repeat(192);
    let body = format!(r#"{{"business_units":[{}],"pad":"{pad}"}}"#, records.join(","));
    Listing::new(Accept::Wire(Provider::Autodesk), body.into_bytes())
}

#[test]
fn values_that_stay_the_same_for_a_while_are_told_of_each_record() {
    let stretch = |long: usize, of: usize| {
        (0..30).map(move |row| format!("{}{}", "é-".repeat(long), row / of)).collect::<Vec<_>>()
    };
    for (long, of) in [(0, 1), (0, 3), (10, 7), (40, 30), (80, 11), (300, 30)] {
        let [first, last] = [stretch(long, of), stretch(long, of + 4)];
        for (front, back) in [("", ""), ("\n\t", "\n"), ("  ", " ")] {
            let records: Vec<String> = (0..30)
                .map(|row| {
                    let (first, last) = (&first[row], &last[row]);
                    format!(
                        r#"{{{front}"name":"{first}",{front}"id":"{row}","x":[1,{{"y":"{last}"}}],"path":"{last}","n":{row},"updated_at":null{back}}}"#
                    )
                })
                .collect();
            let records: Vec<&str> = records.iter().map(String::as_str).collect();
            expect_one_outcome(&listing_of(&records), 7);
        }
    }
}

#[test]
fn a_record_like_the_model_has_nothing_of_one_in_between() {
    let usual = |id: usize| format!(r#"{{"id":"{id}","name":"the same"}}"#);
    let other = r#"{"id":"other","name":"the same","path":"of nobody else","description":null}"#;
    for at in 0..9 {
        let mut records: Vec<String> = (0..9).map(usual).collect();
        records.insert(at, other.to_owned());
        let records: Vec<&str> = records.iter().map(String::as_str).collect();
        expect_one_outcome(&listing_of(&records), 7);
    }
}

#[test]
fn every_split_of_records_that_leave_out_a_key_each_gives_the_same_units() {
    let id = r#""id":"e3d5ef8d-5c37-4b9d-925d-1e6d24753ace""#;
    let account = r#""account_id":"the very same account in each of these records""#;
    let [parent, name] = [r#""parent_id":"the same""#, r#""name":"the same""#];
    let all = format!("{{{id},{account},{parent},{name}}}");
    let others =
        [[id, parent, name], [id, account, name], [id, account, parent], [id, name, parent]];
    let others = others.map(|members| format!("{{{}}}", members.join(",")));
    for other in &others {
        let listing = listing_of(&[&all, &all, &all, other, &all, other, other, &all]);
        let expected = listing.contents_bytewise();
        assert!(expected.is_ok(), "{expected:?}");
        for at in 0..=listing.body.len() {
            let (front, back) = listing.body.split_at(at);
            assert_eq!(listing.contents([front, back]), expected, "{listing} at {at}");
        }
    }
}

#[test]
fn a_key_behind_more_than_are_remembered_may_come_sooner() {
    for count in 55..70 {
        let many: Vec<String> = (0..count).map(|number| format!(r#""{number}":0"#)).collect();
        let many = many.join(",");
        let all = format!(r#"{{"id":"1",{many},"name":"x","account_id":"y"}}"#);
        let few = format!(r#"{{"id":"2",{many},"account_id":"y"}}"#);
        expect_one_outcome(&listing_of(&[&all, &all, &all, &few, &all, &few, &few, &all]), 7);
    }
}

#[test]
fn what_begins_or_ends_a_record_does_so_nowhere_else() {
    let usual = r#"{"x":1,"id":"1","name":"x","path":"y"}"#;
    let other = r#"{"path":"y","name":"x","id":"1","x":1}"#;
    for wrong in [
        r#"{"x":1,{"x":1,"id":"1"}"#,
        r#"{"name":"x",{"x":1,"path":"y"}"#,
        r#"{"name":"x",{"path":"y","id":"1"}"#,
        r#"{"x":1{"x":1}"#,
        r#"{"x":1,"id":"1"}}"#,
        r#"{"x":1,"id":"1"}]"#,
        r#"{"x":1,"id":"1"}{"x":1,"id":"1"}"#,
        r#"{"x":1,"id":"1",}"#,
        r#","id":"1","name":"x"}"#,
        r#""id":"1","name":"x"}"#,
        r#"{,"id":"1","name":"x"}"#,
        "}",
        "",
    ] {
        for before in [[usual; 3], [usual, other, usual], [other, usual, other]] {
            let records = [&before[..], &[wrong], &[usual]].concat();
            expect_one_outcome(&listing_of(&records), 7);
            let indented: Vec<String> =
                records.iter().map(|record| record.replace('}', "\n  }")).collect();
            let indented: Vec<&str> = indented.iter().map(String::as_str).collect();
            expect_one_outcome(&listing_of(&indented), 7);
        }
    }
}

#[test]
fn records_that_are_odd_in_a_row_say_the_same_however_many_they_are() {
    for count in (0..20).chain([62, 63, 64, 130, 300]) {
        let usual = r#"{"id":"1","account_id":"2"},"#.repeat(3);
        let odd = r#"{"id":"3","id":"4","account_id":"2"},"#.repeat(count);
        let body = format!(r#"{{"business_units":[{usual}{odd}{usual}{odd}{usual}{{}}]}}"#);
        let listing = Listing::new(Accept::Wire(Provider::Autodesk), body.into_bytes());
        expect_one_outcome(&listing, count as u64);
    }
}

/// Tries every change of one byte of a listing, from `start` on.
fn each_damage(listing: &Listing, start: usize) -> impl Iterator<Item = Listing> {
    let with = |at: usize, end: usize, bytes: &[u8]| {
        let mut damaged = listing.clone();
        damaged.body.splice(at..end, bytes.iter().copied());
        damaged
    };
    (start..listing.body.len()).flat_map(move |at| {
        let replaced = BYTES.into_iter().map(move |byte| with(at, at + 1, &[byte]));
        replaced.chain([with(at, at + 1, b""), with(at, at, b"\""), with(at, at, b" ")])
    })
}

#[test]
fn any_byte_of_a_record_among_its_like_may_be_another_one() {
    for provider in [Provider::Autodesk, Provider::Imocha] {
        let listing = typical(provider, 7, 3);
        let list = list_of(&listing.body).unwrap();
        let records = parts(&listing.body[list.start - 1..=list.end]);
        for damaged in each_damage(&listing, list.end - records[2].len() - 2) {
            expect_one_outcome(&damaged, 7);
        }
    }
}

#[test]
fn a_listing_of_many_chunks_says_the_same_in_chunks_of_any_size() {
    for (seed, provider) in [(1, Provider::Autodesk), (2, Provider::Imocha)] {
        let listing = typical(provider, seed, 700);
        let expected = listing.contents_bytewise();
        for size in [300, 1_000, 4_096, 16_384, 65_535, 65_536, 65_537, listing.body.len()] {
            assert_eq!(listing.contents(listing.body.chunks(size)), expected, "{size}");
        }
    }
}

#[test]
fn every_split_in_three_of_the_small_fixtures_gives_the_same_units() {
    for (listing, bug) in split_fixtures().filter(|(listing, _)| listing.body.len() < 220) {
        let expected = listing.contents_at_once();
        let length = listing.body.len();
        for (first, second) in
            (0..=length).flat_map(|first| (first..=length).map(move |second| (first, second)))
        {
            let (front, back) = listing.body.split_at(second);
            let (front, middle) = front.split_at(first);
            assert_eq!(
                listing.contents([front, middle, back]),
                expected,
                "{bug}? {listing} at {first} and {second}"
            );
        }
    }
}

/// Returns the range of the list in a body, without its brackets. Of several, the last one; none for null.
fn list_of(body: &[u8]) -> Option<Range<usize>> {
    let start = body.iter().position(|byte| *byte == b'{')?;
    let is_list =
        |key: &[u8]| key.eq_ignore_ascii_case(b"\"businessUnits\"") || key == b"\"business_units\"";
    let members = parts(body[start..].trim_ascii_end()).into_iter().map(member);
    let (_, list) = members.rev().find(|(key, list)| is_list(key) && list[0] == b'[')?;
    let start = list.as_ptr() as usize - body.as_ptr() as usize;
    Some(start + 1..start + list.len() - 1)
}

/// Returns the fixture with three usual records before its own and two after them, and the range of its own records. Behind
/// `odd` records that repeat a key, the fast reader backs off, so the lexer reads the fixture's own records.
fn among_usual_ones(fixture: &Listing, odd: usize) -> Option<(Listing, Range<usize>)> {
    let Accept::Wire(provider) = fixture.accept else { return None };
    let list = list_of(&fixture.body)?;
    let usual = typical(provider, 1, 5).body;
    let usual = parts(&usual[list_of(&usual)?.start - 1..=list_of(&usual)?.end]);
    let own = &fixture.body[list.clone()];
    let own = if own.trim_ascii().is_empty() { usual[0] } else { own };
    let id = if provider == Provider::Imocha { "businessUnitId" } else { "id" };
    let odd = format!(r#"{{"{id}":"3","{id}":"4"}},"#).repeat(odd);
    let front =
        [&fixture.body[..list.start], &usual[..3].join(&b','), b",", odd.as_bytes()].concat();
    let back = [b",", &*usual[3..].join(&b','), &fixture.body[list.end..]].concat();
    let place = front.len()..front.len() + own.len();
    let body = [&front, own, &back].concat();
    Some((Listing { body, ..fixture.clone() }, place))
}

#[test]
fn every_split_of_odd_records_among_usual_ones_gives_the_same_units() {
    let among_usual = |odd| move |(fixture, bug)| Some((among_usual_ones(&fixture, odd)?, bug));
    let listings: Vec<_> =
        [0, 40].into_iter().flat_map(|odd| split_fixtures().filter_map(among_usual(odd))).collect();
    assert_eq!(listings.len(), 2 * 15, "the fixtures that have a list");
    for ((listing, place), bug) in listings {
        let expected = listing.contents_bytewise();
        assert!(expected.is_ok(), "{listing}: {expected:?}");
        assert_eq!(listing.contents_at_once(), expected, "{listing}");
        for at in place.start - 2..=place.end + 2 {
            let (front, back) = listing.body.split_at(at);
            assert_eq!(listing.contents([front, back]), expected, "{bug}? {listing} at {at}");
        }
    }
}

#[test]
fn limits_are_the_same_at_a_glance() {
    for provider in [Provider::Autodesk, Provider::Imocha] {
        let listing = typical(provider, 3, 5);
        let pieces: Vec<&[u8]> = listing.body.chunks(300).collect();
        for records in 0..7 {
            let limits = Limits { records, ..LIMITS };
            assert_eq!(difference_between_ways(&listing, limits, &pieces), "", "{limits:?}");
        }
        for bytes in 0..listing.body.len() as u64 + 2 {
            let limits = Limits { bytes: Some(bytes), records: 4 };
            assert_eq!(difference_between_ways(&listing, limits, &pieces), "", "{limits:?}");
        }
    }
}

/// A second list under the same key may have other keys in another order. It begins in the lexer, which may have read the
/// bytes from the buffer.
#[test]
fn a_second_list_begins_anew_wherever_the_body_is_cut() {
    let record = |id: u32, account: &str| {
        format!(
            r#"{{"id":"{id}","account_id":"{account}","parent_id":null,"name":"a name that makes the record longer than a window"}}"#
        )
    };
    let first: Vec<String> = (1..6).map(|id| record(id, "one")).collect();
    let first = format!(r#"{{"business_units":[{}"#, first.join(","));
    // Of the same account, the second list fits the template of the first one, which is void.
    for (account, between, comma) in
        [("other", "]", ""), ("other", "\n]", ","), ("one", "\n]", ""), ("one", "\n  ]\n", "")]
    {
        let second: Vec<String> = (6..9).map(|id| record(id, account)).collect();
        let body = format!(r#"{first}{between},"business_units":[{comma}{}]}}"#, second.join(","));
        let listing = Listing::new(Accept::Any, body.into_bytes());
        let cuts = first.len() - 2..first.len() + between.len() + 60;
        for (one, other) in
            cuts.clone().flat_map(|one| (one..cuts.end).map(move |other| (one, other)))
        {
            let pieces = [&listing.body[..one], &listing.body[one..other], &listing.body[other..]];
            let difference = difference_between_ways(&listing, LIMITS, &pieces);
            assert_eq!(difference, "", "cut at {one} and {other}\n{listing}");
        }
    }
}
