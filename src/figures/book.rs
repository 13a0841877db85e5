//! The figures of section “The thin book”: what a forced close takes of the levels that stand there, what that costs, the same by size
//! ([`cost`]), and in a book that is thinner or deeper ([`depths`]).

use crate::engine::Error;
use crate::engine::band::Term;
use crate::engine::costs::book::Fill;
use crate::engine::margin::Side;
use crate::engine::scenario::forced_close::Book;
use crate::engine::scenario::parameters::{LADDER, ParameterId as P};
use crate::engine::scenario::{BookChoice, Scenario};
use crate::engine::units::{Checked as _, Money, Price, Quantity, Rate, Saturating};
use crate::figures::figure::{Figure, Text};
use crate::figures::format::PriceFormat;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::{exact, grouped};
use crate::figures::plain;
use crate::figures::reveal::Reveal;
use crate::figures::table::{Table, TableRow};
use crate::words::errors::sentence;
use crate::words::{Count, Words};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use std::sync::Arc;

pub mod cost;
mod counted;
pub mod depths;
pub mod draw;

pub use cost::CostFigure;
pub use counted::{from_in_words, in_budget, met_by};
pub use depths::DepthsFigure;

/// The figure's name in the page and in file names.
pub const NAME: &str = "book";

/// Height on a wide screen and on a phone, in CSS pixels. The same stand in `style/figure.css`.
pub const HEIGHTS: (u32, u32) = (380, 350);

/// Parts of a mark in which distances are given.
const HUNDREDTHS: u32 = 2;

/// What an order got, and what that cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// What it got.
    pub fill: Fill,
    /// What the traded part gave away against the mark, in quote currency.
    pub cost: Money,
    /// The same as a share of the position's margin; `None` where there is none.
    pub of_margin: Option<Rate>,
}

impl Order {
    /// Trades coins in a book. Errors: as the book's, and overflow.
    fn of(book: &Book, coins: Quantity, margin: Money) -> Result<Self, Error> {
        let fill = book.fill(coins)?;
        let cost = fill.given_away(book.mark)?;
        Ok(Self { fill, cost, of_margin: cost.get().over(margin.get()).ok().map(Rate::new) })
    }

    /// The order, where all of it found a price. What found none has no known cost.
    #[must_use]
    pub fn whole(&self) -> Option<&Self> {
        self.fill.unfilled.is_zero().then_some(self)
    }
}

/// One level: of a ladder as it stands, of a modelled book what it holds from the level before down to this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The setting of its depth.
    pub id: P,
    /// Distance from the mark, in hundredths of a per cent.
    pub away: u32,
    /// Its price.
    pub price: Price,
    /// What rests there, in quote currency.
    pub depth: Decimal,
    /// What of that the close takes.
    pub taken: Decimal,
    /// What that part gives away against the mark.
    pub given: Decimal,
}

/// The model.
#[derive(Debug, Clone, PartialEq)]
pub struct BookFigure {
    /// The levels, nearest to the mark first.
    pub rows: Vec<Row>,
    /// The mark.
    pub mark: Price,
    /// Coins to close.
    pub coins: Quantity,
    /// What becomes of that; an error where nothing rests anywhere.
    pub order: Result<Order, Error>,
    /// A ladder, whose levels can be dragged.
    pub is_ladder: bool,
    /// What rests: a share that is typed has no book, and its close meets the ladder.
    pub met: BookChoice,
    /// The gap counts a share that is typed in its place.
    pub typed: bool,
    /// The two prices count it.
    pub counted: bool,
    /// Cost by size.
    pub cost: Arc<CostFigure>,
    /// The same close in a thinner and a deeper book.
    pub depths: Arc<DepthsFigure>,
    side: Side,
    format: PriceFormat,
    coin: &'static str,
}

impl BookFigure {
    /// The model of a scenario; `reveal` is for the cost of other sizes. Errors: a mark that is no price, or overflow.
    pub fn of(scenario: &Scenario, reveal: Reveal) -> Result<Self, Error> {
        let (mark, coins, margin) =
            (scenario.mark()?, Quantity::new(scenario.number(P::Size))?, scenario.own_margin()?);
        let book = scenario.book_met(Decimal::ONE);
        let order = book.as_ref().map_err(Clone::clone).and_then(|book| Order::of(book, coins, margin));
        let is_ladder = matches!(scenario.book(), BookChoice::Typed | BookChoice::Ladder);
        let rows = match &book {
            Ok(book) => rows(scenario, book, coins)?,
            Err(_) => empty(scenario)?,
        };
        let (format, coin) = (PriceFormat::of(scenario, None), scenario.coin());
        let close = Close { coins, margin, format, coin };
        Ok(Self {
            rows,
            mark,
            coins,
            order,
            is_ladder,
            met: met_by(scenario),
            typed: scenario.book() == BookChoice::Typed,
            counted: scenario.book() != BookChoice::Typed && scenario.counted().has(Term::Slippage),
            cost: Arc::new(CostFigure::of(book.as_ref().ok(), close, reveal)?),
            depths: Arc::new(DepthsFigure::of(scenario, close)),
            side: scenario.side(),
            format,
            coin,
        })
    }

