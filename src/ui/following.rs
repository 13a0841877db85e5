//! Which settings a section shows: the present ones while it is near the screen; those at which the hand last rested while it is not, so that a step
//! of a control computes what can be seen and nothing else.

use crate::engine::scenario::Scenario;
use crate::ui::hooks::set_news;
use crate::web::{clock, host, view};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

/// How long the settings stay as they are before sections out of sight follow, in milliseconds.
const REST: i32 = 200;

/// A section of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The two prices of the trade.
    TwoPrices,
    /// Terms and checks.
    Words,
    /// Equity against price.
    Margin,
    /// Every venue's rule.
    Venues,
    /// One forced close.
    Close,
    /// Makers.
    Makers,
    /// The thin book.
    Book,
    /// Funding.
    Funding,
    /// What separates the two prices.
    Budget,
    /// The band over the days, and its months.
    Time,
    /// The cascade.
    Cascade,
    /// The reader's own account.
    Account,
    /// Crowding.
    Crowding,
    /// The monitor.
    Monitor,
    /// Drift.
    Drift,
    /// The bench.
    Bench,
    /// The drill.
    Drill,
    /// The panel of all settings.
    Settings,
}

impl Section {
    /// Each with the elements of the page that show it; the first is the section itself.
    const ALL: [(Self, &'static [&'static str]); 18] = [
        (Self::TwoPrices, &["two-prices"]),
        (Self::Words, &["words"]),
        (Self::Margin, &["margin"]),
        (Self::Venues, &["venues"]),
        (Self::Close, &["close"]),
        (Self::Makers, &["makers"]),
        // The budget has a line about the book.
        (Self::Book, &["book", "budget"]),
        (Self::Funding, &["funding"]),
        (Self::Budget, &["budget"]),
        (Self::Time, &["time"]),
        (Self::Cascade, &["cascade"]),
        (Self::Account, &["account"]),
        (Self::Crowding, &["crowding"]),
        (Self::Monitor, &["monitor"]),
        (Self::Drift, &["drift"]),
        (Self::Bench, &["bench"]),
        (Self::Drill, &["drill"]),
        (Self::Settings, &["settings"]),
    ];
}

impl Section {
    /// Whether it comes to life after the rest of the page: until then it shows what the build rendered.
    const fn is_late(self) -> bool {
        matches!(self, Self::Account | Self::Crowding | Self::Monitor | Self::Drift | Self::Bench | Self::Drill)
    }
}

/// A section as it follows.
#[derive(Clone, Copy)]
struct Follower {
    section: Section,
    places: &'static [&'static str],
    begun: RwSignal<bool>,
    near: RwSignal<bool>,
    rested: RwSignal<Scenario>,
    shown: Memo<Scenario>,
}

/// All of them.
#[derive(Clone, Copy)]
pub struct Following {
    scenario: RwSignal<Scenario>,
    followers: [Follower; Section::ALL.len()],
}

impl Following {
    /// Of the page's settings. Until it is watched every section is near.
    #[must_use]
    pub fn new(scenario: RwSignal<Scenario>) -> Self {
        let followers = Section::ALL.map(|(section, places)| {
            let rendered = scenario.get_untracked();
            let (begun, near, rested) =
                (RwSignal::new(!section.is_late()), RwSignal::new(true), RwSignal::new(rendered));
            let shown = Memo::new(move |_| match (begun.get(), near.get()) {
                (false, _) => rendered,
                (true, true) => scenario.get(),
                (true, false) => rested.get(),
            });
            Follower { section, places, begun, near, rested, shown }
        });
        Self { scenario, followers }
    }

    /// A part of the settings that a section shows.
    #[must_use]
    pub fn of<T>(&self, section: Section, part: impl Fn(Scenario) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        let (scenario, follower) = (self.scenario, self.followers.into_iter().find(|f| f.section == section));
        Memo::new(move |_| part(follower.map_or_else(|| scenario.get(), |follower| follower.shown.get())))
    }

    /// The settings that the section of an id shows; the present ones where it is none that follows.
    #[must_use]
    pub fn shown_in(&self, id: Option<&str>) -> Signal<Scenario> {
        let found = self.followers.iter().find(|f| f.places.first().copied() == id);
        found.map_or_else(|| self.scenario.into(), |follower| follower.shown.into())
    }

    /// Has the sections that come later follow from now on.
    pub fn begin(self) {
        for Follower { begun, .. } in self.followers {
            set_news(begun, true);
        }
    }

    /// Sees from now on which sections are near, and has the others follow when the settings rest, one in a task.
    pub fn watch(self) {
        for Follower { places, near, .. } in self.followers {
            let seen = Rc::new(RefCell::new(vec![false; places.len()]));
            for (at, element) in places.iter().enumerate().filter_map(|(at, id)| Some((at, host::place("id", id)?))) {
                let seen = Rc::clone(&seen);
                view::on_sight(&element, move |now| {
                    if let Some(place) = seen.borrow_mut().get_mut(at) {
                        *place = now;
                    }
                    let any = seen.borrow().contains(&true);
                    set_news(near, any);
                });
            }
        }
        let pause = clock::Pause::default();
        Effect::new(move |_| {
            self.scenario.track();
            pause.then(REST, move || leptos::task::spawn_local(self.follow()));
        });
    }

    async fn follow(self) {
        for Follower { rested, .. } in self.followers {
            let now = self.scenario.get_untracked();
            if rested.with_untracked(|before| *before != now) {
                rested.set(now);
                clock::turn().await;
            }
        }
    }
}
