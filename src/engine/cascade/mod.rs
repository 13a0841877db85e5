//! The cascade: what a shock sets off in a market of leveraged accounts, round by round, exactly and with every micro-unit accounted for.
//!
//! # The model in one page
//!
//! A **market** is up to 64 symbols. Each has a price P, a [book] that absorbs A(x) contracts down to the log distance
//! x = ln(P0 / P), and a maintenance rule. A **population** is accounts: cash, signed whole lots in up to eight symbols, coins as collateral.
//! With c the cash less what the positions cost at entry, q contracts, h the haircut of coins k and m the maintenance rate,
//!
//! ```text
//! equity   E(P) = c + sum over symbols of (q + (1 - h) k) P
//! slack    S(P) = c + sum over symbols of w P,    w = q - m |q| + (1 - h) k
//! ```
//!
//! and an account is liquidated once its slack is nothing. Families A and A+ have m (and the closing fee) in w, family B a constant at the
//! entry notional, tables a piece of straight line for each bracket. Because slack is straight in prices, a threshold is one division, a
//! million of them can be kept in order, and what an account lost can be put down to causes without a remainder.
//!
//! A **shock** moves prices from outside. Whoever is liquidated sells, or buys, into the books; the books move:
//!
//! ```text
//! x -> A^-1( A(x) + sold / D )        linear-log: x + sold / (n D), average price P (1 - e^-y) / y for a move of y
//! ```
//!
//! which liquidates others. Everybody who falls at one frozen vector of prices is one **round**: closed together, netted per symbol, at one
//! average price each. The counterparty takes the other side of every trade, so positions sum to zero; money only changes hands, so its sum
//! never changes. What closed accounts fall short of goes to the fund, then to winners, then to all.
//!
//! # Where to begin
//!
//! | question | entry point |
//! |---|---|
//! | What does this shock do, step by step? | [`engine::Engine::run`], [`engine::Engine::start`] for one event at a time |
//! | One symbol: every shock, every depth, every tipping point? | [`threshold::Thresholds`], from accounts by [`liquidation::thresholds`] |
//! | Where does this account fall? | [`liquidation::liquidation_price`] |
//! | Who fell why, and who pushed whom? | [`attribution::Attribution`] |
//! | Does it feed itself? | [`engine::Engine::branching`], [`branching`] |
//! | Who lies where, by price and day? | [`horizon::matrix`] |
//! | What if a link were not there? | [`counterfactual::without`] |
//! | Accounts from open interest, or from a file? | [`generate::Assumed`], [`document::Document`] |
//! | Somebody's account among them? | [`guests::Guests`] |
//!
//! ```
//! use cascade_notes::engine::cascade::attribution::Attribution;
//! use cascade_notes::engine::cascade::book::Book;
//! use cascade_notes::engine::cascade::counterfactual::{Cut, without};
//! use cascade_notes::engine::cascade::generate::Assumed;
//! use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
//! use cascade_notes::engine::cascade::engine::Engine;
//! use cascade_notes::engine::cascade::rules::{Rules, Shock};
//!
//! // Two symbols that fall together, 244 and 117 million within one per cent, on a day when three tenths of the depth are left.
//! let symbol = |name: &str, lot: f64, price: f64, depth: f64, beta: f64| {
//!     let book = Book::from_one_percent(price, 0.3 * depth, 1.0)?;
//!     Ok(Symbol { beta, ..Symbol::new(name, lot, book, Maintenance::flat(0.005)?) })
//! };
//! let symbols: Result<Vec<Symbol>, cascade_notes::engine::Error> =
//!     [symbol("BTC", 0.001, 100_000.0, 244e6, 1.0), symbol("ETH", 0.01, 4_000.0, 117e6, 1.3)].into_iter().collect();
//! let market = Market::new(symbols?)?;
//! // Two thousand accounts drawn from two open interests. Everything but those two numbers is assumed.
//! let population = Assumed::new(2_000, vec![4e9, 3e9], 1).population(&market)?;
//!
//! let mut engine = Engine::new(&market, &population)?;
//! let (rules, shock) = (Rules::default(), Shock::factor(&market, 0.02, None)?);
//! let outcome = engine.run(&rules, &shock)?;
//! assert!(outcome.amplification(0).is_some_and(|amplification| amplification > 1.0));
//!
//! // Why the first of them fell: shares that sum to one.
//! let attribution = Attribution::new(&engine, &outcome);
//! let first = attribution.accounts().next().and_then(|account| attribution.fall(account));
//! assert!(first.is_some_and(|fall| (fall.causes.total() / fall.lost - 1.0).abs() < 1e-9));
//!
//! // The same day had forced orders in BTC moved no price.
//! let calm = without(&Cut::Symbol(0), &market, &population, &rules, &shock)?;
//! assert!(calm.outcome.closed() < outcome.closed());
//! # Ok::<(), cascade_notes::engine::Error>(())
//! ```
//!
//! # What is in whole numbers, and what is not
//!
//! Cash is in micro-units of the quote currency and positions in lots, both whole and below 2^53; prices are `f64`, with every elementary
//! function from `libm`, so that the same input gives the same bytes natively and as WebAssembly ([`outcome::Outcome::digest`]).
//! [`amounts`] is the only place where decimals become such numbers and come back. Chance is seeded ([`crate::engine::random`]).
//!
//! # What it leaves out
//!
//! Thresholds of a real market are not public; these are consequences of stated assumptions. Nobody trades but the forced and the counterparty;
//! funding, latency and mark rules are one for all; orders on the way pay no funding and bear no shared loss; ADL moves no price; a ladder
//! that ends is an error, not a guess. Public evidence gives almost no skill at predicting where a cascade stops (C12).
//!
//! May use: `engine::error`, `engine::band::horizon` (in [`horizon`]), `engine::units` and `engine::margin` (in [`amounts`], [`market`] and [`document`]), `engine::costs` (real books), `engine::random`, `libm`. Source of the
//! model: `cascade-model.md`; each file names its section.

mod accounts;
mod adl_shares;
pub mod amounts;
pub mod attribution;
pub mod audit;
mod batch;
pub mod book;
pub mod branching;
pub mod causes;
mod changed;
pub mod closings;
pub mod counterfactual;
mod deleveraging;
pub mod document;
mod dues;
pub mod engine;
mod engine_ref;
mod execution;
pub mod generate;
pub mod guests;
pub mod horizon;
mod index;
pub mod indexing;
pub mod isolating;
pub mod ladder;
pub mod ledger;
pub mod liquidation;
mod look;
pub mod market;
pub mod narration;
pub mod outcome;
mod pack;
pub mod policies;
pub mod population;
mod ranking;
pub mod rating;
pub mod rounds;
pub mod rules;
mod settlement;
mod single;
pub mod sizing;
mod sorting;
mod symbol_state;
pub mod threshold;
mod trigger;
mod winners;
