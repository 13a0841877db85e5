//! The one state of the page and what is derived from it.
//!
//! A scenario changes as a whole, so it lives in one signal; each derived quantity is a `Memo`. It is a plain value of 24 bytes a setting,
//! some 1,700 in all, and `Copy`: copying it is cheap beside what is computed of it, and nothing shares it.

use crate::engine::scenario::{Scenario, link};
use crate::engine::{Cause, Error};
use crate::figures::bindings::{Binding, bindings};
use crate::figures::reveal::Reveal;
use crate::figures::{
    BookFigure, BudgetFigure, EquityFigure, Figure, GapFigure, HorizonFigure, StaircaseFigure, VenuesFigure,
};
use crate::ui::arrival::{self, Unused};
use crate::ui::following::{Following, Section};
use crate::ui::history::History;
use crate::ui::kept::{Known, edges_of, for_the_page};
use crate::ui::opening;
use crate::ui::sections::account::{Held, Own};
use crate::ui::sections::cascade::Cascade;
use crate::ui::sections::close::Close;
use crate::ui::sections::makers::Makers;
use crate::ui::sections::words::Lexicon;
pub use crate::ui::spoken::{speak, words};
use crate::web::{address, clock};
use crate::words::errors::sentence;
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::cell::Cell;
use std::sync::{Arc, Mutex};

mod changes;

/// How long after the last change the address bar follows, in milliseconds.
const ADDRESS_PAUSE: i32 = 300;

/// A message to the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What it says.
    pub text: String,
    /// Offers to take the change back.
    pub undo: bool,
}

/// Everything the components share. Signals are owned by the page's root and live as long as it does.
#[derive(Clone, Copy)]
pub struct State {
    scenario: RwSignal<Scenario>,
    following: Following,
    /// The settings as the place shows them that this is the state of.
    shown: Signal<Scenario>,
    history: &'static Mutex<History<Moment>>,
    known: Known,
    /// What can be undone and redone.
    pub can: (RwSignal<bool>, RwSignal<bool>),
    /// Counts the times the settings were put as a whole, so that fields drop what was typed into them.
    pub renewed: RwSignal<u32>,
    /// What is shown beyond the present day.
    pub reveal: RwSignal<Reveal>,
    /// Whether the page answers: not as the build renders it, and not before all of it has come to life.
    pub alive: RwSignal<bool>,
    /// Whether the sections that come later answer too.
    pub late: RwSignal<bool>,
    /// What a link or the kept state held and could not be used.
    pub unused: RwSignal<Unused>,
    /// The last message, until it is closed or has stood long enough.
    pub message: RwSignal<Option<Message>>,
    /// Whether the crossing of the equity figure is shown.
    pub equity_reveal: RwSignal<Reveal>,
    /// Whether the months of the horizon figure are shown.
    pub horizon_reveal: RwSignal<Reveal>,
    /// Whether the cost of other sizes is shown.
    pub book_reveal: RwSignal<Reveal>,
    /// Whether the end of the staircase is shown.
    pub staircase_reveal: RwSignal<Reveal>,
    /// The prices that the equity figure keeps while something is dragged across it.
    pub frozen_range: RwSignal<Option<(Decimal, Decimal)>>,
    /// What is pinned for comparison.
    pub pinned: RwSignal<Option<Scenario>>,
    /// How much more of the position is asked about, in per cent of it.
    pub adding: RwSignal<Option<Decimal>>,
    /// Both liquidation prices by days held.
    pub gap: Memo<Answer<GapFigure>>,
    /// Equity against price.
    pub equity: Memo<Answer<EquityFigure>>,
    /// The same trade under every venue's rule.
    pub venues: Memo<Answer<VenuesFigure>>,
    /// What separates the two prices.
    pub budget: Memo<Answer<BudgetFigure>>,
    /// Both prices over the days, and the months that touch them; with the small multiples. `None` until somebody comes near.
    pub horizon: Memo<Option<Answer<HorizonFigure>>>,
    /// The book that a forced close meets; with the cost by size, and the same close in other books.
    pub book: Memo<Answer<BookFigure>>,
    /// Margin over payments of funding, at a price that never moves.
    pub staircase: Memo<Answer<StaircaseFigure>>,
    /// One forced close.
    pub close: Close,
    /// Makers, and the depth that stays.
    pub makers: Makers,
    /// Whether the section about time has come near the screen: its fifty months are not drawn for those who never get there.
    pub time_is_near: RwSignal<bool>,
    /// The figures that can be compared, as they were pinned.
    pub pins: Pins,
    /// Words and checks of the trade.
    pub lexicon: Lexicon,
    /// The live words of the prose.
    pub bindings: Memo<Vec<Binding>>,
    /// The cascade.
    pub cascade: Cascade,
    /// Whether it is shown what a push does to the crowded market.
    pub crowding_reveal: RwSignal<Reveal>,
    /// Whether it is shown what comes after something was injected.
    pub monitor_reveal: RwSignal<Reveal>,
    /// The reader's own account.
    pub own: Own,
}

