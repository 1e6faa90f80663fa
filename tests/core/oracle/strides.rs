//! Whole records are read at a glance, in pieces of any size. Here everything is read once more byte by byte, which
//! must come to the same values, or the same error at the same byte.

use business_units::json::{
    Error, Field, Key, Limits, List, Member, Mended, Reader, Schema, Sink, Type,
};

/// The keys of both services and our own, by their own names.
const SCHEMA: Schema<&str, &str> = Schema {
    lists: &[
        list(Key::exact("business_units"), "autodesk", AUTODESK),
        list(Key::any_case("businessUnits"), "imocha", IMOCHA),
        list(Key::exact("units"), "own", OWN),
    ],
    members: &[
        Member { key: Key::any_case("count"), name: "count", holds: Type::Integer, strict: true },
        Member { key: Key::exact("warnings"), name: "warnings", holds: Type::Texts, strict: false },
    ],
    bare: None,
};
const BARE: Schema<&str, &str> = Schema { lists: &[], members: &[], bare: Some(&ANY) };
static ANY: List<&str, &str> = list(Key::exact(""), "any", OWN);
const AUTODESK: &[Field<&str>] = &[
    field("id", Type::Id),
    field("account_id", Type::Id),
    field("parent_id", Type::Id),
    field("name", Type::Text),
    field("description", Type::Text),
    field("path", Type::Text),
    field("created_at", Type::Text),
    field("updated_at", Type::Text),
];
const IMOCHA: &[Field<&str>] = &[
    in_any_case("businessUnitId", Type::Id),
    in_any_case("businessUnitName", Type::Text),
    in_any_case("createdOn", Type::Text),
];
const OWN: &[Field<&str>] = &[
    field("id", Type::Id),
    field("index", Type::Integer),
    field("parentId", Type::Id),
    field("name", Type::Text),
    field("description", Type::Text),
    field("path", Type::Text),
    field("accountId", Type::Id),
];

const fn list(
    key: Key,
    name: &'static str,
    fields: &'static [Field<&'static str>],
) -> List<&'static str, &'static str> {
    List { key, name, fields }
}

const fn field(name: &'static str, holds: Type) -> Field<&'static str> {
    Field { key: Key::exact(name), name, holds }
}

const fn in_any_case(name: &'static str, holds: Type) -> Field<&'static str> {
    Field { key: Key::any_case(name), name, holds }
}

type Value = (&'static str, Option<String>);

/// Keeps what it is told, in the order in which it is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Said {
    records: Vec<Vec<Value>>,
    under_way: Vec<Value>,
    members: Vec<Value>,
}

impl Sink<&'static str, &'static str> for Said {
    const REPEATS: bool = true;

    fn begin_list(&mut self, _: &'static str) -> bool {
        self.records.clear();
        true
    }

    fn field(&mut self, name: &'static str, value: Option<&str>) -> bool {
        self.under_way.push((name, value.map(str::to_owned)));
        true
    }

    fn text(&mut self, name: &'static str, value: &[u8]) -> bool {
        self.field(name, Some(str::from_utf8(value).expect("a text is UTF-8")))
    }

    fn uuid(&mut self, name: &'static str, words: [u64; 2]) -> bool {
        let [front, back] = words.map(|word| u128::from(word.swap_bytes()));
        let digits = format!("{:032x}", front << 64 | back);
        let parts = [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| &digits[part]);
        self.field(name, Some(&parts.join("-")))
    }

    fn repeat(&mut self, name: &'static str) -> bool {
        let last = self.records.last().expect("there was a record before");
        let value = last.iter().find(|(known, _)| *known == name).expect("it had that field");
        self.under_way.push(value.clone());
        true
    }

    fn drop_record(&mut self) {
        self.under_way.clear();
    }

    fn end_record(&mut self) -> bool {
        self.records.push(core::mem::take(&mut self.under_way));
        true
    }

    fn member(&mut self, name: &'static str, value: Option<&str>) -> bool {
        self.members.push((name, value.map(str::to_owned)));
        true
    }
}

type Outcome = Result<(Said, Mended), Error>;

pub(crate) const NO_LIMITS: Limits = Limits { bytes: None, records: u32::MAX };

fn reader(bare: bool, limits: Limits) -> Reader<&'static str, &'static str, Said> {
    Reader::new(if bare { BARE } else { SCHEMA }, Said::default(), limits)
}

fn read<'a>(
    mut reader: Reader<&'static str, &'static str, Said>,
    pieces: impl IntoIterator<Item = &'a [u8]>,
) -> Outcome {
    pieces.into_iter().try_for_each(|piece| reader.feed(piece))?;
    reader.finish()
}

/// How a body is read at a glance otherwise than byte by byte; empty when it is not.
pub(crate) fn difference_at_a_glance(limits: Limits, body: &[u8], pieces: &[&[u8]]) -> String {
    let reader = || reader(body.trim_ascii_start().starts_with(b"["), limits);
    let closely = read(reader().without_strides(), [body]);
    let readings = [
        ("at once", read(reader(), [body])),
        ("a byte at a time", read(reader(), body.chunks(1))),
        ("in pieces", read(reader(), pieces.iter().copied())),
    ];
    let differs = readings.into_iter().find(|(_, outcome)| *outcome != closely);
    differs.map_or(String::new(), |(how, outcome)| {
        format!("{how} {outcome:#?}\nbyte by byte {closely:#?}")
    })
}
