//! Bodies that take every way through the reader and the tree.

use business_units::provider::Accept;
use serde_json::{Value, json};

/// A body, and the options of its reader.
pub(crate) struct Listing {
    pub(crate) name: &'static str,
    pub(crate) accept: Accept,
    pub(crate) body: Vec<u8>,
}

impl Listing {
    fn of_autodesk(name: &'static str, units: impl IntoIterator<Item = Value>) -> Self {
        let units: Vec<Value> = units.into_iter().collect();
        Self::of(name, &json!({ "business_units": units }))
    }

    fn of(name: &'static str, body: &Value) -> Self {
        Self { name, accept: Accept::Any, body: body.to_string().into_bytes() }
    }
}

/// Every shape and text, in listings of no more units than it takes.
pub(crate) fn all() -> Vec<Listing> {
    vec![every_defect(), long_texts(), loops(), our_own(), imocha(), bare(), repaired(), unread()]
}

/// All units but one below that one.
pub(crate) fn star() -> Listing {
    let below = |row| json!({ "id": row, "parent_id": 0, "name": "Below" });
    let above = json!({ "id": 0, "name": "Above" });
    Listing::of_autodesk("a star", core::iter::once(above).chain((1..20_000).map(below)))
}

/// A few thousand units of the usual kind, and each defect many times.
pub(crate) fn every_defect() -> Listing {
    let usual = (0..1_000).map(usual);
    let wrong = (0..300).flat_map(|row| [on_a_loop(row), orphan(row)]);
    Listing::of_autodesk(
        "every defect",
        usual.chain(wrong).chain((0..100).flat_map(no_id_of_its_own)),
    )
}

/// Long texts, and every comparison of one with another.
pub(crate) fn long_texts() -> Listing {
    let text = |of: &str| format!("{of} {}", "ä long text ".repeat(300));
    let all = |row: u32| {
        let parent = if row.is_multiple_of(3) { row / 2 } else { row + 100 };
        json!({
            "id": text(&row.to_string()), "parent_id": text(&parent.to_string()), "name": text("Name"),
            "description": text("Description"), "path": text(&format!("Path {}", row % 2)),
            "account_id": text(&(row / 4).to_string()), "created_at": text("Then"), "updated_at": text("Now"),
        })
    };
    let above = text("LETTERS");
    let compared = [
        json!({ "id": above, "parent_id": "", "name": text("Above") }),
        json!({ "id": "by path", "parent_id": "missing", "name": "Own", "path": text("Above") }),
        json!({ "id": "by path and name", "parent_id": "missing", "name": "Own", "path": text("Above") + "/Own" }),
        json!({ "id": "by case", "parent_id": text("Letters"), "name": "Own" }),
        json!({ "id": "usual", "parent_id": above, "name": "Own", "path": text("Above") }),
        json!({ "id": "disagrees", "parent_id": above, "name": "Own", "path": text("Below") }),
    ];
    Listing::of_autodesk("long texts", (0..12).map(all).chain(compared))
}

/// One loop of all units but one.
pub(crate) fn loops() -> Listing {
    let unit = |row: u32| json!({ "id": row, "parent_id": row % 4_999 + 1, "name": "On a loop" });
    Listing::of_autodesk("a loop", (0..5_000).map(unit))
}

/// What the worker sends: in another order than the units came in.
pub(crate) fn our_own() -> Listing {
    let warning = "a warning ".repeat(200);
    let unit = |row: u32| {
        let mut unit = usual(row);
        unit["index"] = Value::from(599 - row);
        unit["parentId"] = unit["parent_id"].take();
        if row % 100 == 99 {
            unit["path"] = Value::from("No\u{301}where/at all/".repeat(100));
        }
        unit
    };
    let units: Vec<Value> = (0..600).map(unit).collect();
    let body = json!({
        "provider": "imocha", "accountId": warning, "count": 7, "warnings": [warning, "short", warning],
        "units": units,
    });
    Listing::of("our own answer", &body)
}

fn imocha() -> Listing {
    let unit = |row: u32| json!({ "businessUnitId": row, "businessUnitName": "Unit", "createdOn": "2024" });
    let units: Vec<Value> = (0..1_000).map(unit).collect();
    Listing::of("iMocha's", &json!({ "businessUnits": units, "count": 7 }))
}

fn bare() -> Listing {
    let units: Vec<Value> = (0..1_000).map(usual).collect();
    Listing { accept: Accept::Bare(None), ..Listing::of("a bare list", &Value::from(units)) }
}

/// Escapes, lone surrogates, bytes that are no UTF-8, and a number of many digits.
fn repaired() -> Listing {
    let mut body = br#"{"business_units":["#.to_vec();
    for times in [1, 100, 1_000] {
        for odd in [&br"\u00e9\ud800\n"[..], b"\xff\xfe text", br"\ud83d\ude00 \/ \u0041"] {
            body.extend(br#"{"name":""#);
            body.extend(odd.repeat(times));
            body.extend(br#"","id":"#);
            body.extend(b"7".repeat(times));
            body.extend(br#","name":"again"},"#);
        }
    }
    body.extend(b"{}]}");
    Listing { name: "texts to repair", accept: Accept::Any, body }
}

/// Brackets, keys and texts that the schema does not name.
fn unread() -> Listing {
    let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
    let long = "text ".repeat(1_000);
    let body = format!(
        r#"{{"{long}":"{long}","x":{open}{close},"business_units":[{{"{long}":"{long}","id":"1"}}]}}"#
    );
    Listing { name: "unknown members", accept: Accept::Any, body: body.into_bytes() }
}

fn usual(row: u32) -> Value {
    let id = |row: u32| format!("{row:08x}-5c37-4b9d-925d-1e6d24753ace");
    let parent = (row >= 4).then_some(row / 4);
    json!({
        "id": id(row), "account_id": "b.e3d5ef8d-5c37-4b9d-925d-1e6d24753ace", "parent_id": parent.map(id),
        "name": name(row), "description": format!("What is said of {row}"), "path": parent.map(path_below),
        "created_at": "2016-04-11T03:49:09.176Z", "updated_at": format!("in another form: {row}"),
    })
}

fn name(row: u32) -> String {
    format!("Región \"{row}\"")
}

fn path_below(row: u32) -> String {
    if row >= 4 { format!("{}/{}", path_below(row / 4), name(row)) } else { name(row) }
}

/// Loops of three.
fn on_a_loop(row: u32) -> Value {
    let next = row / 3 * 3 + (row + 1) % 3;
    json!({ "id": format!("loop {row}"), "parent_id": format!("loop {next}"), "name": "On a loop" })
}

/// Its parent is suggested by its path, by letter case, or not at all.
fn orphan(row: u32) -> Value {
    let path = row.is_multiple_of(2).then(|| path_below(row / 4 + 4));
    json!({
        "id": format!("Orphan {row}"), "parent_id": format!("oRPHAN {}", row / 3 * 7), "name": "한국어",
        "path": path, "account_id": format!("account {}", row / 100),
    })
}

fn no_id_of_its_own(row: u32) -> [Value; 3] {
    let id = format!("{row}, which is long enough to be kept elsewhere");
    [
        json!({ "id": "", "name": "No id" }),
        json!({ "id": id, "parent_id": id, "name": "Its own parent" }),
        json!({ "id": id, "name": "Again", "path": "Nowhere/at all" }),
    ]
}