    /// Levels whose largest depth a picture has room for: what the sliders reach, or more where more rests.
    #[must_use]
    pub fn reach(&self) -> Decimal {
        self.rows.iter().map(|row| row.depth).fold(Decimal::from(150_000), Decimal::max)
    }

    /// A level in words: its depth and what is taken of it.
    #[must_use]
    pub fn level_in_words(&self, level: usize, words: &'static Words) -> String {
        let (depth, taken) = self.rows.get(level).map_or((Decimal::ZERO, Decimal::ZERO), |row| (row.depth, row.taken));
        words.book().level(&grouped(depth, 0, words), &grouped(taken, 0, words))
    }

    /// What the close costs, in the fewest words: said by sliders after their value.
    #[must_use]
    pub fn cost_in_words(&self, words: &'static Words) -> String {
        match self.order.as_ref().ok().and_then(Order::whole) {
            Some(order) => words.book().costs(&usd(order.cost, words)),
            None => words.book().cost_unknown().to_owned(),
        }
    }

    /// What the two prices make of this book, in a sentence; empty where they count it.
    #[must_use]
    pub fn not_counted(&self, words: &'static Words) -> &'static str {
        match (self.counted, self.typed) {
            (true, _) => "",
            (false, true) => words.book().not_counted(),
            (false, false) => words.book().switched_off(),
        }
    }

    /// Prices of the average and of the last coin.
    #[must_use]
    pub fn prices(&self) -> Option<[Price; 2]> {
        self.order.as_ref().ok().map(|order| [order.fill.average, order.fill.last])
    }

    /// True where one price is no better for the close than another.
    fn no_better(&self, price: Price, than: Price) -> bool {
        match self.side {
            Side::Long => price <= than,
            Side::Short => price >= than,
        }
    }

    fn size(&self, words: &Words) -> String {
        words.numbers().with_unit(&exact(self.coins.get(), words), self.coin)
    }

    fn title(&self, words: &'static Words) -> String {
        let w = words.book();
        match &self.order {
            Err(_) => w.title_none().to_owned(),
            Ok(order) => match (order.whole(), order.of_margin) {
                (None, _) => w.title_unfilled(&self.size(words)),
                (Some(_), Some(share)) => {
                    w.title(&usd(order.cost, words), &percent_fine(share.get(), words), &self.size(words))
                }
                (Some(_), None) => w.title_plain(&usd(order.cost, words), &self.size(words)),
            },
        }
    }

    /// What the forced close meets, in a sentence.
    #[must_use]
    pub fn sentence(&self, words: &'static Words) -> String {
        let w = words.book();
        let price = |price: Price| self.format.short(price.get(), words);
        match &self.order {
            Err(error) => sentence(error, words),
            Ok(order) => {
                let (share, last) = (percent_fine(order.fill.cost.get(), words), price(order.fill.last));
                if order.fill.unfilled.is_zero() {
                    return w.filled(&price(order.fill.average), &share, &last, &price(self.mark));
                }
                w.unfilled(&share, &last, coins_left(order, words).count())
            }
        }
    }

    fn row(&self, row: &Row, words: &'static Words) -> TableRow {
        TableRow {
            head: distance(row.away, words),
            cells: vec![
                self.price_cell(row.price, words),
                money_cell(row.depth, words),
                money_cell(row.taken, words),
                money_cell(row.given, words),
            ],
            here: false,
        }
    }

    fn price_cell(&self, price: Price, words: &Words) -> (String, String) {
        (grouped(price.get(), self.format.table, words), plain::rounded(price.get(), self.format.table))
    }

    /// What the levels do not hold, and the sum.
    fn sums(&self, order: &Order, words: &'static Words) -> Vec<TableRow> {
        let w = words.book();
        let sum = |of: fn(&Row) -> Decimal| self.rows.iter().map(of).fold(Decimal::ZERO, Saturating::sat_add);
        let (taken, given) = (sum(|row| row.taken), sum(|row| row.given));
        let none = || (words.numbers().not_known().to_owned(), String::new());
        let mut rows = Vec::new();
        let notional = |coins: Decimal| coins.sat_mul(self.mark.get());
        let beyond = notional(order.fill.filled.get()).sat_sub(taken);
        if !self.is_ladder && order.cost.get().sat_sub(given) > Decimal::new(1, 4) {
            let cells = vec![
                Default::default(),
                Default::default(),
                money_cell(beyond, words),
                money_cell(order.cost.get().sat_sub(given), words),
            ];
            rows.push(TableRow { head: w.row_beyond().to_owned(), cells, here: false });
        }
        if order.whole().is_none() {
            let cells = vec![none(), Default::default(), money_cell(notional(order.fill.unfilled), words), none()];
            rows.push(TableRow { head: w.row_unfilled().to_owned(), cells, here: false });
        }
        let cells = vec![
            self.price_cell(order.fill.average, words),
            Default::default(),
            money_cell(if self.is_ladder { taken } else { taken.sat_add(beyond) }, words),
            money_cell(order.cost.get(), words),
        ];
        rows.push(TableRow { head: w.row_filled().to_owned(), cells, here: true });
        rows
    }
}

/// What the figures beside the ladder need of a close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Close {
    coins: Quantity,
    margin: Money,
    format: PriceFormat,
    coin: &'static str,
}

