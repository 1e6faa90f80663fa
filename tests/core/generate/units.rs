//! The units of a listing: their parents and their texts.

use super::ids::{self, Ids};
use super::paths::{self, Convention};
use super::{names, times};
use crate::support::chance::Chance;

/// What is sent in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sent {
    Absent,
    Null,
    Text(String),
    /// Something that is no text, as it is written.
    Raw(String),
}

impl Sent {
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Raw(text) => Some(text),
            Self::Absent | Self::Null => None,
        }
    }
}

/// One unit as sent.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub(crate) id: Sent,
    pub(crate) parent_id: Sent,
    pub(crate) name: Sent,
    pub(crate) description: Sent,
    pub(crate) path: Sent,
    pub(crate) account_id: Sent,
    pub(crate) created_at: Sent,
    pub(crate) updated_at: Sent,
}

#[derive(Clone, Copy, Debug)]
enum Shape {
    Bushy,
    Chain,
    Star,
    Flat,
    /// Anybody below anybody: with loops.
    Wild,
}

/// What the units of a listing have in common.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    count: usize,
    /// How often in a hundred times something odd is sent.
    odd: usize,
    shape: Shape,
    shuffled: bool,
    ids: Ids,
    paths: Convention,
    long_names: bool,
    /// How often in a hundred times a unit says in a field what the one before it says.
    repeats: usize,
    pub(crate) account: String,
}

impl Plan {
    pub(crate) fn any(chance: &mut Chance, odd: usize) -> Self {
        let most = chance.pick(&[1, 3, 3, 6, 6, 6, 12, 12, 40]);
        let shapes =
            [Shape::Bushy, Shape::Bushy, Shape::Chain, Shape::Star, Shape::Flat, Shape::Wild];
        Self {
            count: chance.between(0, most),
            odd,
            shape: chance.pick(&shapes),
            shuffled: chance.percent(50),
            ids: chance.pick(&[Ids::Uuid, Ids::Uuid, Ids::Uuid, Ids::Integer, Ids::Text]),
            paths: Convention::any(chance),
            long_names: false,
            repeats: chance.pick(&[0, 0, 10, 40, 90]),
            account: ids::uuid(chance),
        }
    }

    pub(crate) fn usual(chance: &mut Chance, count: usize, ids: Ids) -> Self {
        let (shape, paths, account) = (Shape::Bushy, Convention::USUAL, ids::uuid(chance));
        let (odd, shuffled, long_names) = (0, true, false);
        let repeats = 0;
        Self { count, odd, shape, shuffled, ids, paths, long_names, repeats, account }
    }

    /// The same, of which some say what the one before says.
    pub(crate) fn repeating(self, chance: &mut Chance) -> Self {
        Self { repeats: chance.pick(&[0, 30, 90]), ..self }
    }

    /// A few odd units among many usual ones.
    pub(crate) fn large(chance: &mut Chance, count: usize) -> Self {
        Self { odd: 1, ..Self::usual(chance, count, Ids::Uuid) }
    }

    /// Every unit below the one before it, so that the paths are longer than all the rest.
    pub(crate) fn deep(chance: &mut Chance, count: usize, odd: usize) -> Self {
        let shape = Shape::Chain;
        Self { shape, odd, long_names: true, ..Self::usual(chance, count, Ids::Uuid) }
    }

    pub(crate) fn units(&self, chance: &mut Chance) -> Vec<Unit> {
        let parents: Vec<Option<usize>> =
            (0..self.count).map(|place| self.parent(chance, place)).collect();
        let mut units: Vec<Unit> = Vec::new();
        let mut known = Vec::new();
        for _ in 0..self.count {
            let id = self.or_odd(
                chance,
                |chance| self.ids.usual_of(chance),
                |chance| ids::odd(chance, &known),
            );
            known.push(id.clone());
            units.push(self.unit(chance, id));
        }
        self.link(chance, &mut units, &parents);
        if self.shuffled {
            chance.shuffle(&mut units);
        }
        self.repeat(chance, &mut units);
        units
    }

