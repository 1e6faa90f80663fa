//! Makes the list of defects, once the whole forest is known.

use super::Tree;
use super::defect::{Defect, DefectKind};
use super::links::{LinkDefect, LinkDefects};
use super::numbers::filled;
use super::path;
use super::suggest::Suggestions;
use crate::unit::{OutOfMemory, order_of};

/// Returns all defects in the order of the listing; those of one unit, in the order of their kinds.
pub(super) fn find_defects(
    tree: &Tree,
    links: LinkDefects,
    parents: &[u32],
) -> Result<Vec<Defect>, OutOfMemory> {
    let uncertain = uncertain(tree, &links)?;
    let suggestions = Suggestions::of(tree, &links, &uncertain)?;
    let mut found: Vec<(u32, DefectKind)> = Vec::new();
    found.try_reserve(links.len())?;
    for (index, link) in links {
        found.push((index, kind_of(tree, index, link, &suggestions)?));
    }
    add_other_accounts(tree, &mut found)?;
    let mismatches = path::mismatches(tree, parents, &uncertain)?;
    found.try_reserve(mismatches.len())?;
    found.extend(mismatches.into_iter().map(|index| (index, DefectKind::PathMismatch)));
    sorted(tree, found)
}

/// Sorts the defects of units, and appends that of the listing as a whole.
fn sorted(tree: &Tree, mut found: Vec<(u32, DefectKind)>) -> Result<Vec<Defect>, OutOfMemory> {
    let order = order_of(found.iter().map(|(index, _)| *index))?;
    debug_assert!(
        order.is_sorted_by_key(|at| {
            found.get(*at as usize).map(|(index, kind)| (*index, kind.order()))
        }),
        "the defects of one unit are found in the order of their kinds"
    );
    let mut defects = Vec::new();
    let count = count_mismatch(tree);
    defects.try_reserve_exact(found.len() + usize::from(count.is_some()))?;
    defects.extend(order.into_iter().filter_map(|at| {
        let (index, kind) = found.get_mut(at as usize)?;
        let kind = core::mem::replace(kind, DefectKind::EmptyId);
        Some(Defect { row: Some(tree.row_at(*index)), kind })
    }));
    defects.extend(count);
    Ok(defects)
}

/// Turns indexes into rows, and adds suggestions.
fn kind_of(
    tree: &Tree,
    index: u32,
    link: LinkDefect,
    suggestions: &Suggestions,
) -> Result<DefectKind, OutOfMemory> {
    let row = |index: u32| tree.row_at(index);
    Ok(match link {
        LinkDefect::EmptyId => DefectKind::EmptyId,
        LinkDefect::DuplicateId { first } => {
            DefectKind::DuplicateId { rows: [row(first), row(index)] }
        }
        LinkDefect::MissingParent => {
            DefectKind::MissingParent { suggestion: suggestions.suggest(tree, row(index))? }
        }
        LinkDefect::SelfParent => DefectKind::SelfParent,
        LinkDefect::Cycle { mut indexes } => {
            for index in &mut indexes {
                *index = row(*index);
            }
            DefectKind::Cycle { rows: indexes }
        }
    })
}

/// Tells for each row whether its ancestors are uncertain: its root exists only because of a defect. Empty if there is no such
/// root.
fn uncertain(tree: &Tree, links: &LinkDefects) -> Result<Vec<bool>, OutOfMemory> {
    let makes_root = |link: &LinkDefect| match link {
        LinkDefect::EmptyId | LinkDefect::DuplicateId { .. } => false,
        LinkDefect::MissingParent | LinkDefect::SelfParent | LinkDefect::Cycle { .. } => true,
    };
    if !links.iter().any(|(_, link)| makes_root(link)) {
        return Ok(Vec::new());
    }
    let mut uncertain = filled(tree.rows().len(), false)?;
    for (index, link) in links {
        if let Some(slot) = uncertain.get_mut(tree.row_at(*index) as usize) {
            *slot |= makes_root(link);
        }
    }
    for (row, here) in tree.rows().enumerate() {
        let above = uncertain.get(here.parent as usize).copied().unwrap_or(false);
        if let Some(slot) = uncertain.get_mut(row) {
            *slot |= above;
        }
    }
    Ok(uncertain)
}

fn add_other_accounts(tree: &Tree, found: &mut Vec<(u32, DefectKind)>) -> Result<(), OutOfMemory> {
    let Some(expected) = tree.account_id() else { return Ok(()) };
    let source = tree.units().source();
    let mut changes = tree.units().account_changes().peekable();
    while let Some((start, account)) = changes.next() {
        let end = changes.peek().map_or(tree.len(), |(next, _)| *next);
        let account = account.map(|id| source.account_id(id)).unwrap_or_default();
        if !account.is_empty() && !account.eq_ignore_ascii_case(expected) {
            found.try_reserve((end - start) as usize)?;
            found.extend((start..end).map(|index| (index, DefectKind::OtherAccount)));
        }
    }
    Ok(())
}

fn count_mismatch(tree: &Tree) -> Option<Defect> {
    let count = tree.units().claimed_count().filter(|_| tree.units().source().has_count)?;
    let listed = tree.len();
    (count != i64::from(listed))
        .then_some(Defect { row: None, kind: DefectKind::CountMismatch { count, listed } })
}
