//! The figures of the cascade and of the band over price and time together, by name: takes what the jobs reply, stands at a round, and paints.
//!
//! They are a module of their own, which the page brings when they come near the screen: linked into the page they would make it a third heavier. So
//! whatever is asked of them here goes in and comes out as texts and numbers.

use crate::engine::Error;
use crate::engine::cascade::narration::{Curve, Narration};
use crate::engine::jobs::{Answer, Reply};
use crate::engine::scenario::parameters::ChoiceValue as _;
use crate::engine::scenario::{ParameterId as P, Scenario, link};
use crate::figures::cascade::targets::{Target, TargetKind};
use crate::figures::curve::draw as curve;
use crate::figures::cut::{self, Run};
use crate::figures::horizon::{self, HorizonFigure, multiples};
use crate::figures::html;
use crate::figures::reveal::Reveal;
use crate::figures::{CascadeFigure, CurveFigure, Figure, Frame, LedgerFigure, PathFigure, ledger, path};
use crate::words::Words;
use std::sync::Arc;

/// The figures at one round.
struct Shown {
    graph: CascadeFigure,
    path: PathFigure,
    ledger: LedgerFigure,
    curve: CurveFigure,
}

/// Takes answers in, and paints them.
pub struct Painter {
    words: &'static Words,
    /// What is being answered.
    question: String,
    answer: Answer,
    /// The last run that was told.
    run: Option<Run>,
    shown: Option<Shown>,
    band: Option<HorizonFigure>,
}

impl Painter {
    /// Nothing to paint yet.
    #[must_use]
    pub fn new(words: &'static Words) -> Self {
        Self { words, question: String::new(), answer: Answer::default(), run: None, shown: None, band: None }
    }

    /// Takes in what was said about a question. True where there is something new to paint. Errors: the question has no answer.
    pub fn take(&mut self, question: &str, reply: &Reply) -> Result<bool, Error> {
        if self.question != question {
            question.clone_into(&mut self.question);
            self.answer.turn_to(question);
        }
        if !self.answer.take(reply)? {
            return Ok(false);
        }
        let Some(narration) = self.answer.narration.clone() else { return Ok(false) };
        let curve = Arc::new(self.answer.curve.clone().unwrap_or_default());
        let (scenario, _) = link::parse(question);
        let without = self.answer.without.clone().map(|w| (Arc::new(w.narration), w.stops));
        self.run = Some(Run { scenario, narration: Arc::new(narration), without, curve });
        Ok(true)
    }

    /// Goes to a round, of the run itself or of the one with something cut. Gives the rounds of the run, and where this stands.
    pub fn stand(&mut self, round: usize, cut: bool) -> (usize, usize) {
        let Some(run) = &self.run else { return (0, 0) };
        let narration = run.without.as_ref().filter(|_| cut).map_or(&run.narration, |(narration, _)| narration);
        let at = round.min(narration.rounds.len());
        self.shown = Some(Shown {
            graph: CascadeFigure::of(&run.scenario, Arc::clone(narration), at),
            path: PathFigure::of(&run.scenario, Arc::clone(narration), at),
            ledger: LedgerFigure::of(&run.scenario, Arc::clone(narration), at),
            curve: CurveFigure::of(&run.scenario, Arc::clone(&run.curve), Arc::clone(&run.narration)),
        });
        (narration.rounds.len(), at)
    }

    /// The band over price and time of a scenario, by its link, with its months hidden (1), guessed (2 and the guess) or shown. Gives how many months touch
    /// the optimistic and the conservative edge, the chance of both, the volatility, and which answer of the bet is right, empty where none is. Errors:
    /// settings that have no answer together.
    pub fn band(&mut self, question: &str, reveal: usize) -> Result<[String; 6], Error> {
        let (scenario, _) = link::parse(question);
        let reveal = match reveal.checked_sub(2) {
            Some(guess) => Reveal::Guess(guess),
            None if reveal == 1 => Reveal::Hidden,
            None => Reveal::All,
        };
        let band = HorizonFigure::after(&scenario, reveal, self.band.as_ref())?;
        let ([few, many], [least, most]) = (band.count(self.words), band.chance(self.words));
        let answer = band.answer().map(|n| n.to_string()).unwrap_or_default();
        let volatility = band.volatility(self.words);
        self.band = Some(band);
        Ok([few, many, least, most, volatility, answer])
    }

    /// Left and right end of the band's plot in a frame.
    #[must_use]
    pub fn ends(&self, frame: Frame) -> [f64; 2] {
        let across = |band| horizon::draw::plot(band, self.words, frame).area.across().into();
        self.band.as_ref().map(across).unwrap_or_default()
    }

    fn figure(&self, name: &str) -> Option<&dyn Figure> {
        match name {
            horizon::NAME => return self.band.as_ref().map(|band| -> &dyn Figure { band }),
            multiples::NAME => return self.band.as_ref().map(|band| -> &dyn Figure { &*band.multiples }),
            _ => {}
        }
        let shown = self.shown.as_ref()?;
        Some(match name {
            "cascade" => &shown.graph,
            "path" => &shown.path,
            "ledger" => &shown.ledger,
            "curve" => &shown.curve,
            _ => return None,
        })
    }