    fn repeat(&self, chance: &mut Chance, units: &mut [Unit]) {
        for place in 1..units.len() {
            let before = units[place - 1].clone();
            let unit = &mut units[place];
            for (field, before) in [
                (&mut unit.parent_id, before.parent_id),
                (&mut unit.name, before.name),
                (&mut unit.description, before.description),
                (&mut unit.path, before.path),
                (&mut unit.account_id, before.account_id),
                (&mut unit.created_at, before.created_at),
                (&mut unit.updated_at, before.updated_at),
            ] {
                if chance.percent(self.repeats) {
                    *field = before;
                }
            }
        }
    }

    fn parent(&self, chance: &mut Chance, place: usize) -> Option<usize> {
        if matches!(self.shape, Shape::Wild) {
            return chance.percent(90).then(|| chance.below(self.count));
        }
        if place == 0 || !self.long_names && chance.percent(10) {
            return None;
        }
        match self.shape {
            Shape::Bushy => Some(chance.below(place)),
            Shape::Chain => Some(place - 1),
            Shape::Star => Some(0),
            Shape::Flat | Shape::Wild => None,
        }
    }

    fn unit(&self, chance: &mut Chance, id: Sent) -> Unit {
        let description =
            if chance.percent(20) { Sent::Null } else { Sent::Text(names::usual(chance)) };
        let created_at = times::usual(chance);
        let updated_at = if chance.percent(50) { created_at.clone() } else { times::usual(chance) };
        let name = if self.long_names { names::long_name } else { names::usual };
        let account = Sent::Text(ids::account(chance, &self.account, self.odd));
        Unit {
            id,
            parent_id: Sent::Null,
            name: self.text(chance, name, names::odd),
            description: self.or_odd(
                chance,
                |_| description,
                |chance| Sent::Text(names::long(chance)),
            ),
            path: Sent::Null,
            account_id: self.or_odd(chance, |_| account, no_text),
            created_at: self.text(chance, |_| created_at, times::odd),
            updated_at: self.text(chance, |_| updated_at, times::odd),
        }
    }

    /// Names the parents, and writes the paths that follow from them.
    fn link(&self, chance: &mut Chance, units: &mut [Unit], parents: &[Option<usize>]) {
        let known: Vec<Sent> = units.iter().map(|unit| unit.id.clone()).collect();
        for place in 0..units.len() {
            let parent = parents[place].map_or(Sent::Null, |parent| known[parent].clone());
            units[place].parent_id =
                self.or_odd(chance, |_| parent, |chance| ids::odd(chance, &known));
            let above = names_above(units, parents, place);
            let path = self.paths.path(&above, units[place].name.text().unwrap_or_default());
            let fitting = if above.is_empty() { Sent::Null } else { Sent::Text(path.clone()) };
            units[place].path = match chance.percent(self.odd) {
                false => fitting,
                true if chance.percent(20) => no_text(chance),
                true => Sent::Text(paths::odd(chance, &path)),
            };
        }
    }

    fn text(
        &self,
        chance: &mut Chance,
        usual: impl FnOnce(&mut Chance) -> String,
        odd: impl FnOnce(&mut Chance) -> String,
    ) -> Sent {
        let or_none = |chance: &mut Chance| {
            if chance.percent(25) { no_text(chance) } else { Sent::Text(odd(chance)) }
        };
        self.or_odd(chance, |chance| Sent::Text(usual(chance)), or_none)
    }

    fn or_odd(
        &self,
        chance: &mut Chance,
        usual: impl FnOnce(&mut Chance) -> Sent,
        odd: impl FnOnce(&mut Chance) -> Sent,
    ) -> Sent {
        if chance.percent(self.odd) { odd(chance) } else { usual(chance) }
    }
}

/// The names above a unit from the root down; of a loop, a few.
fn names_above<'a>(units: &'a [Unit], parents: &[Option<usize>], place: usize) -> Vec<&'a str> {
    let upwards =
        std::iter::successors(parents[place], |parent| parents[*parent]).take(units.len());
    let mut names: Vec<&str> =
        upwards.map(|above| units[above].name.text().unwrap_or_default()).collect();
    names.reverse();
    names
}

fn no_text(chance: &mut Chance) -> Sent {
    const NO_TEXTS: [&str; 8] = ["0", "-7", "1.5", "true", "false", "{}", "[]", "[{\"id\":\"]\"}]"];
    match chance.below(20) {
        0 => Sent::Raw(chance.pick(&NO_TEXTS).to_owned()),
        1..8 => Sent::Null,
        8..14 => Sent::Absent,
        _ => Sent::Text(String::new()),
    }
}
