use super::*;
use crate::engine::cascade::book::Book;
use crate::engine::cascade::market::{Maintenance, Symbol};

fn market() -> Market {
    let symbol = |name: &str, price: f64| Symbol {
        haircut: 0.1,
        ..Symbol::new(name, 0.01, Book::log(price, 10.0).unwrap(), Maintenance::flat(0.01).unwrap())
    };
    Market::new(vec![symbol("BTC", 100.0), symbol("ETH", 10.0)]).unwrap()
}

fn long(lots: i64) -> Holding {
    Holding { symbol: 0, lots, entry: 100.0 }
}

fn refused(account: Account) -> String {
    let fine = Account::isolated(1_000_000, long(1));
    Population::new(&market(), &[fine, account]).unwrap_err().to_string()
}

#[test]
fn accounts_come_back_as_they_were_given() {
    let market = market();
    let accounts = [
        Account::isolated(10_000_000, long(100)),
        Account {
            coins: vec![Coins { symbol: 1, lots: 50 }],
            ..Account::cross(-1, vec![Holding { symbol: 1, lots: -300, entry: 10.01 }, long(7)])
        },
    ];
    let population = Population::new(&market, &accounts).unwrap();
    assert_eq!((population.count(), population.positions()), (2, 3));
    for (number, account) in accounts.iter().enumerate() {
        assert_eq!(population.account(&market, number).as_ref(), Some(account));
    }
    assert_eq!(population.account(&market, 2), None);
    assert_eq!((population.open_interest(0), population.open_interest(1)), ((107, 0), (0, 300)));
}

#[test]
fn what_is_wrong_is_named_with_the_account() {
    let twice = Account::cross(1_000_000, vec![long(1), long(2)]);
    assert!(refused(twice).starts_with("Account(2), BTC: Twice"));
    assert!(refused(Account::isolated(-1, long(1))).starts_with("Account(2), Equity: OutOfRange { value: -0.000001"));
    assert!(
        refused(Account::isolated(1, Holding { symbol: 2, ..long(1) }))
            .starts_with("Account(2), Positions, Symbol 3 (): Market(NoSuchSymbol)")
    );
    assert!(
        refused(Account::isolated(1, Holding { entry: f64::NAN, ..long(1) }))
            .starts_with("Account(2), BTC, Entry: OutOfRange { value: NaN")
    );
    assert!(refused(Account::isolated(1, long(0))).starts_with("Account(2), BTC, Lots: OutOfRange { value: 0"));
    assert!(refused(Account::isolated(1, long(EXACT))).contains("Excluded(9007199254740992)"));
    assert!(refused(Account::isolated(1, long(EXACT - 1))).contains(": Overflow"));
    assert!(refused(Account::cross(1, vec![])).starts_with("Account(2), Positions: OutOfRange { value: 0"));
    let coins = vec![Coins { symbol: 1, lots: -5 }];
    assert!(
        refused(Account { coins, ..Account::cross(1_000_000, vec![long(1)]) })
            .starts_with("Account(2), ETH, Coins: OutOfRange { value: -5")
    );
    let both = Account { mode: Mode::Isolated, ..Account::cross(1, vec![long(1), Holding { symbol: 1, ..long(1) }]) };
    assert!(refused(both).ends_with("IsolatedHoldsMore)"));
    assert!(Population::new(&market(), &[]).unwrap_err().to_string().starts_with("Population: Empty"));
}

#[test]
fn lots_of_a_symbol_that_overflow_are_refused() {
    let tiny = Symbol::new("T", 1e-12, Book::log(1.0, 1.0).unwrap(), Maintenance::flat(0.01).unwrap());
    let market = Market::new(vec![tiny]).unwrap();
    let half = Account::isolated(1_000_000, Holding { symbol: 0, lots: EXACT / 2, entry: 1.0 });
    assert!(
        Population::new(&market, &[half.clone(), half])
            .unwrap_err()
            .to_string()
            .starts_with("Population, T, Lots: OutOfRange")
    );
}
