//! All that figures and messages say, in a language.

use cascade_notes::engine::jobs::JobRunner;
use cascade_notes::engine::scenario::parameters::{ChoiceValue as _, PresetId};
use cascade_notes::engine::scenario::{PARAMETERS, ParameterId, Scenario, link};
use cascade_notes::figures::bindings::bindings;
use cascade_notes::figures::compare::compare;
use cascade_notes::figures::cut;
use cascade_notes::figures::push::nobody_fell;
use cascade_notes::figures::reveal::Reveal;
use cascade_notes::figures::run::{Run, RunFigures};
use cascade_notes::figures::{
    BookFigure, BudgetFigure, CascadeFigure, CurveFigure, EquityFigure, Figure, Frame, GapFigure, HorizonFigure,
    LedgerFigure, Medium, PathFigure, VenuesFigure, book, html,
};
use cascade_notes::words::Words;
use std::sync::Arc;

/// A text with where it was said.
pub type Said = (String, String);

/// Trades that lead figures of one position to all that they can say.
const TRADES: [&str; 9] = [
    "v=1",
    "v=1&side=short&funding=-0.01&mode=cross",
    "v=1&leverage=1&table=btc",
    "v=1&leverage=100&rate=0.9",
    "v=1&side=short&days=60&funding=-0.3",
    "v=1&basis=0&days=1&interval=8&venue=binance-coinm",
    "v=1&mode=cross&table=own-jumping&accept=5&venue=okx&venue-rates=real",
    "v=1&side=short&contract=inverse&book=ladder&size=100000&opening-fee=-0.01",
    "v=1&volatility=0&added-day=10&added-margin=500&mark=-5",
];

/// What figures of one position say.
pub fn of_one_position(words: &'static Words) -> Vec<Said> {
    let mut all = Vec::new();
    for settings in TRADES {
        let (s, _) = link::parse(settings);
        let mut say = |what: &str, text: String| all.push((format!("{settings}: {what}"), text));
        let Ok(gap) = GapFigure::of(&s, Reveal::All) else { continue };
        let (budget, venues) = (BudgetFigure::of(&s).unwrap(), VenuesFigure::of(&s).unwrap());
        let equity = EquityFigure::of(&s, Reveal::All, None).unwrap();
        let months = HorizonFigure::of(&s, Reveal::All).ok();
        for (name, text) in bindings(&s, &gap.edges, &budget, &equity, Some(["3", "4"]), words) {
            say(&format!("place {name}"), text);
        }
        let book = BookFigure::of(&s, Reveal::All).unwrap();
        for text in [
            book.level_in_words(0, words),
            book.cost_in_words(words),
            book.not_counted(words).to_owned(),
            book.cost.question(words),
            book.cost.answer_in_words(words),
            book::in_budget(Some(&book), s.slippage().unwrap(), words),
        ] {
            say("book", text);
        }
        say("verdict", budget.verdict(words));
        for row in &venues.rows {
            say("venue", venues.said(row, words));
        }
        let other = link::parse("v=1&leverage=5").0;
        let beside = EquityFigure::of(&other, Reveal::All, None).unwrap();
        say("compare", html::table(&compare((&s, &equity), (&other, &beside), words), words));
        let hidden = (
            GapFigure::of(&s, Reveal::Hidden).unwrap(),
            EquityFigure::of(&s, Reveal::Guess(1), None).unwrap(),
            HorizonFigure::of(&s, Reveal::Hidden).ok(),
        );
        let mut figures: Vec<&dyn Figure> =
            vec![&gap, &equity, &venues, &budget, &book, &*book.cost, &*book.depths, &hidden.0, &hidden.1];
        for horizon in months.iter().chain(&hidden.2) {
            figures.extend([horizon as &dyn Figure, &*horizon.multiples]);
        }
        for figure in figures {
            all.extend(of_figure(figure, settings, words));
        }
    }
    all
}

