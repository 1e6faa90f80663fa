//! Units in the words of a service, or in our own.

use super::units::{Sent, Unit};
use super::writer::Writer;
use super::{times, unknown};
use crate::support::chance::Chance;

/// Whose words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wire {
    Autodesk,
    Imocha,
    /// The edge worker's answer.
    Own,
    /// An array of units of any kind.
    Bare,
}

type Members = Vec<(String, Sent)>;

/// Writes a whole body.
pub(crate) fn write(wire: Wire, units: &[Unit], chance: &mut Chance, to: &mut Writer) {
    let layout = Layout::of(wire, units, chance, to);
    let records: Vec<Members> =
        (0..units.len()).map(|place| layout.record(place, chance)).collect();
    write_records(wire, &records, chance, to);
}

/// Writes a whole body whose records have their members in a few ways.
pub(crate) fn write_mixed(wire: Wire, units: &[Unit], chance: &mut Chance, to: &mut Writer) {
    let layout = Layout::of(wire, units, chance, to);
    let ways: Vec<Way> = (0..chance.between(1, 4)).map(|_| Way::any(chance)).collect();
    let mut records = Vec::new();
    for place in 0..units.len() {
        let mut record = layout.record(place, chance);
        chance.pick(&ways).apply(&mut record, chance);
        records.push(record);
    }
    write_records(wire, &records, chance, to);
}

fn write_records(wire: Wire, records: &[Members], chance: &mut Chance, to: &mut Writer) {
    to.begin(chance);
    if wire == Wire::Bare {
        to.records(records, chance);
    } else {
        document(wire, records, chance, to);
    }
    to.end(chance);
}

fn document(wire: Wire, records: &[Members], chance: &mut Chance, to: &mut Writer) {
    let list = match wire {
        Wire::Imocha => in_some_case("businessUnits", chance, to.odd),
        Wire::Own => "units".to_owned(),
        Wire::Autodesk | Wire::Bare => "business_units".to_owned(),
    };
    let others = others(wire, records.len(), chance, to.odd);
    let before = chance.below(others.len() + 1);
    to.open('{');
    for (place, (key, value)) in others.iter().enumerate() {
        if place == before {
            write_list(&list, records, chance, to);
        }
        to.member(key, value, chance);
    }
    if before == others.len() {
        write_list(&list, records, chance, to);
    }
    to.close('}', chance);
}

/// Writes the list; at times not, or twice.
fn write_list(key: &str, records: &[Members], chance: &mut Chance, to: &mut Writer) {
    let odd = chance.percent(to.odd.min(5));
    match chance.below(5) {
        0 if odd => return to.member(key, &Sent::Null, chance),
        1 if odd => return,
        2 if odd => {
            let void = r#"[{"id":"void","name":"void"}]"#;
            to.member(key, &Sent::Raw(void.to_owned()), chance);
        }
        3 if odd => {
            let other = chance.pick(&["business_units", "businessUnits", "BusinessUnits", "units"]);
            to.member(other, &Sent::Raw(chance.pick(&["null", "[]"]).to_owned()), chance);
        }
        _ => {}
    }
    to.key(key, chance);
    to.records(records, chance);
}

/// Other members of the document.
fn others(wire: Wire, count: usize, chance: &mut Chance, odd: usize) -> Members {
    let mut members = Members::new();
    let text = |text: &str| Sent::Text(text.to_owned());
    if wire == Wire::Imocha {
        let count = if chance.percent(odd) { count + 1 } else { count };
        members.push((in_some_case("count", chance, odd), Sent::Raw(count.to_string())));
    }
    if wire == Wire::Own {
        let account = chance.pick(&["e3d5ef8d-5c37-4b9d-925d-1e6d24753ace", "b.any", ""]);
        members.push(("provider".to_owned(), text(chance.pick(&["autodesk", "imocha", "other"]))));
        members.push(("accountId".to_owned(), text(account)));
        members.push(("warnings".to_owned(), Sent::Raw("[\"one\", \"t\\u0077o\"]".to_owned())));
        members.push(("count".to_owned(), Sent::Raw(chance.below(9).to_string())));
    }
    if chance.percent(odd) {
        members.push((unknown::key(chance).to_owned(), Sent::Raw(unknown::value(chance, 3))));
    }
    if chance.percent(odd.min(5)) {
        let key = chance.pick(&["count", "Count", "provider", "accountId", "warnings"]);
        members.push((key.to_owned(), Sent::Raw(unknown::value(chance, 1))));
    }
    members
}

/// The keys of a listing's records, in their order.
struct Layout<'a> {
    units: &'a [Unit],
    odd: usize,
    keys: Vec<&'static str>,
    names: Vec<String>,
    /// The places in the order sent, in our own records.
    places: Vec<usize>,
    with_places: bool,
}

const AUTODESK: [&str; 8] =
    ["id", "account_id", "parent_id", "name", "description", "path", "created_at", "updated_at"];
const IMOCHA: [&str; 3] = ["businessUnitId", "businessUnitName", "createdOn"];
const OWN: [&str; 12] = [
    "row",
    "index",
    "id",
    "parentId",
    "name",
    "description",
    "path",
    "accountId",
    "createdAt",
    "updatedAt",
    "depth",
    "size",
];

