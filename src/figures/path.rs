//! Prices by round: what came from outside, and what forced orders made of it.

use crate::engine::Error;
use crate::engine::cascade::narration::{Narration, PriceOf};
use crate::engine::scenario::Scenario;
use crate::engine::scenario::presets::Preset;
use crate::figures::amount;
use crate::figures::cascade::cut::{Cut, titled};
use crate::figures::chart::axis::Axis;
use crate::figures::fact::Fact;
use crate::figures::figure::{Figure, Text};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::ungrouped;
use crate::figures::numbers::{cell, change, money_cell, percent, shown};
use crate::figures::table::{Table, TableRow};
use crate::words::{Words, joined};
use std::sync::Arc;

pub mod draw;

/// The figure's name in the page and in file names.
pub const NAME: &str = "path";

/// Most symbols that have a panel.
pub const MOST: usize = 4;

/// The least difference, in per cent of a price, that is spoken of.
const LEAST: f64 = 0.05;

/// The model.
#[derive(Debug, Clone, PartialEq)]
pub struct PathFigure {
    /// The run.
    pub narration: Arc<Narration>,
    /// The round at whose end the reader stands; 0 is before the first.
    pub round: usize,
    preset: &'static Preset,
    /// What is cut out of the run; `None` for the run itself.
    pub cut: Option<Arc<Cut>>,
}

/// One symbol's prices after a round, as changes since the start in per cent. What is not known is not a number.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Prices {
    outside: f64,
    mid: f64,
    mark: f64,
}

impl PathFigure {
    /// The model of a run at a round.
    #[must_use]
    pub fn of(scenario: &Scenario, narration: Arc<Narration>, round: usize) -> Self {
        let round = round.min(narration.rounds.len());
        Self { narration, round, preset: scenario.preset(), cut: None }
    }

    /// The same of a run out of which something is cut, which it says.
    #[must_use]
    pub fn without(self, cut: Option<Arc<Cut>>) -> Self {
        Self { cut, ..self }
    }

    /// How many symbols have a panel.
    #[must_use]
    pub fn panels(&self) -> usize {
        self.narration.symbols.len().min(MOST)
    }

    fn rounds(&self) -> usize {
        self.narration.rounds.len()
    }

    /// The last place along the horizontal axis; a run without rounds has a stretch to show as well.
    fn last(&self) -> usize {
        self.rounds().max(1)
    }

    fn after(&self, symbol: usize, round: usize) -> Option<&PriceOf> {
        self.narration.rounds.get(round.checked_sub(1)?)?.symbols.get(symbol)
    }

    fn prices(&self, symbol: usize, round: usize) -> Prices {
        let of = |outside, mid, mark| Prices { outside: change(outside), mid: change(mid), mark: change(mark) };
        if round > 0 && self.rounds() > 0 {
            let unknown = Prices { outside: f64::NAN, mid: f64::NAN, mark: f64::NAN };
            return self.after(symbol, round).map_or(unknown, |p| of(p.outside, p.fall, p.mark));
        }
        let (mid, outside) = self.narration.moved(symbol, 0);
        // A mark that lags has not moved when the shock comes.
        of(outside, mid, if self.lags() { 0.0 } else { mid })
    }

    /// True where a mark stands away from its mid.
    fn lags(&self) -> bool {
        self.narration.rounds.iter().flat_map(|r| &r.symbols).any(|p| (p.mark - p.fall).abs() > LEAST / 100.0)
    }

    /// Seconds that one unit of the horizontal axis stands for, and which unit it is; by round where rounds take no time.
    fn clock(&self) -> (f64, usize) {
        let last = self.narration.rounds.last().map_or(0.0, |r| r.time);
        if !last.is_finite() || last <= 0.0 {
            (1.0, 0)
        } else if last < 180.0 {
            (1.0, 1)
        } else if last < 10_800.0 {
            (60.0, 2)
        } else {
            (3600.0, 3)
        }
    }

    /// Where a round stands along the horizontal axis.
    fn along(&self, round: usize) -> f64 {
        let (seconds, kind) = self.clock();
        #[allow(clippy::cast_precision_loss)]
        match round.checked_sub(1).and_then(|at| self.narration.rounds.get(at)) {
            Some(r) if kind > 0 => r.time / seconds,
            _ => round as f64,
        }
    }

    fn axis(&self, wanted: u32) -> Axis {
        let places = (0..self.panels()).flat_map(|s| (0..=self.last()).map(move |r| self.prices(s, r)));
        amount::axis(places.flat_map(|p| [p.outside, p.mid, p.mark]), wanted)
    }