/// What undo brings back: the settings, and the reader's account.
pub type Moment = (Scenario, Arc<Held>);

/// A figure, shared by everything that shows it.
pub type Answer<F> = Result<Arc<F>, Error>;

/// An answer as a figure's frame takes it: why there is none is said in the reader's language.
pub fn framed<F: Figure + 'static>(answer: Answer<F>) -> Result<Arc<dyn Figure>, String> {
    answer.map(|figure| -> Arc<dyn Figure> { figure }).map_err(|error| sentence(&error, words()))
}

/// Figures under the pinned settings; an error where nothing is pinned. Of the same types as the figures themselves: every
/// type that is watched is a copy of the reactive code.
#[derive(Clone, Copy)]
pub struct Pins {
    /// Equity against price.
    pub equity: Memo<Answer<EquityFigure>>,
    /// The same trade under every venue's rule.
    pub venues: Memo<Answer<VenuesFigure>>,
    /// What separates the two prices.
    pub budget: Memo<Answer<BudgetFigure>>,
}

impl State {
    /// The state that the build renders: the default settings, with nothing kept back.
    #[must_use]
    pub fn new() -> Self {
        let scenario = RwSignal::new(Scenario::default());
        let [reveal, equity_reveal, book_reveal, horizon_reveal, staircase_reveal, crowding_reveal, monitor_reveal] =
            [(); 7].map(|()| RwSignal::new(Reveal::All));
        let frozen_range = RwSignal::new(None);
        let (pinned, adding) = (RwSignal::new(None::<Scenario>), RwSignal::new(None::<Decimal>));
        let alive = RwSignal::new(false);
        let known = for_the_page(None);
        let following = Following::new(scenario);
        // What the figures of the one position see: a step of the cascade moves none of them.
        let position = Memo::new(move |_| scenario.get().of_position());
        let position_in = |section| following.of(section, Scenario::of_position);
        let edges = move || edges_of(known, position.get());
        let before = move || pinned.get().ok_or_else(|| Error::from(Cause::NothingPinned));
        let pins = Pins {
            equity: Memo::new(move |_| EquityFigure::of(&before()?, Reveal::All, None).map(Arc::new)),
            venues: Memo::new(move |_| VenuesFigure::of(&before()?).map(Arc::new)),
            budget: Memo::new(move |_| BudgetFigure::of(&before()?).map(Arc::new)),
        };
        let gap = Memo::new(move |_| GapFigure::with(&position.get(), edges()?, reveal.get()).map(Arc::new));
        let equity = Memo::new(move |_| {
            let figure = EquityFigure::of(&position.get(), equity_reveal.get(), frozen_range.get())?;
            Ok(Arc::new(figure.beside(pins.equity.get().ok()).adding(adding.get())))
        });
        let traded = position_in(Section::Venues);
        let venues = Memo::new(move |_| Ok(Arc::new(VenuesFigure::of(&traded.get())?.beside(pins.venues.get().ok()))));
        let budget = Memo::new(move |_| {
            Ok(Arc::new(BudgetFigure::with(&position.get(), &edges()?)?.beside(pins.budget.get().ok())))
        });
        let (sold, funded) = (position_in(Section::Book), position_in(Section::Funding));
        let book = Memo::new(move |_| BookFigure::of(&sold.get(), book_reveal.get()).map(Arc::new));
        let staircase = Memo::new(move |_| StaircaseFigure::of(&funded.get(), staircase_reveal.get()).map(Arc::new));
        let (close, makers) = (Close::of(position_in(Section::Close)), Makers::of(position_in(Section::Makers)));
        // The build draws every picture.
        let time_is_near = RwSignal::new(!cfg!(target_arch = "wasm32"));
        let over_time = position_in(Section::Time);
        let horizon = Memo::new(move |before: Option<&Option<Answer<HorizonFigure>>>| {
            let before = before.and_then(Option::as_ref).and_then(|answer| answer.as_deref().ok());
            let of = |reveal| HorizonFigure::after(&over_time.get(), reveal, before).map(Arc::new);
            time_is_near.get().then(|| of(horizon_reveal.get()))
        });
        let bindings = Memo::new(move |before: Option<&Vec<Binding>>| {
            let live = edges().ok().zip(budget.get().ok()).zip(equity.get().ok());
            let live = live.map(|((edges, budget), equity)| {
                let months = match horizon.get() {
                    Some(band) => band.ok().map(|band| (band.count(words()), band.chance(words()))),
                    // Not drawn yet, and nothing is kept back: what the build filled in stands.
                    None => (horizon_reveal.get() == Reveal::All).then(Default::default),
                };
                let conservative = months.as_ref().map(|([_, months], [_, chance])| [months.as_str(), chance]);
                let mut all = bindings(&position.get(), &edges, &budget, &equity, conservative, words());
                all.extend(close.places().into_iter().chain(makers.places()));
                all
            });
            // The last good words stay.
            live.or_else(|| before.cloned()).unwrap_or_default()
        });
        Self {
            scenario,
            following,
            shown: scenario.into(),
            history: for_the_page(History::default()),
            can: (RwSignal::new(false), RwSignal::new(false)),
            renewed: RwSignal::new(0),
            reveal,
            alive,
            late: RwSignal::new(false),
            unused: RwSignal::new(Unused::NONE),
            message: RwSignal::new(None),
            known,
            equity_reveal,
            horizon_reveal,
            book_reveal,
            staircase_reveal,
            frozen_range,
            pinned,
            adding,
            gap,
            equity,
            venues,
            budget,
            horizon,
            book,
            staircase,
            close,
            makers,
            time_is_near,
            pins,
            lexicon: Lexicon::new(&following, move |scenario| edges_of(known, scenario.of_position())),
            bindings,
            cascade: Cascade::new(scenario, alive),
            crowding_reveal,
            monitor_reveal,
            own: Own::new(&following, scenario),
        }
    }