/// What figures of a market say, at the beginning, the first round and the end.
pub fn of_markets(words: &'static Words) -> Vec<Said> {
    let mut all = Vec::new();
    for preset in PresetId::ALL {
        let begun = Scenario::default().choosing(*preset);
        let few = begun.with_written(ParameterId::Accounts, "300").unwrap_or(begun);
        for cut in ["none", "account", "sharing", "correlation", "delay"] {
            let Ok(s) = few.with_written(ParameterId::Cut, cut) else { continue };
            let Ok(answer) = JobRunner::default().answer(&s) else { continue };
            let (narration, curve) = (Arc::new(answer.narration.unwrap()), Arc::new(answer.curve.unwrap_or_default()));
            let place = format!("{} cut {cut}", preset.key());
            let without = answer.without.map(|w| (Arc::new(w.narration), w.stops));
            let run = Run { scenario: s, narration: Arc::clone(&narration), without, curve: Arc::clone(&curve) };
            let offers = cut::offers(&run, words).into_iter().map(|offer| offer.name);
            let mut beside = vec![cut::sentence(&run, words), cut::table(&run, words)];
            beside.extend(nobody_fell(&run, words).map(|said| said.sentence));
            beside.extend(RunFigures::at(&run, 1, true).graph.narration_sentences(words));
            beside.push(RunFigures::at(&run, 1, true).path.text(words).title);
            all.extend(offers.chain(beside).map(|text| (format!("{place}: cut"), text)));
            let end = narration.rounds.len();
            for round in [0, 1.min(end), end] {
                let graph = CascadeFigure::of(&s, Arc::clone(&narration), round);
                let path = PathFigure::of(&s, Arc::clone(&narration), round);
                let ledger = LedgerFigure::of(&s, Arc::clone(&narration), round);
                let curve = CurveFigure::of(&s, Arc::clone(&curve), Arc::clone(&narration));
                let mut say = |what: &str, text: String| all.push((format!("{place}, round {round}: {what}"), text));
                for text in graph.narration_sentences(words) {
                    say("narration", text);
                }
                for target in graph.targets(words, Frame::new(640, graph.height(640))) {
                    say("target", target.name);
                    say("target", target.description);
                }
                for entry in graph.legend(words, Frame::new(640, graph.height(640))) {
                    say("legend", entry.text.to_owned());
                    say("legend", entry.sample(words, Medium::Page));
                }
                say("rounds", html::table(&graph.rounds_table(words), words));
                for figure in [&graph as &dyn Figure, &path, &ledger, &curve] {
                    all.extend(of_figure(figure, &place, words));
                }
            }
        }
    }
    all
}

/// What controls say of the settings.
pub fn of_settings(words: &'static Words) -> Vec<Said> {
    let s = Scenario::default();
    let mut all = Vec::new();
    for p in &PARAMETERS {
        let own = words.parameter(p.id);
        let texts = [own.label.to_owned(), own.help.to_owned(), words.group(p.group).to_owned()];
        let value = cascade_notes::figures::bindings::setting(&s, p.id, words);
        all.extend(texts.into_iter().chain([value]).map(|text| (format!("setting {}", p.key), text)));
    }
    all
}

/// Everything one figure says and shows, wide and narrow, on the page and in a file.
fn of_figure(figure: &dyn Figure, place: &str, words: &'static Words) -> Vec<Said> {
    let text = figure.text(words);
    let mut said = vec![text.title, text.subtitle, text.sentence, text.leaves_out.into_owned()];
    let table = figure.table(words);
    said.extend([html::table(&table, words), figure.csv(words), html::table(&figure.table_in_short(words), words)]);
    said.extend(figure.facts(words).into_iter().map(|fact| format!("{} {}", fact.label, fact.unit)));
    for frame in [Frame::new(640, 400), Frame::new(288, 384)] {
        for medium in [Medium::Page, Medium::File] {
            said.push(figure.svg(words, frame, medium).unwrap());
        }
    }
    said.into_iter().map(|text| (format!("{place}: {}", figure.name()), text)).collect()
}