    /// The symbol to which forced orders have added most by now, with its prices.
    fn most(&self) -> Option<(usize, Prices)> {
        let all = (0..self.panels()).map(|s| (s, self.prices(s, self.round)));
        let added = |p: &Prices| (p.mid - p.outside).abs();
        let known = all.filter(|(_, p)| added(p).is_finite());
        known.fold(None, |most: Option<(usize, Prices)>, next| match most {
            Some(m) if added(&m.1) >= added(&next.1) => Some(m),
            _ => Some(next),
        })
    }

    fn title(&self, words: &'static Words) -> String {
        let w = words.path();
        let Some((symbol, p)) = self.most() else { return w.title_missing().to_owned() };
        let name = amount::symbol(self.preset, symbol, words);
        let (times, added) = (p.mid / p.outside, (p.mid - p.outside).abs());
        let way = if p.outside.abs() < LEAST { p.mid } else { p.outside };
        let way = if way > 0.0 { w.rise() } else { w.fall() };
        if self.rounds() == 0 {
            w.title_none().to_owned()
        } else if self.round == 0 {
            w.title_start(&name)
        } else if added < LEAST {
            w.title_nothing().to_owned()
        } else if p.outside.abs() < LEAST {
            w.title_alone(&name, way)
        } else if times < 1.0 {
            w.title_less(&name, way)
        } else if times < 1.8 {
            w.title_adds(&percent((times - 1.0) * 100.0, 0, words), &name, way)
        } else if times < 2.2 {
            w.title_double(&name, way)
        } else {
            w.title_times(&name, &shown(times, 1, words), way)
        }
    }

    fn item(&self, symbol: usize, words: &'static Words) -> String {
        let (p, w) = (self.prices(symbol, self.round), words.path());
        let (mid, outside) = self.after(symbol, self.round).map_or((0.0, 0.0), |a| (a.fall, a.outside));
        let times = mid / outside;
        let rated = p.outside.abs() >= LEAST && times.is_finite();
        let name = amount::symbol(self.preset, symbol, words);
        let (outside, mid) = (percent(p.outside, 1, words), percent(p.mid, 1, words));
        if self.round == 0 {
            w.item_none(&outside, &name)
        } else if rated {
            w.item(&mid, &outside, &name, &shown(times, 2, words))
        } else {
            w.item_plain(&mid, &outside, &name)
        }
    }

    fn sentence(&self, words: &'static Words) -> String {
        let w = words.path();
        if self.panels() == 0 {
            return w.title_missing().to_owned();
        }
        let list = joined((0..self.panels()).map(|s| self.item(s, words)), w.between());
        match (self.rounds(), self.round) {
            (0, _) => w.sentence_none(&list),
            (_, 0) => w.sentence_start(&list),
            (rounds, round) => w.sentence(&list, &ungrouped(round, words), &ungrouped(rounds, words)),
        }
    }
}

impl Figure for PathFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let (w, clock) = (words.path(), self.clock().1);
        let named = w.clocks().get(clock).copied().unwrap_or_default();
        Text {
            title: titled(self.cut.as_deref(), self.title(words), words),
            subtitle: if clock > 0 { w.subtitle_time(named) } else { w.subtitle().to_owned() },
            sentence: self.sentence(words),
            leaves_out: w.leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        let w = words.path();
        let symbols = 0..self.narration.symbols.len();
        let mut columns = Table::heads(&w.columns());
        for symbol in symbols.clone() {
            let name = amount::symbol(self.preset, symbol, words);
            columns.extend(w.of_symbol(&name));
        }
        let rows = (0..=self.rounds()).map(|round| {
            let of = round.checked_sub(1).and_then(|at| self.narration.rounds.get(at));
            let mut cells = vec![cell(of.map_or(0.0, |r| r.time), 0, words)];
            for symbol in symbols.clone() {
                let p = self.prices(symbol, round);
                let (sold, bought, depth) = match (self.after(symbol, round), round) {
                    (Some(a), _) => (a.sold, a.bought, a.depth * 100.0),
                    (None, 0) => (0.0, 0.0, 100.0),
                    (None, _) => (f64::NAN, f64::NAN, f64::NAN),
                };
                cells.extend([p.outside, p.mid, p.mark].map(|v| cell(v, 1, words)));
                cells.extend([sold, bought].map(|v| money_cell(v, words)));
                cells.push(cell(depth, 0, words));
            }
            TableRow { head: ungrouped(round, words), cells, here: round == self.round }
        });
        Table { caption: w.table(), columns, rows: rows.collect() }
    }

    fn facts(&self, words: &'static Words) -> Vec<Fact> {
        let fact = |symbol: usize| {
            let name = amount::symbol(self.preset, symbol, words);
            let [_, label, ..] = words.path().of_symbol(&name);
            Fact::new(label, crate::figures::numbers::decimal(self.prices(symbol, self.round).mid), 1, "%")
        };
        (0..self.panels()).map(fact).collect()
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        draw::draw(self, words, frame, medium)
    }
}
