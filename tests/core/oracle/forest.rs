//! The forest and its defects by the words of the documentation: whatever the cost, and with recursion.

use std::collections::HashMap;

use business_units::unit::Field;

use super::paths;
use super::words::without_hub_prefix;
use crate::support::contents::Contents;

/// A forest as columns by row, and its defects as lines (see `support::notes`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Forest {
    pub(crate) account_id: Option<String>,
    pub(crate) height: u32,
    pub(crate) index: Vec<u32>,
    /// The parent's row.
    pub(crate) parent: Vec<Option<u32>>,
    pub(crate) depth: Vec<u32>,
    pub(crate) size: Vec<u32>,
    pub(crate) notes: Vec<String>,
}

/// The forest of a listing.
pub(crate) fn forest((source, account_id, count, _, rows): &Contents) -> Forest {
    let builder = Builder::of(rows);
    let mut forest = Forest::default();
    for root in (0..rows.len()).filter(|index| builder.parent[*index].is_none()) {
        builder.place(root, None, &mut forest);
    }
    forest.height = forest.depth.iter().copied().max().unwrap_or_default();
    forest.account_id =
        account_id.clone().or_else(|| builder.accounts().next().map(|(_, id)| id.to_owned()));
    let mut notes = builder.notes(&forest);
    notes.sort_by_key(|(index, place, _)| (*index, *place));
    forest.notes = notes.into_iter().map(|(.., note)| note).collect();
    let listed = rows.len() as u32;
    if let Some(count) =
        count.filter(|count| source.provider == "imocha" && *count != i64::from(listed))
    {
        forest.notes.push(format!("CountMismatch, count {count}, listed {listed}"));
    }
    forest
}

type Row = [Option<String>; Field::ALL.len()];

/// A defect: the index of its unit, its place among the defects of that unit, and its line.
type Note = (usize, u8, String);

struct Builder<'a> {
    rows: &'a [Row],
    /// The first unit with an id.
    owners: HashMap<&'a str, usize>,
    /// The index of the parent under which a unit is placed.
    parent: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    /// The loops, each from its first unit downwards.
    loops: Vec<Vec<usize>>,
}

impl<'a> Builder<'a> {
    fn of(rows: &'a [Row]) -> Self {
        let children = vec![Vec::new(); rows.len()];
        let owners = HashMap::new();
        let mut builder = Self { rows, owners, parent: Vec::new(), children, loops: Vec::new() };
        for index in 0..rows.len() {
            builder.owners.entry(builder.text(Field::Id, index)).or_insert(index);
        }
        builder.parent = (0..rows.len()).map(|index| builder.named_parent(index)).collect();
        for index in 0..rows.len() {
            let upwards = builder.upwards(index);
            if builder.parent[*upwards.last().unwrap()] == Some(index) {
                builder.parent[index] = None;
                let downwards =
                    [&[index], upwards[1..].iter().rev().copied().collect::<Vec<_>>().as_slice()]
                        .concat();
                builder.loops.push(downwards);
            }
        }
        for index in 0..rows.len() {
            if let Some(parent) = builder.parent[index] {
                builder.children[parent].push(index);
            }
        }
        builder
    }