    /// A figure's title, subtitle, sentence, and what it leaves out.
    #[must_use]
    pub fn text(&self, name: &str) -> [String; 4] {
        let text = self.figure(name).map(|figure| figure.text(self.words));
        text.map(|t| [t.title, t.subtitle, t.sentence, t.leaves_out.into_owned()]).unwrap_or_default()
    }

    /// A figure's table, as markup; `rounds` is the table of the rounds.
    #[must_use]
    pub fn table(&self, name: &str) -> String {
        let table = match (name, &self.shown) {
            ("rounds", Some(shown)) => Some(shown.graph.rounds_table(self.words)),
            _ => self.figure(name).map(|figure| figure.table(self.words)),
        };
        table.map(|table| html::table(&table, self.words)).unwrap_or_default()
    }

    /// A figure's table, for other programs.
    #[must_use]
    pub fn csv(&self, name: &str) -> String {
        self.figure(name).map(|figure| figure.table(self.words).csv()).unwrap_or_default()
    }

    /// A figure's picture, on the page or as a file. Errors: the drawing library's.
    pub fn svg(&self, name: &str, frame: Frame, medium: crate::figures::Medium) -> Result<String, Error> {
        self.figure(name).map_or(Ok(String::new()), |figure| figure.svg(self.words, frame, medium))
    }

    /// How high a figure is drawn at a width.
    #[must_use]
    pub fn height(&self, name: &str, width: u32) -> u32 {
        let frame = Frame::new(width, 300);
        let of = |(wide, narrow): (u32, u32)| if frame.is_narrow() { narrow } else { wide };
        match (name, &self.shown) {
            ("cascade", Some(shown)) => shown.graph.height(width),
            ("path", Some(shown)) => of(path::draw::heights(shown.path.panels())),
            ("ledger", _) => of(ledger::HEIGHTS),
            _ => of((300, 240)),
        }
    }

    /// The narration of the round, sentence by sentence.
    #[must_use]
    pub fn narration_sentences(&self) -> Vec<String> {
        self.shown.as_ref().map(|shown| shown.graph.narration_sentences(self.words)).unwrap_or_default()
    }

    /// What can be focused on the graph: for each four numbers (left, top, width, height).
    #[must_use]
    pub fn places(&self, frame: Frame) -> Vec<f64> {
        let box_of = |t: &Target| [t.centre.0 - t.width / 2.0, t.centre.1 - t.height / 2.0, t.width, t.height];
        self.targets(frame).iter().flat_map(box_of).collect()
    }

    /// The same: for each three texts (what it is, its name, what there is to say of it).
    #[must_use]
    pub fn names(&self, frame: Frame) -> Vec<String> {
        let texts = |t: Target| {
            let kind = if matches!(t.kind, TargetKind::Node(_)) { "node" } else { "edge" };
            [kind.to_owned(), t.name, t.description]
        };
        self.targets(frame).into_iter().flat_map(texts).collect()
    }

    fn targets(&self, frame: Frame) -> Vec<Target> {
        self.shown.as_ref().map(|shown| shown.graph.targets(self.words, frame)).unwrap_or_default()
    }

    /// Left and right end of the curve's plot in a frame, and the part of it at which a shock stands, written as in a link.
    #[must_use]
    pub fn span(&self, frame: Frame, shock: &str) -> [f64; 3] {
        let Some(shown) = &self.shown else { return [0.0; 3] };
        let (left, right) = curve::plot(&shown.curve, self.words, frame).area.across();
        let shock = Scenario::default().with_written(P::Shock, shock).unwrap_or_default().number(P::Shock);
        [left, right, shown.curve.part_of(shock)]
    }

    /// The shock at a part of the curve's plot, as links write it.
    #[must_use]
    pub fn shock_at(&self, part: f64) -> String {
        self.shown.as_ref().map(|shown| shown.curve.shock_at(part).normalize().to_string()).unwrap_or_default()
    }

    /// What the handle on the curve says.
    #[must_use]
    pub fn shock_said(&self) -> String {
        self.shown.as_ref().map(|shown| curve::handle_value(&shown.curve, self.words)).unwrap_or_default()
    }

    /// What can be cut: for each two texts (its settings as a link writes them, its name).
    #[must_use]
    pub fn offers(&self) -> Vec<String> {
        let offers = self.run.as_ref().map(|run| cut::offers(run, self.words)).unwrap_or_default();
        offers.into_iter().flat_map(|offer| [format!("{}:{}", offer.cut.0.key(), offer.cut.1), offer.name]).collect()
    }

    /// What the cut does, in a sentence, and the run beside the one without it, as markup; both empty where nothing is cut.
    #[must_use]
    pub fn beside(&self) -> [String; 2] {
        let Some(run) = self.run.as_ref().filter(|run| run.without.is_some()) else { return Default::default() };
        [cut::sentence(run, self.words), cut::table(run, self.words)]
    }

    /// What was told last, for tests.
    #[must_use]
    pub fn run(&self) -> Option<(&Narration, &Curve)> {
        self.run.as_ref().map(|run| (&*run.narration, &*run.curve))
    }
}