/// The levels of a ladder or of a modelled book, with what the close takes of each.
fn rows(scenario: &Scenario, book: &Book, coins: Quantity) -> Result<Vec<Row>, Error> {
    // What was taken and given away down to a level: of a level alone it is the difference.
    let (mut before, mut held) = ((Decimal::ZERO, Decimal::ZERO), Decimal::ZERO);
    let mut rows = Vec::with_capacity(LADDER.len());
    for (id, away) in LADDER {
        let price = scenario.ladder_price(away)?;
        let depth = match book.within(Decimal::new(away.into(), 4))? {
            Some(within) => within.minus(held)?,
            None => scenario.number(id),
        };
        // A level of a ladder counts at its own price, a modelled book at the mark.
        let at = if book.levels().is_some() { price } else { book.mark };
        let so_far = held.plus(depth)?;
        let reached = match book.levels() {
            Some(_) => before.0.plus(depth.over(at.get())?)?,
            None => so_far.over(at.get())?,
        };
        let coins = reached.min(coins.get());
        let given = match Quantity::new(coins) {
            Ok(coins) => book.fill(coins)?.given_away(book.mark)?.get(),
            Err(_) => Decimal::ZERO,
        };
        let taken = coins.minus(before.0)?.times(at.get())?.min(depth);
        rows.push(Row { id, away, price, depth, taken, given: given.minus(before.1)? });
        (before, held) = ((coins, given), so_far);
    }
    Ok(rows)
}

/// A ladder with nothing on it.
fn empty(scenario: &Scenario) -> Result<Vec<Row>, Error> {
    let row = |(id, away)| {
        let price = scenario.ladder_price(away)?;
        Ok(Row { id, away, price, depth: Decimal::ZERO, taken: Decimal::ZERO, given: Decimal::ZERO })
    };
    LADDER.into_iter().map(row).collect()
}

/// Coins that found no price, as they are read and counted.
struct CoinsLeft {
    text: String,
    number: Option<u64>,
}

impl CoinsLeft {
    fn count(&self) -> Count<'_> {
        Count { number: self.number, text: &self.text }
    }
}

fn coins_left(order: &Order, words: &Words) -> CoinsLeft {
    let left = order.fill.unfilled;
    CoinsLeft { text: grouped(left, 4, words), number: left.to_u64().filter(|_| left.fract().is_zero()) }
}

/// A distance from the mark, given in hundredths of a per cent.
fn distance(away: u32, words: &Words) -> String {
    words.numbers().percent(&exact(Decimal::new(away.into(), HUNDREDTHS), words))
}

/// Money with its unit: whole from a hundred on, else to the cent.
fn usd(money: Money, words: &'static Words) -> String {
    words.numbers().with_unit(&amount(money, words), words.currency("USD"))
}

/// The same without the unit.
fn amount(money: Money, words: &Words) -> String {
    grouped(money.get(), if money.get() < Decimal::ONE_HUNDRED { 2 } else { 0 }, words)
}

fn money_cell(value: Decimal, words: &Words) -> (String, String) {
    (grouped(value, 2, words), plain::money(value))
}

/// A small fraction in per cent, with two decimals; a large one with one.
fn percent_fine(fraction: Decimal, words: &Words) -> String {
    let percent = fraction.sat_mul(Decimal::ONE_HUNDRED);
    words.numbers().percent(&grouped(percent, if percent >= Decimal::TEN { 1 } else { 2 }, words))
}

impl Figure for BookFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let w = words.book();
        Text {
            title: self.title(words),
            subtitle: if self.is_ladder { w.subtitle() } else { w.subtitle_curved() }.to_owned(),
            sentence: self.sentence(words),
            leaves_out: w.leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        let mut rows: Vec<TableRow> = self.rows.iter().map(|row| self.row(row, words)).collect();
        rows.extend(self.order.iter().flat_map(|order| self.sums(order, words)));
        Table { caption: words.book().table(), columns: Table::heads(&words.book().columns()), rows }
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        draw::draw(self, words, frame, medium)
    }
}