impl<'a> Layout<'a> {
    fn of(wire: Wire, units: &'a [Unit], chance: &mut Chance, to: &Writer) -> Self {
        let odd = to.odd;
        let mut keys = match wire {
            Wire::Autodesk => AUTODESK.to_vec(),
            Wire::Imocha => IMOCHA.to_vec(),
            Wire::Own => OWN.to_vec(),
            Wire::Bare => chance.pick(&[AUTODESK.to_vec(), IMOCHA.to_vec(), OWN.to_vec()]),
        };
        if to.any_order && chance.percent(40) {
            chance.shuffle(&mut keys);
        }
        if odd > 0 && chance.percent(20) {
            let at = chance.below(keys.len() + 1);
            keys.insert(at, unknown::key(chance));
        }
        let cased = |key: &&str| {
            if IMOCHA.contains(key) { in_some_case(key, chance, odd) } else { (*key).to_owned() }
        };
        let names = keys.iter().map(cased).collect();
        let mut places: Vec<usize> = (0..units.len()).collect();
        chance.shuffle(&mut places);
        Self { units, odd, keys, names, places, with_places: chance.percent(80) }
    }

    fn record(&self, place: usize, chance: &mut Chance) -> Members {
        let member = |(key, name): (&&str, &String)| (name.clone(), self.sent(key, place, chance));
        let mut members: Members = self.keys.iter().zip(&self.names).map(member).collect();
        members.retain(|(_, sent)| *sent != Sent::Absent);
        if chance.percent(self.odd.min(15)) {
            disarrange(&mut members, chance);
        }
        members
    }

    fn sent(&self, key: &str, place: usize, chance: &mut Chance) -> Sent {
        let unit = &self.units[place];
        match key {
            "id" | "businessUnitId" => unit.id.clone(),
            "parent_id" | "parentId" => unit.parent_id.clone(),
            "name" | "businessUnitName" => unit.name.clone(),
            "description" => unit.description.clone(),
            "path" => unit.path.clone(),
            "account_id" | "accountId" => unit.account_id.clone(),
            "created_at" | "createdAt" => unit.created_at.clone(),
            "createdOn" => match &unit.created_at {
                Sent::Text(_) => Sent::Text(times::without_zone(chance)),
                Sent::Absent | Sent::Null | Sent::Raw(_) => unit.created_at.clone(),
            },
            "updated_at" | "updatedAt" => unit.updated_at.clone(),
            "index" if !self.with_places => Sent::Absent,
            "index" => Sent::Raw(self.places[place].to_string()),
            "row" | "depth" | "size" => Sent::Raw(place.to_string()),
            _ => Sent::Raw(unknown::value(chance, 2)),
        }
    }
}

/// How some of a listing's records differ from the others.
#[derive(Clone, Debug)]
struct Way {
    /// What is taken out of the place where it usually stands.
    out: Vec<usize>,
    /// What is put in: where, its key, and its value, unless that is another one each time.
    extra: Vec<(usize, String, Option<String>)>,
    reversed: bool,
    shuffled: bool,
    repeats_a_key: bool,
}

impl Way {
    fn any(chance: &mut Chance) -> Self {
        let extras = chance.pick(&[0, 0, 1, 1, 3, 30, 80]);
        let mut extra = Vec::new();
        for number in 0..extras {
            let key = match chance.below(4) {
                0 => unknown::key(chance).to_owned(),
                1 => format!("{}{number}", " ".repeat(chance.pick(&[8, 30, 62]))),
                _ => format!("extra{number}"),
            };
            let value = chance.percent(40).then(|| unknown::large_value(chance));
            extra.push((chance.below(12), key, value));
        }
        Self {
            out: (0..chance.below(3)).map(|_| chance.below(9)).collect(),
            extra,
            reversed: chance.percent(20),
            shuffled: chance.percent(10),
            repeats_a_key: chance.percent(5),
        }
    }

    fn apply(&self, members: &mut Members, chance: &mut Chance) {
        for place in &self.out {
            if *place < members.len() {
                members.remove(*place);
            }
        }
        for (place, key, value) in &self.extra {
            let value = value.clone().unwrap_or_else(|| unknown::large_value(chance));
            members.insert(place % (members.len() + 1), (key.clone(), Sent::Raw(value)));
        }
        if self.reversed {
            members.reverse();
        }
        if self.shuffled {
            chance.shuffle(members);
        }
        if self.repeats_a_key {
            members.extend(members.first().cloned());
        }
    }
}

/// A record that differs from the others of its listing.
fn disarrange(members: &mut Members, chance: &mut Chance) {
    let at = chance.below(members.len() + 1);
    match chance.below(7) {
        0 => chance.shuffle(members),
        1 => members
            .insert(at, (unknown::key(chance).to_owned(), Sent::Raw(unknown::value(chance, 3)))),
        2 if at < members.len() => {
            let again = members[chance.below(members.len())].0.clone();
            members.insert(at, (again, Sent::Text("again".to_owned())));
        }
        3 if at < members.len() => members[at].1 = Sent::Null,
        4 if at < members.len() => _ = members.remove(at),
        5 if at < members.len() => members[at].0 = members[at].0.to_uppercase(),
        _ => members.truncate(at),
    }
}

fn in_some_case(key: &str, chance: &mut Chance, odd: usize) -> String {
    match chance.below(4) {
        0 if odd > 0 => key.to_lowercase(),
        1 if odd > 0 => key.to_uppercase(),
        2 if odd > 0 => key[..1].to_uppercase() + &key[1..],
        _ => key.to_owned(),
    }
}
