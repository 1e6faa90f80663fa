//! Links to preorder columns, then every check that needs the whole forest.

use super::defect::{Defect, Kind};
use super::link::{Flaw, Links, get, set};
use super::suggest::Suggestions;
use super::{NONE, Tree, path};
use crate::unit::{Field, Provider, Units, without_hub_prefix};

impl Tree {
    /// Places every unit and lists what is wrong.
    ///
    /// # Cost
    /// O(n) in units and in bytes of text, for any shape.
    pub fn build(units: Units) -> Self {
        let mut links = Links::of(&units);
        let flaws = core::mem::take(&mut links.flaws);
        let mut tree = Self::place(units, links);
        tree.defects = tree.all_defects(flaws);
        tree
    }

    fn place(units: Units, links: Links) -> Self {
        let Links { ids, parent: parent_index, .. } = links;
        let children = Children::of(&parent_index);
        let mut tree = Self {
            order: Vec::with_capacity(parent_index.len()),
            row_of: vec![NONE; parent_index.len()],
            parent: Vec::with_capacity(parent_index.len()),
            depth: Vec::with_capacity(parent_index.len()),
            size: vec![1; parent_index.len()],
            account_id: account_id(&units),
            units,
            ids,
            height: 0,
            defects: Vec::new(),
        };
        let mut open: Vec<u32> = children.of_none().iter().rev().copied().collect();
        while let Some(index) = open.pop() {
            tree.push_row(index, get(&parent_index, index));
            open.extend(children.of_index(index).iter().rev());
        }
        tree.add_up_sizes();
        tree
    }

    fn push_row(&mut self, index: u32, parent_index: u32) {
        let parent = get(&self.row_of, parent_index);
        let depth = get(&self.depth, parent).wrapping_add(1);
        let row = self.len();
        set(&mut self.row_of, index, row);
        self.height = self.height.max(depth);
        self.order.push(index);
        self.parent.push(parent);
        self.depth.push(depth);
    }

    fn add_up_sizes(&mut self) {
        for row in (0..self.len()).rev() {
            let parent = get(&self.parent, row);
            if parent != NONE {
                let size = get(&self.size, parent) + get(&self.size, row);
                set(&mut self.size, parent, size);
            }
        }
    }

    /// Every defect, in input order; of one row, in the order of the kinds.
    fn all_defects(&self, flaws: Vec<(u32, Flaw)>) -> Vec<Defect> {
        let adrift = self.adrift(&flaws);
        let suggestions = Suggestions::of(self, &flaws, &adrift);
        let mut found: Vec<(u32, Kind)> = flaws
            .into_iter()
            .map(|(index, flaw)| (index, self.kind_of(index, flaw, &suggestions)))
            .collect();
        found.extend(self.other_accounts().map(|index| (index, Kind::OtherAccount)));
        found.extend(path::mismatches(self, &adrift).map(|index| (index, Kind::PathMismatch)));
        found.sort_by_key(|(index, kind)| (*index, kind.place()));
        let mut defects: Vec<Defect> = found
            .into_iter()
            .map(|(index, kind)| Defect { row: Some(get(&self.row_of, index)), kind })
            .collect();
        defects.extend(self.count_mismatch());
        defects
    }

    fn kind_of(&self, index: u32, flaw: Flaw, suggestions: &Suggestions) -> Kind {
        let row = |index: u32| get(&self.row_of, index);
        match flaw {
            Flaw::EmptyId => Kind::EmptyId,
            Flaw::DuplicateId { first } => Kind::DuplicateId { rows: [row(first), row(index)] },
            Flaw::MissingParent => {
                Kind::MissingParent { suggestion: suggestions.suggest(self, row(index)) }
            }
            Flaw::SelfParent => Kind::SelfParent,
            Flaw::Cycle { indexes } => Kind::Cycle { rows: indexes.into_iter().map(row).collect() },
        }
    }

    /// Which rows hang below a root that is none by right: their ancestors are not known.
    fn adrift(&self, flaws: &[(u32, Flaw)]) -> Vec<bool> {
        let mut adrift = vec![false; self.order.len()];
        for (index, flaw) in flaws {
            let root = !matches!(flaw, Flaw::EmptyId | Flaw::DuplicateId { .. });
            if let Some(slot) = adrift.get_mut(get(&self.row_of, *index) as usize) {
                *slot |= root;
            }
        }
        for row in 0..self.order.len() {
            let parent =
                self.parent.get(row).and_then(|parent| adrift.get(*parent as usize)).copied();
            if let Some(slot) = adrift.get_mut(row) {
                *slot |= parent.unwrap_or(false);
            }
        }
        adrift
    }

    fn other_accounts(&self) -> impl Iterator<Item = u32> {
        let expected = self.account_id();
        (0..self.len()).filter(move |index| match (expected, named_account(&self.units, *index)) {
            (Some(expected), Some(found)) => !found.eq_ignore_ascii_case(expected),
            _ => false,
        })
    }

    fn count_mismatch(&self) -> Option<Defect> {
        let count =
            self.units.claimed_count().filter(|_| self.units.provider() == Provider::Imocha)?;
        let listed = self.len();
        (count != i64::from(listed))
            .then_some(Defect { row: None, kind: Kind::CountMismatch { count, listed } })
    }
}

/// The account that was asked for, else the first one that a unit names.
fn account_id(units: &Units) -> Option<String> {
    units
        .account_id()
        .map(str::to_owned)
        .or_else(|| (0..units.len()).find_map(|index| named_account(units, index)))
}

/// The account that a unit names, if it names one.
fn named_account(units: &Units, index: u32) -> Option<String> {
    let account_id = units.text(Field::AccountId, index)?;
    Some(without_hub_prefix(&account_id).to_owned()).filter(|account_id| !account_id.is_empty())
}

/// The children of every index, in the order sent: a counting sort by parent.
struct Children {
    /// Where the children of an index begin; those of [`NONE`], the roots, come last.
    start: Vec<u32>,
    sorted: Vec<u32>,
}

impl Children {
    fn of(parent: &[u32]) -> Self {
        let none = u32::try_from(parent.len()).unwrap_or(NONE);
        let slot = |index: u32| get(parent, index).min(none);
        let mut start = vec![0; parent.len() + 2];
        for index in 0..none {
            let at = slot(index) + 1;
            let count = get(&start, at) + 1;
            set(&mut start, at, count);
        }
        for at in 0..=none {
            let sum = get(&start, at) + get(&start, at + 1);
            set(&mut start, at + 1, sum);
        }
        let mut next = start.clone();
        let mut sorted = vec![NONE; parent.len()];
        for index in 0..none {
            let at = get(&next, slot(index));
            set(&mut sorted, at, index);
            set(&mut next, slot(index), at + 1);
        }
        Self { start, sorted }
    }

    fn of_index(&self, index: u32) -> &[u32] {
        let range = get(&self.start, index) as usize..get(&self.start, index + 1) as usize;
        self.sorted.get(range).unwrap_or_default()
    }

    fn of_none(&self) -> &[u32] {
        let last = self.start.len().saturating_sub(2);
        self.of_index(u32::try_from(last).unwrap_or_default())
    }
}