    /// Takes what the link or the last visit left, once the page is alive, and keeps back what is to be guessed.
    pub fn arrive(self) {
        let (scenario, unused) = arrival::first();
        for reveal in self.reveals() {
            reveal.set(Reveal::Hidden);
        }
        self.scenario.set(scenario);
        self.unused.set(unused);
        self.alive.set(true);
    }

    /// The same for the sections that came later.
    pub fn arrive_late(self) {
        for reveal in self.late_reveals() {
            reveal.set(Reveal::Hidden);
        }
        self.following.begin();
        self.late.set(true);
    }

    /// Has sections out of sight follow when the settings rest.
    pub fn follow(self) {
        self.following.watch();
    }

    /// Follows the scenario with the address bar and the store, and the address bar with the scenario.
    pub fn follow_address(self) {
        let pause = clock::Pause::default();
        let before = Cell::new(None::<Scenario>);
        Effect::new(move |_| {
            let scenario = self.scenario();
            let now = self.cascade.shared(scenario);
            if before.replace(Some(now)).is_some_and(|b| b != now) {
                pause.then(ADDRESS_PAUSE, move || {
                    let shown = address::fragment();
                    // A link that is only looked at overwrites neither itself nor the kept state.
                    if link::is_scenario(&shown) && link::parse(&shown).0 == now {
                        return;
                    }
                    let fragment = link::print(&now);
                    address::replace(&fragment);
                    // The next visit opens before the shock.
                    arrival::keep(&link::print(&scenario));
                });
            }
        });
        address::on_change(move || {
            let fragment = address::fragment();
            if link::is_scenario(&fragment) {
                let (scenario, unused) = arrival::of_link(&fragment);
                self.unused.set(unused);
                self.put(scenario, "link");
                self.renew();
                opening::open(self, &fragment);
            } else {
                // A place of the page: the browser has gone there, and the address holds the trade again, where it is not the default one.
                let settings = link::print(&self.peek());
                if !settings.is_empty() {
                    address::replace(&settings);
                }
            }
        });
    }

    /// The same for what stands in the section of an id: it reads the settings that the section shows.
    #[must_use]
    pub fn within(self, id: Option<&str>) -> Self {
        Self { shown: self.following.shown_in(id), ..self }
    }

    /// The settings as this place shows them.
    pub fn shown(self) -> Signal<Scenario> {
        self.shown
    }

    /// The scenario, tracked.
    pub fn scenario(self) -> Scenario {
        self.shown.get()
    }

    /// A part of the scenario: whoever reads it hears of a step only where that part changed.
    pub fn part<T: PartialEq + Send + Sync + 'static>(
        self,
        of: impl Fn(&Scenario) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.shown.with(&of))
    }

    /// What a live place of the prose says, tracked.
    pub fn said(self, place: &str) -> String {
        self.bindings.with(|all| all.iter().find(|(n, _)| *n == place).map(|(_, t)| t.clone()).unwrap_or_default())
    }

    /// The scenario, not tracked.
    pub fn peek(self) -> Scenario {
        self.scenario.get_untracked()
    }

    /// Pins the present settings for comparison, or lets go of what is pinned.
    pub fn pin(self) {
        if self.pinned.get_untracked().is_some() {
            self.pinned.set(None);
        } else {
            self.pinned.set(Some(self.peek()));
            self.say(words().compare().pinned(), false);
        }
    }

    /// Says something for a while.
    pub fn say(self, text: &str, undo: bool) {
        let message = Message { text: text.to_owned(), undo };
        self.message.set(Some(message.clone()));
        clock::after(10_000, move || {
            if self.message.try_get_untracked().flatten().as_ref() == Some(&message) {
                self.message.set(None);
            }
        });
    }

    /// The address of what is on the screen.
    pub fn address(self) -> String {
        address::with(&link::print(&untrack(|| self.cascade.shared(self.peek()))))
    }

    /// The same, opening at a figure with what was guessed there.
    pub fn address_at(self, figure: &str) -> String {
        address::with(&link::print_at(&untrack(|| self.cascade.shared(self.peek())), &opening::here(self, figure)))
    }
}
