//! Listings made from a seed: what a service sends, and whatever resembles it.
//!
//! ```text
//!  seed ─▶ units (parents, ids, names, paths, times) ─▶ wire (keys, order) ─▶ writer (spaces, escapes)
//!          each choice is the usual one, or an odd one as often as the listing's `odd` says
//! ```
//! Nothing here knows what a reader should make of it: that is the oracle's.

pub(crate) mod damage;
mod ids;
mod names;
mod paths;
mod smallest;
mod times;
mod units;
mod unknown;
mod wire;
mod writer;

pub(crate) use smallest::smallest;

use business_units::provider::Accept;
use business_units::provider::Provider;

use crate::support::chance::Chance;
use crate::support::listing::Listing;
use ids::Ids;
use units::Plan;
use wire::Wire;
use writer::Writer;

/// A listing that any of the services might send, from all alike to all different.
pub(crate) fn listing(seed: u64) -> Listing {
    let mut chance = Chance::of(seed);
    let odd = chance.pick(&[0, 1, 3, 10, 40]);
    let wire = chance.pick(&[
        Wire::Autodesk,
        Wire::Autodesk,
        Wire::Autodesk,
        Wire::Imocha,
        Wire::Own,
        Wire::Bare,
    ]);
    let plan = Plan::any(&mut chance, odd);
    let units = plan.units(&mut chance);
    let mut writer = Writer::any(&mut chance, odd);
    wire::write(wire, &units, &mut chance, &mut writer);
    let accept = accept(wire, &mut chance);
    let account_id = chance.percent(30).then(|| ids::account(&mut chance, &plan.account, 50));
    Listing { accept, account_id: account_id.filter(|id| id.len() < 65), body: writer.finish() }
}

/// A listing of a service as it is documented, with so many units.
pub(crate) fn typical(provider: Provider, seed: u64, count: usize) -> Listing {
    let mut chance = Chance::of(seed);
    let (wire, ids) = match provider {
        Provider::Autodesk => (Wire::Autodesk, Ids::Uuid),
        Provider::Imocha => (Wire::Imocha, Ids::Integer),
    };
    let units = Plan::usual(&mut chance, count, ids).units(&mut chance);
    let mut writer = Writer::usual();
    wire::write(wire, &units, &mut chance, &mut writer);
    Listing { accept: Accept::Wire(provider), account_id: None, body: writer.finish() }
}

/// A listing of Autodesk of so many units, of which a few are odd.
pub(crate) fn large(seed: u64, count: usize) -> Listing {
    let mut chance = Chance::of(seed);
    let plan = Plan::large(&mut chance, count);
    with_plan(&plan, &mut chance)
}

/// A listing of Autodesk of so many units, each of them below the one before; some of them odd.
pub(crate) fn deep(seed: u64, count: usize, odd: usize) -> Listing {
    let mut chance = Chance::of(seed);
    let plan = Plan::deep(&mut chance, count, odd);
    with_plan(&plan, &mut chance)
}

fn with_plan(plan: &Plan, chance: &mut Chance) -> Listing {
    let units = plan.units(chance);
    let mut writer = Writer::usual();
    writer.odd = 1;
    wire::write(Wire::Autodesk, &units, chance, &mut writer);
    let accept = Accept::Wire(Provider::Autodesk);
    Listing { accept, account_id: None, body: writer.finish() }
}

/// A listing whose records are all written alike, in some layout.
pub(crate) fn alike(seed: u64) -> Listing {
    let mut chance = Chance::of(seed);
    let (wire, ids) = chance.pick(&[
        (Wire::Autodesk, Ids::Uuid),
        (Wire::Autodesk, Ids::Uuid),
        (Wire::Autodesk, Ids::Text),
        (Wire::Imocha, Ids::Integer),
        (Wire::Own, Ids::Uuid),
    ]);
    let count = chance.between(2, 6);
    let plan = Plan::usual(&mut chance, count, ids).repeating(&mut chance);
    let units = plan.units(&mut chance);
    let mut writer = Writer::any(&mut chance, 0);
    wire::write(wire, &units, &mut chance, &mut writer);
    Listing { accept: accept(wire, &mut chance), account_id: None, body: writer.finish() }
}

/// A listing of records of a few kinds: keys in another order, missing keys, or unknown keys with any values.
pub(crate) fn mixed(seed: u64) -> Listing {
    let mut chance = Chance::of(seed);
    let (wire, ids) = chance.pick(&[
        (Wire::Autodesk, Ids::Uuid),
        (Wire::Autodesk, Ids::Text),
        (Wire::Imocha, Ids::Integer),
        (Wire::Own, Ids::Uuid),
        (Wire::Bare, Ids::Uuid),
    ]);
    let count = chance.pick(&[2, 4, 9, 20]);
    let plan = Plan::usual(&mut chance, count, ids).repeating(&mut chance);
    let units = plan.units(&mut chance);
    let odd = chance.pick(&[0, 0, 3]);
    let mut writer = Writer::any(&mut chance, odd);
    wire::write_mixed(wire, &units, &mut chance, &mut writer);
    Listing { accept: accept(wire, &mut chance), account_id: None, body: writer.finish() }
}

fn accept(wire: Wire, chance: &mut Chance) -> Accept {
    let provider = chance.pick(&[Provider::Autodesk, Provider::Imocha]);
    match wire {
        Wire::Autodesk => {
            let own = Provider::Autodesk;
            chance.pick(&[Accept::Wire(own), Accept::Wire(own), Accept::Any, Accept::Of(own)])
        }
        Wire::Imocha => {
            let own = Provider::Imocha;
            chance.pick(&[Accept::Wire(own), Accept::Wire(own), Accept::Any, Accept::Of(own)])
        }
        Wire::Own => chance.pick(&[Accept::Any, Accept::Of(provider)]),
        Wire::Bare => chance.pick(&[Accept::Bare(None), Accept::Bare(Some(provider))]),
    }
}
