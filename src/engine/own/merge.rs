//! Several files with positions as one account: positions of one venue by market and side, each once. Where files contradict each other nobody guesses
//! which is right: it is asked, and nothing is one account until it is answered.

use crate::engine::Error;
use crate::engine::account::{Portfolio, Row};
use crate::engine::margin::{Side, VenueId};
use crate::engine::units::Money;

/// What files say differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// Under whose rule: an account is of one venue.
    Venue,
    /// What stands behind the cross positions.
    Balance,
    /// A position.
    Position {
        /// Its market.
        market: String,
        /// Its side.
        side: Side,
    },
}

/// A contradiction: what it is about, and the files that say something else, by their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// What it is about.
    pub about: About,
    /// Those who speak of it.
    pub files: Vec<usize>,
}

/// What became of several accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merged {
    /// One account.
    One(Box<Portfolio>),
    /// It is asked first which files count.
    Asked(Vec<Contradiction>),
}

/// Several accounts as one; `chosen` says which file counts where they contradict each other. Errors: none of them; positions that are no account
/// together, as [`Portfolio::check`].
pub fn merged(accounts: &[&Portfolio], chosen: &dyn Fn(&About) -> Option<usize>) -> Result<Merged, Error> {
    let venue = |file: usize| accounts.get(file).map(|account| account.rule.model.id);
    let mut asked = Vec::new();
    let Some(kept) = one_venue(accounts, chosen, &mut asked) else { return Ok(Merged::Asked(asked)) };
    let of_venue: Vec<usize> = (0..accounts.len()).filter(|file| venue(*file) == Some(kept)).collect();
    let all = || of_venue.iter().filter_map(|file| Some((*file, *accounts.get(*file)?)));
    let Some((_, first)) = all().next() else { return Err(crate::engine::Cause::Empty.into()) };
    let mut one = Portfolio { markets: Vec::new(), rows: Vec::new(), coins: Vec::new(), ..first.clone() };
    one.free = balance(&mut all(), chosen, &mut asked);
    // Every market and side, in the order in which they are first spoken of.
    let mut keys: Vec<(String, Side)> = Vec::new();
    for (_, account) in all() {
        for row in &account.rows {
            let key = (name_of(account, row), row.side);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    for (market, side) in keys {
        let held: Vec<(usize, &Portfolio, Vec<&Row>)> = all()
            .map(|(file, account)| {
                let own = account.rows.iter().filter(|row| name_of(account, row) == market && row.side == side);
                (file, account, own.collect::<Vec<_>>())
            })
            .filter(|(_, _, rows)| !rows.is_empty())
            .collect();
        let Some((_, _, first)) = held.first() else { continue };
        let agree = held.iter().all(|(_, _, rows)| same(rows, first));
        let about = About::Position { market: market.clone(), side };
        // The last file that says the same knows the newest mark.
        let counts = if agree { held.last() } else { held.iter().find(|(file, ..)| Some(*file) == chosen(&about)) };
        let Some((_, account, rows)) = counts else {
            asked.push(Contradiction { about, files: held.iter().map(|(file, ..)| *file).collect() });
            continue;
        };
        put(&mut one, account, rows);
    }
    for (_, account) in all() {
        for coins in &account.coins {
            let Some(market) = account.markets.get(coins.market) else { continue };
            let place = place_of(&mut one, market);
            if !one.coins.iter().any(|known| known.market == place) {
                one.coins.push(crate::engine::account::Coins { market: place, ..*coins });
            }
        }
    }
    if !asked.is_empty() {
        return Ok(Merged::Asked(asked));
    }
    one.check()?;
    Ok(Merged::One(Box::new(one)))
}

/// The venue that counts; `None` where that is asked.
fn one_venue(
    accounts: &[&Portfolio],
    chosen: &dyn Fn(&About) -> Option<usize>,
    asked: &mut Vec<Contradiction>,
) -> Option<VenueId> {
    let first = accounts.first()?.rule.model.id;
    if accounts.iter().all(|account| account.rule.model.id == first) {
        return Some(first);
    }
    let counts = chosen(&About::Venue).and_then(|file| accounts.get(file));
    if counts.is_none() {
        asked.push(Contradiction { about: About::Venue, files: (0..accounts.len()).collect() });
    }
    counts.map(|account| account.rule.model.id)
}

/// What stands behind the cross positions: what the only file that says so says. A file with nothing behind them says nothing.
fn balance(
    all: &mut dyn Iterator<Item = (usize, &Portfolio)>,
    chosen: &dyn Fn(&About) -> Option<usize>,
    asked: &mut Vec<Contradiction>,
) -> Money {
    let said: Vec<(usize, Money)> =
        all.filter(|(_, account)| account.free != Money::ZERO).map(|(file, account)| (file, account.free)).collect();
    let Some((_, first)) = said.first() else { return Money::ZERO };
    if said.iter().all(|(_, free)| free == first) {
        return *first;
    }
    let counts = chosen(&About::Balance);
    if let Some((_, free)) = said.iter().find(|(file, _)| Some(*file) == counts) {
        return *free;
    }
    asked.push(Contradiction { about: About::Balance, files: said.iter().map(|(file, _)| *file).collect() });
    Money::ZERO
}

fn name_of(account: &Portfolio, row: &Row) -> String {
    account.markets.get(row.market).map(|market| market.name.clone()).unwrap_or_default()
}

/// The same positions: what a venue prints beside them, and the leverage, which many files leave out, may differ.
fn same(a: &[&Row], b: &[&Row]) -> bool {
    let alike = |a: &Row, b: &Row| (a.contract, a.size, a.entry) == (b.contract, b.size, b.entry) && a.mode == b.mode;
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
}

fn place_of(one: &mut Portfolio, market: &crate::engine::account::Market) -> usize {
    match one.markets.iter().position(|known| known.name == market.name) {
        Some(place) => {
            if let Some(known) = one.markets.get_mut(place) {
                // A table that one file has and another has not is known.
                known.tiers = known.tiers.take().or_else(|| market.tiers.clone());
            }
            place
        }
        None => {
            one.markets.push(market.clone());
            one.markets.len().saturating_sub(1)
        }
    }
}

fn put(one: &mut Portfolio, account: &Portfolio, rows: &[&Row]) {
    for row in rows {
        let Some(market) = account.markets.get(row.market) else { continue };
        let place = place_of(one, market);
        one.rows.push(Row { market: place, ..**row });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::margin::Rule;
    use crate::engine::own::example;
    use crate::engine::units::Quantity;
    use crate::testing::{d, money};

    fn nobody(_: &About) -> Option<usize> {
        None
    }

    fn one(merged: Merged) -> Portfolio {
        match merged {
            Merged::One(account) => *account,
            Merged::Asked(asked) => panic!("{asked:?}"),
        }
    }

    fn asked(merged: Merged) -> Vec<Contradiction> {
        match merged {
            Merged::Asked(asked) => asked,
            Merged::One(account) => panic!("{account:?}"),
        }
    }

    #[test]
    fn positions_of_several_files_stand_beside_each_other_and_each_once() {
        let (mut first, mut second) = (example().unwrap(), example().unwrap());
        // One file has both, the other the second and no balance; one has no table of it.
        second.rows.remove(0);
        second.free = Money::ZERO;
        first.markets[1].tiers = None;
        let merged = one(merged(&[&first, &second], &nobody).unwrap());
        assert_eq!((merged.rows.len(), merged.free), (2, first.free));
        assert!(merged.markets.iter().all(|market| market.tiers.is_some()), "the table that one file has");
        first.rows.remove(1);
        let merged = super::merged(&[&first, &second], &nobody).unwrap();
        assert_eq!(one(merged).rows.len(), 2);
    }

    #[test]
    fn what_files_say_differently_is_asked_and_never_guessed() {
        let (first, mut second) = (example().unwrap(), example().unwrap());
        second.rows[0].size = Quantity::new(d("0.7")).unwrap();
        second.free = money("8000");
        let about = About::Position { market: "BTC".to_owned(), side: Side::Long };
        let questions = asked(merged(&[&first, &second], &nobody).unwrap());
        let abouts: Vec<About> = questions.iter().map(|question| question.about.clone()).collect();
        assert_eq!(abouts, [About::Balance, about.clone()]);
        assert!(questions.iter().all(|question| question.files == [0, 1]));
        let answered = merged(&[&first, &second], &|asked| Some(usize::from(*asked == about))).unwrap();
        let account = one(answered);
        assert_eq!((account.rows[0].size.get(), account.free), (d("0.7"), first.free));
        assert_eq!(account.rows.len(), 2);
    }

    #[test]
    fn an_account_is_of_one_venue() {
        let (first, mut second) = (example().unwrap(), example().unwrap());
        second.rule = Rule::of(VenueId::Okx.model());
        second.rows.remove(0);
        let questions = asked(merged(&[&first, &second], &nobody).unwrap());
        assert_eq!(questions, [Contradiction { about: About::Venue, files: vec![0, 1] }]);
        let account = one(merged(&[&first, &second], &|_| Some(1)).unwrap());
        assert_eq!((account.rows.len(), account.rule.model.id), (1, VenueId::Okx));
    }
}
