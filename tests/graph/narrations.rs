//! Runs written down by hand.

use cascade_notes::engine::cascade::narration::*;

const M: f64 = 1e6;

fn symbol(price: f64, loading: f64) -> SymbolOf {
    SymbolOf { price, long: 70.0 * M, short: 20.0 * M, depth: 7.5 * M, loading }
}

/// One account by itself.
fn account(number: f64, leverage: f64, held: &[(usize, f64)]) -> Square {
    let notional: f64 = held.iter().map(|h| h.1.abs()).sum::<f64>() * M;
    let several = held.len() > 1;
    Square {
        members: 1.0,
        account: Some(number),
        held: held.iter().map(|(s, n)| (*s, n * M)).collect(),
        leverage: (leverage, leverage),
        equity: notional / leverage,
        coins: vec![],
        shared: if several { 1.0 } else { 0.0 },
        own: false,
    }
}

/// Prices after a round: outside, fall.
fn price(outside: f64, fall: f64) -> PriceOf {
    PriceOf { outside, fall, mark: fall, sold: 0.0, bought: 0.0, depth: 0.8 }
}

/// One account's fall, in millions.
fn fall(
    square: usize,
    shock: f64,
    by: &[(usize, f64)],
    through: &[(usize, f64)],
    sold: &[(usize, f64, f64)],
) -> FallOf {
    let by: Vec<(usize, f64)> = by.iter().map(|(s, a)| (*s, a * M)).collect();
    FallOf {
        square,
        members: (1.0, 0.0),
        lost: shock * M + by.iter().map(|b| b.1).sum::<f64>(),
        shock: shock * M,
        forced: vec![],
        by,
        through: through.iter().map(|(s, a)| (*s, a * M)).collect(),
        sold: sold.iter().map(|(s, m, l)| (*s, m * M, *l)).collect(),
        ..FallOf::default()
    }
}

fn round(time: f64, falls: Vec<FallOf>, symbols: Vec<PriceOf>, fund: f64) -> RoundOf {
    let forced = falls.iter().flat_map(|f| &f.sold).map(|s| s.1.abs()).sum();
    let ledger = Ledger { accounts: -fund * M, fund: fund * M, ..Ledger::default() };
    let closed = falls.iter().map(|f| f.members.0).sum();
    let deficits = falls.iter().map(|f| f.deficit).sum();
    RoundOf { time, closed, forced, deficits, symbols, falls, ledger, ..RoundOf::default() }
}

/// A falls to the shock, B to A's sale, C to what B sells of ETH; D stands.
pub fn domino() -> Narration {
    Narration {
        symbols: vec![symbol(60_000.0, 1.0), symbol(2_500.0, 0.96)],
        squares: vec![
            account(0.0, 25.0, &[(0, 30.0)]),
            account(1.0, 18.0, &[(0, 40.0), (1, 25.0)]),
            account(2.0, 20.0, &[(1, 22.0)]),
            account(3.0, 5.0, &[(1, 15.0)]),
        ],
        rounds: vec![
            round(
                0.0,
                vec![fall(0, 1.05, &[], &[(0, 1.05)], &[(0, 30.0, 0.034)])],
                vec![price(0.041, 0.075), price(0.039, 0.039)],
                0.12,
            ),
            round(
                0.0,
                vec![fall(1, 1.65, &[(0, 1.35)], &[(0, 2.1), (1, 0.9)], &[(0, 40.0, 0.05), (1, 25.0, 0.045)])],
                vec![price(0.041, 0.12), price(0.039, 0.084)],
                0.3,
            ),
            round(
                0.0,
                vec![fall(2, 0.35, &[(1, 0.65)], &[(1, 1.0)], &[(1, 22.0, 0.04)])],
                vec![price(0.041, 0.12), price(0.039, 0.122)],
                0.4,
            ),
        ],
        accounts: 4.0,
        branching: BranchingOf { local: 0.4, largest: 1.4, first: 0.2, verdict: 2.0 },
        ..Narration::default()
    }
}

/// A's shortfall is taken from B's winning short; without its hedge B falls.
pub fn hedge() -> Narration {
    let mut first = fall(0, 3.9, &[], &[(0, 3.9)], &[(0, 60.0, 0.06)]);
    first.deficit = 4.2 * M;
    let mut one = round(60.0, vec![first], vec![price(0.08, 0.14), price(0.07, 0.07)], -2.0);
    one.deleveraged = 2.2 * M;
    one.winners = vec![
        WinnerOf { square: 1, symbol: 0, taken: -45.0 * M, seized: 1.4 * M, hedges: 1.0 },
        WinnerOf { square: 2, symbol: 0, taken: -15.0 * M, seized: 0.8 * M, hedges: 0.0 },
    ];
    let mut second = fall(1, 4.6, &[(0, -2.0)], &[(0, -2.0), (1, 5.4)], &[(1, 45.0, 0.07)]);
    second.rest = 0.8 * M;
    second.lost += 0.8 * M;
    let two = round(120.0, vec![second], vec![price(0.12, 0.16), price(0.12, 0.19)], -2.0);
    Narration {
        symbols: vec![symbol(60_000.0, 1.0), symbol(2_500.0, 0.88)],
        squares: vec![
            account(0.0, 25.0, &[(0, 60.0)]),
            account(1.0, 12.0, &[(0, -45.0), (1, 45.0)]),
            account(2.0, 8.0, &[(0, -15.0)]),
            account(3.0, 6.0, &[(1, 20.0)]),
        ],
        rounds: vec![one, two],
        accounts: 4.0,
        branching: BranchingOf { local: 0.1, largest: 0.9, first: 0.4, verdict: 1.0 },
        ..Narration::default()
    }
}