    fn text(&self, field: Field, index: usize) -> &'a str {
        self.rows[index][field as usize].as_deref().unwrap_or_default()
    }

    fn name(&self, index: usize) -> Option<&'a str> {
        self.rows[index][Field::Name as usize].as_deref()
    }

    /// The first unit with that id.
    fn owner(&self, id: &str) -> Option<usize> {
        self.owners.get(id).copied().filter(|_| !id.is_empty())
    }

    fn named_parent(&self, index: usize) -> Option<usize> {
        let parent_id = self.text(Field::ParentId, index);
        (parent_id != self.text(Field::Id, index)).then(|| self.owner(parent_id)).flatten()
    }

    /// A unit and all above it, until there is none or one comes again.
    fn upwards(&self, index: usize) -> Vec<usize> {
        let mut seen = vec![false; self.rows.len()];
        seen[index] = true;
        let parents = std::iter::successors(Some(index), |index| self.parent[*index]);
        let above =
            parents.skip(1).take_while(|parent| !core::mem::replace(&mut seen[*parent], true));
        let above: Vec<usize> = above.collect();
        [vec![index], above].concat()
    }

    fn place(&self, index: usize, parent: Option<u32>, forest: &mut Forest) -> u32 {
        let row = forest.index.len();
        forest.index.push(index as u32);
        forest.parent.push(parent);
        forest.depth.push(parent.map_or(0, |parent| forest.depth[parent as usize] + 1));
        forest.size.push(1);
        for child in &self.children[index] {
            forest.size[row] += self.place(*child, Some(row as u32), forest);
        }
        forest.size[row]
    }

    fn accounts(&self) -> impl Iterator<Item = (usize, &'a str)> {
        let account = |index| (index, without_hub_prefix(self.text(Field::AccountId, index)));
        (0..self.rows.len()).map(account).filter(|(_, id)| !id.is_empty())
    }

    fn notes(&self, forest: &Forest) -> Vec<Note> {
        let mut notes = Vec::new();
        for index in 0..self.rows.len() {
            let mut note = |place, kind: &str, more: String| {
                let id = self.text(Field::Id, index);
                notes.push((
                    index,
                    place,
                    format!("{kind} {} {id:?}{more}", row_of(forest, index)),
                ));
            };
            let (id, parent_id) = (self.text(Field::Id, index), self.text(Field::ParentId, index));
            if id.is_empty() {
                note(0, "EmptyId", String::new());
            } else if let Some(first) = self.owner(id).filter(|first| *first != index) {
                note(
                    1,
                    "DuplicateId",
                    format!(", rows {:?}", [row_of(forest, first), row_of(forest, index)]),
                );
            }
            if !parent_id.is_empty() && parent_id == id {
                note(3, "SelfParent", String::new());
            } else if !parent_id.is_empty() && self.owner(parent_id).is_none() {
                note(2, "MissingParent", self.suggestion(forest, index));
            }
            if self.path_is_wrong(index) {
                note(6, "PathMismatch", String::new());
            }
        }
        notes.extend(self.loops.iter().map(|on_loop| self.cycle(forest, on_loop)));
        let asked = forest.account_id.as_deref().unwrap_or_default();
        let others = self.accounts().filter(|(_, id)| !id.eq_ignore_ascii_case(asked));
        notes.extend(others.map(|(index, _)| {
            (
                index,
                5,
                format!("OtherAccount {} {:?}", row_of(forest, index), self.text(Field::Id, index)),
            )
        }));
        notes
    }

    fn cycle(&self, forest: &Forest, on_loop: &[usize]) -> Note {
        let rows: Vec<u32> = on_loop.iter().map(|index| row_of(forest, *index)).collect();
        let ids: Vec<&str> = on_loop.iter().map(|index| self.text(Field::Id, *index)).collect();
        (
            on_loop[0],
            4,
            format!("Cycle {} {:?}, rows {rows:?}, ids {}", rows[0], ids[0], ids.join(" ")),
        )
    }

    /// Whether a unit hangs below a root that is none by right.
    fn adrift(&self, index: usize) -> bool {
        let root = *self.upwards(index).last().unwrap();
        !self.text(Field::ParentId, root).is_empty()
    }

    /// The names above a unit, from the root down.
    fn names_above(&self, index: usize) -> Vec<Option<&'a str>> {
        self.upwards(index)[1..].iter().rev().map(|above| self.name(*above)).collect()
    }

    fn path_is_wrong(&self, index: usize) -> bool {
        let path = self.rows[index][Field::Path as usize].as_deref();
        let (above, own) = (self.names_above(index), self.name(index));
        let fits = |path| paths::fits_in_any_form(path, &above, own);
        path.is_some_and(|path| !self.adrift(index) && !fits(path))
    }

    /// The unit that a missing parent may be, by letter case or by path; never a guess between two.
    fn suggestion(&self, forest: &Forest, index: usize) -> String {
        let by_case = self.only_by_case(index).map(|found| (found, "case"));
        let found = by_case.or_else(|| self.only_by_path(index).map(|found| (found, "path")));
        found.map_or(String::new(), |(found, by)| {
            format!(", perhaps {} by {by}", row_of(forest, found))
        })
    }

    fn only_by_case(&self, index: usize) -> Option<usize> {
        let wanted = self.text(Field::ParentId, index);
        let owns = |found: &usize| self.owner(self.text(Field::Id, *found)) == Some(*found);
        let alike = |found: &usize| self.text(Field::Id, *found).eq_ignore_ascii_case(wanted);
        only((0..self.rows.len()).filter(owns).filter(alike)).filter(|found| !self.adrift(*found))
    }

    fn only_by_path(&self, index: usize) -> Option<usize> {
        let path = self.rows[index][Field::Path as usize].as_deref()?;
        let own = self.name(index).filter(|own| !own.is_empty());
        let above = own.and_then(|own| path.strip_suffix(own));
        match (
            self.at_path(path, path, index),
            above.and_then(|above| self.at_path(above, path, index)),
        ) {
            (Some(with), Some(without)) if with != without => None,
            (with, without) => with.or(without),
        }
    }

    /// The only unit whose own path has these letters, if the orphan's path is one below it.
    fn at_path(&self, text: &str, path: &str, orphan: usize) -> Option<usize> {
        let names = |index: usize| [self.names_above(index), vec![self.name(index)]].concat();
        let letters = |index: usize| {
            let known: Option<Vec<&str>> = names(index).into_iter().collect();
            known.map(|names| paths::letters(&names.concat()))
        };
        let wanted = Some(paths::letters(text));
        let known = (0..self.rows.len()).filter(|index| !self.adrift(*index));
        let found = only(known.filter(|index| letters(*index) == wanted))?;
        let owns = self.owner(self.text(Field::Id, found)) == Some(found);
        (owns && paths::fits(path, &names(found), self.name(orphan))).then_some(found)
    }
}

fn only(mut found: impl Iterator<Item = usize>) -> Option<usize> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn row_of(forest: &Forest, index: usize) -> u32 {
    forest.index.iter().position(|sent| *sent as usize == index).unwrap() as u32
}
