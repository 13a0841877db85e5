//! The painter of `cascade_notes::figures::painter` in a module of its own, for the page: `public/painter.js` brings it. The page's own module would be a
//! third heavier with it, and whoever reads no farther than one position needs none of it.

use cascade_notes::engine::jobs::Reply;
use cascade_notes::figures::{Frame, Medium, painter};
use cascade_notes::words::Words;
use cascade_notes::words::errors::reason;
use wasm_bindgen::prelude::wasm_bindgen;

/// The figures of the cascade.
#[wasm_bindgen]
pub struct Painter(painter::Painter, &'static Words);

/// Anything the page asks of a painter is answered; what cannot be drawn is empty, and the page says so.
#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value)]
impl Painter {
    /// Nothing to paint yet, in the language of a file of words.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(words: String) -> Self {
        std::panic::set_hook(Box::new(|panic| wasm_bindgen::throw_str(&panic.to_string())));
        // The page has one painter, and its words live as long.
        let words: &'static Words = Box::leak(Box::new(Words::read(Box::leak(words.into_boxed_str()))));
        Self(painter::Painter::new(words), words)
    }

    /// Takes in what was said about a question. Gives 1 where there is something new to paint, 0 where not, and throws why a question has no answer.
    pub fn take(&mut self, question: String, numbers: Vec<f64>, last: bool) -> Result<bool, String> {
        self.0.take(&question, &Reply { numbers, last }).map_err(|error| reason(&error, self.1))
    }

    /// The band over price and time of a scenario: how many months touch each edge, both chances, the volatility, and the right answer of the bet. Throws why
    /// a question has no answer.
    pub fn band(&mut self, question: &str, reveal: u32) -> Result<Vec<String>, String> {
        let texts = self.0.band(question, usize::try_from(reveal).unwrap_or(0));
        texts.map(|texts| texts.to_vec()).map_err(|error| reason(&error, self.1))
    }

    /// Left and right end of the band's plot.
    #[must_use]
    pub fn ends(&self, width: u32, height: u32) -> Vec<f64> {
        self.0.ends(Frame::new(width, height)).to_vec()
    }

    /// Goes to a round; gives the rounds of the run, and where this stands.
    pub fn stand(&mut self, round: u32, cut: bool) -> Vec<u32> {
        let (rounds, at) = self.0.stand(usize::try_from(round).unwrap_or(usize::MAX), cut);
        [rounds, at].map(|n| u32::try_from(n).unwrap_or(u32::MAX)).to_vec()
    }

    /// Title, subtitle, sentence, and what is left out.
    #[must_use]
    pub fn text(&self, name: &str) -> Vec<String> {
        self.0.text(name).to_vec()
    }

    /// The table as markup.
    #[must_use]
    pub fn table(&self, name: &str) -> String {
        self.0.table(name)
    }

    /// The table for other programs.
    #[must_use]
    pub fn csv(&self, name: &str) -> String {
        self.0.csv(name)
    }

    /// The picture, on the page or as a file.
    #[must_use]
    pub fn svg(&self, name: &str, width: u32, height: u32, file: bool) -> String {
        let medium = if file { Medium::File } else { Medium::Page };
        self.0.svg(name, Frame::new(width, height), medium).unwrap_or_default()
    }

    /// How high it is drawn at a width.
    #[must_use]
    pub fn height(&self, name: &str, width: u32) -> u32 {
        self.0.height(name, width)
    }

    /// The narration of the round.
    #[must_use]
    pub fn narration_sentences(&self) -> Vec<String> {
        self.0.narration_sentences()
    }

    /// Boxes of what can be focused on the graph.
    #[must_use]
    pub fn places(&self, width: u32, height: u32) -> Vec<f64> {
        self.0.places(Frame::new(width, height))
    }

    /// What it is, its name, and what there is to say of it.
    #[must_use]
    pub fn names(&self, width: u32, height: u32) -> Vec<String> {
        self.0.names(Frame::new(width, height))
    }

    /// Left and right end of the curve's plot, and where a shock stands between them.
    #[must_use]
    pub fn span(&self, width: u32, height: u32, shock: &str) -> Vec<f64> {
        self.0.span(Frame::new(width, height), shock).to_vec()
    }

    /// The shock at a part of it.
    #[must_use]
    pub fn shock_at(&self, part: f64) -> String {
        self.0.shock_at(part)
    }

    /// What the handle says.
    #[must_use]
    pub fn shock_said(&self) -> String {
        self.0.shock_said()
    }

    /// What can be cut.
    #[must_use]
    pub fn offers(&self) -> Vec<String> {
        self.0.offers()
    }

    /// What the cut does.
    #[must_use]
    pub fn beside(&self) -> Vec<String> {
        self.0.beside().to_vec()
    }
}