/// Three longs of one symbol, one after another.
pub fn chain() -> Narration {
    let mut narration = domino();
    narration.symbols.truncate(1);
    narration.squares =
        vec![account(0.0, 20.0, &[(0, 20.0)]), account(1.0, 12.0, &[(0, 30.0)]), account(2.0, 10.0, &[(0, 10.0)])];
    narration.rounds = vec![
        round(0.0, vec![fall(0, 1.0, &[], &[(0, 1.0)], &[(0, 20.0, 0.03)])], vec![price(0.05, 0.08)], 0.1),
        round(0.0, vec![fall(1, 1.5, &[(0, 0.9)], &[(0, 2.4)], &[(0, 30.0, 0.05)])], vec![price(0.05, 0.13)], 0.2),
        round(
            0.0,
            vec![fall(2, 0.4, &[(0, 0.3), (1, 0.3)], &[(0, 1.0)], &[(0, 10.0, 0.02)])],
            vec![price(0.05, 0.15)],
            0.3,
        ),
    ];
    narration.accounts = 3.0;
    narration
}

/// Twenty-four squares of three symbols, on both sides, some of them single accounts and some on coins.
pub fn cohorts() -> Narration {
    let sets: [&[usize]; 6] = [&[0], &[1], &[2], &[0, 1], &[1, 2], &[0, 1, 2]];
    let bands = [(2.0, 5.0), (5.0, 10.0), (10.0, 25.0)];
    let mut squares = Vec::new();
    for (n, set) in sets.iter().enumerate() {
        for (k, band) in bands.iter().enumerate() {
            let several = set.len() > 1;
            squares.push(Square {
                members: 400.0 + 40.0 * n as f64,
                account: None,
                held: set.iter().map(|s| (*s, 8.0 * M * (k + 1) as f64)).collect(),
                leverage: *band,
                equity: 3.0 * M,
                coins: if n == 3 && k == 1 { vec![0] } else { vec![] },
                shared: if several { 0.7 } else { 0.0 },
                own: false,
            });
        }
    }
    for (n, s) in [0_usize, 1, 2].into_iter().enumerate() {
        squares.push(Square {
            members: 300.0,
            held: vec![(s, -6.0 * M)],
            leverage: (5.0, 25.0),
            equity: M,
            ..Square::default()
        });
        squares.push(account(700.0 + n as f64, 15.0, &[(s, 20.0)]));
    }
    let mut rounds = Vec::new();
    for at in 0..5_usize {
        let mut falls = Vec::new();
        for (square, who) in squares.iter().enumerate() {
            let members = who.members;
            let alone = members <= 1.0;
            let early = square % 3 == 2 && at < 4;
            let late = square % 3 == 1 && at > 1 && square < 18;
            let falling = if alone { square % 5 == at } else { early || late };
            if !falling {
                continue;
            }
            let part = if alone { 1.0 } else { (members * 0.2).floor() };
            let held = &who.held;
            let before = (at > 0).then_some((2, 0.4 * at as f64));
            let mut f = fall(
                square,
                1.0 + 0.1 * square as f64,
                before.as_slice(),
                &held.iter().map(|(s, n)| (*s, n.abs() / 10.0 / M)).collect::<Vec<_>>(),
                &held.iter().map(|(s, n)| (*s, n * 0.2 / M, 0.002)).collect::<Vec<_>>(),
            );
            f.members = (part, 0.0);
            falls.push(f);
        }
        let deep = 0.05 + 0.02 * at as f64;
        rounds.push(round(
            6.0 * (at + 1) as f64,
            falls,
            vec![price(0.04, deep), price(0.035, deep * 0.9), price(0.05, deep * 1.2)],
            0.3 * at as f64,
        ));
    }
    rounds[4].falls[0].deficit = 3.0 * M;
    rounds[4].deficits = 3.0 * M;
    rounds[4].winners = vec![WinnerOf { square: 18, symbol: 0, taken: -5.0 * M, seized: M, hedges: 0.0 }];
    let accounts = squares.iter().map(|s| s.members).sum();
    Narration {
        symbols: vec![symbol(60_000.0, 1.0), symbol(2_500.0, 0.7), symbol(150.0, 0.9)],
        squares,
        rounds,
        accounts,
        drawn: Some(1.0),
        branching: BranchingOf { local: 0.6, largest: 1.2, first: 0.1, verdict: 3.0 },
        ..Narration::default()
    }
}

/// Forty squares of one symbol, thresholds as even as a sieve.
pub fn even() -> Narration {
    let squares: Vec<Square> = (0..40)
        .map(|n| Square {
            members: 25.0,
            held: vec![(0, 10.0 * M)],
            leverage: (3.0 + f64::from(n), 4.0 + f64::from(n)),
            equity: M,
            ..Square::default()
        })
        .collect();
    let rounds = (0..6_usize)
        .map(|at| {
            let part = fall(39 - at, 1.0, &[(39, 0.3 * at as f64)], &[(0, 1.0)], &[(0, 10.0, 0.01)]);
            let part = FallOf { members: (25.0, 0.0), ..part };
            round(0.0, vec![part], vec![price(0.06, 0.06 + 0.01 * at as f64)], 0.0)
        })
        .collect();
    Narration {
        symbols: vec![symbol(60_000.0, 1.0)],
        squares,
        rounds,
        accounts: 1000.0,
        branching: BranchingOf { local: 0.9, largest: 1.0, first: 0.03, verdict: 2.0 },
        ..Narration::default()
    }
}
