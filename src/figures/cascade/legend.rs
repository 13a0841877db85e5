//! What the marks of the picture mean: an entry for each that occurs in it, with a sample drawn as the picture draws it.

use super::CascadeFigure;
use super::draw::{edge, shares_between};
use super::layout::BADGE;
use super::link::Link;
use super::scene::Scene;
use super::shapes::Curve;
use super::ties::{Kind, Node};
use crate::figures::chart::board::Board;
use crate::figures::chart::text::{Anchor, Type};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::many;
use crate::figures::theme::{BAND, BAND_INNER, FUNDING, LABEL, LINK, LIQUIDATION, PAPER, PRICE, TEXT};
use crate::words::Words;

/// The box of a sample, in CSS pixels.
pub const SAMPLE: Frame = Frame { width: 44, height: 24 };

/// Something that the picture marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A symbol's disc.
    Symbol,
    /// A square of one account.
    Account,
    /// A square of several, with their highest leverage.
    Accounts,
    /// A square that is filled: all of it has fallen.
    Fallen,
    /// A square that is filled in part.
    FallenPart,
    /// The badge with a round.
    Badge,
    /// The frame around the reader's own account.
    Own,
    /// The edge of a square that stands on coins.
    OnCoins,
    /// The head of a column.
    Column,
    /// The double head of a column whose accounts have one collateral for several symbols.
    SharedColumn,
    /// A line.
    Line(Kind),
    /// A hollow arrow: a price that gave slack.
    Helped,
    /// A faint arrow: what happened in an earlier round.
    Earlier,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegendEntry {
    /// What is marked.
    pub mark: Mark,
    /// What that means.
    pub text: &'static str,
}

impl LegendEntry {
    /// The mark by itself, in a box of [`SAMPLE`], drawn as in the picture.
    #[must_use]
    pub fn sample(&self, words: &Words, medium: Medium) -> String {
        let mut board = Board::new(SAMPLE, medium);
        let (middle, side) = ((22.0, 12.0), 18.0);
        let kind = Type::new(14.0, TEXT).anchored(Anchor::Middle);
        let mut square = |fill, ink| board.card(middle, (side, side, 5.0), Some(fill), (ink, 1.5));
        match self.mark {
            Mark::Symbol => board.card(middle, (22.0, 22.0, 11.0), Some(PAPER), (PRICE, 2.0)),
            Mark::Account => square(PAPER, LABEL),
            Mark::Accounts => {
                board.card(middle, (40.0, 22.0, 5.0), Some(PAPER), (LABEL, 1.5));
                board.say(middle, &format!("{}×", many(25, words)), kind);
            }
            Mark::Fallen => square(BAND, LIQUIDATION),
            Mark::FallenPart => {
                square(PAPER, LIQUIDATION);
                board.card((middle.0, 16.0), (side - 4.0, 6.0, 3.0), Some(BAND_INNER), (BAND_INNER, 0.0));
            }
            Mark::Badge => {
                board.card(middle, (2.0 * BADGE, 2.0 * BADGE, BADGE), Some(LIQUIDATION), (PAPER, 1.5));
                let kind = Type::new(14.0, PAPER).anchored(Anchor::Middle).strong();
                board.say(middle, &many(1, words), kind);
            }
            Mark::Own => {
                board.card(middle, (side - 4.0, side - 4.0, 4.0), Some(PAPER), (LABEL, 1.5));
                board.card(middle, (side + 4.0, side + 4.0, 8.0), None, (TEXT, 2.5));
            }
            Mark::OnCoins => {
                board.card(middle, (side - 3.0, side - 3.0, 5.0), Some(PAPER), (LABEL, 1.5));
                board.card(middle, (side + 3.0, side + 3.0, 8.0), None, (FUNDING, 1.0));
            }
            Mark::Column => board.card(middle, (40.0, 18.0, 9.0), Some(PAPER), (LINK, 1.5)),
            Mark::SharedColumn => {
                board.card(middle, (36.0, 15.0, 7.5), Some(PAPER), (FUNDING, 2.0));
                board.card(middle, (41.0, 20.0, 10.0), None, (FUNDING, 1.0));
            }
            Mark::Line(kind) => edge(&mut board, &line(kind, 1.0)),
            Mark::Helped => edge(&mut board, &line(Kind::Hit, -1.0)),
            Mark::Earlier => {
                board.open("earlier", Some(".7"));
                edge(&mut board, &line(Kind::Hit, 1.0));
                board.close();
            }
        }
        board.finish("", "")
    }
}

/// A line from side to side of a sample.
fn line(kind: Kind, amount: f64) -> Link {
    let width = if kind == Kind::Shared { 4.5 } else { 2.0 };
    let curve = Curve { from: (3.0, 12.0), bend: (20.0, 12.0), to: (41.0, 12.0) };
    let (from, to) = (Node::Shock, Node::Rest);
    let mut link = Link { kind, from, to, amount, round: 1, now: true, width, curve, tip: (41.0, 12.0) };
    link.curve.to = (41.0 - link.head(), 12.0);
    link
}

impl CascadeFigure {
    /// The marks that occur in the picture of a frame, each with its meaning: what stands first, then what happens.
    #[must_use]
    pub fn legend(&self, words: &'static Words, frame: Frame) -> Vec<LegendEntry> {
        let (w, scene) = (words.legend(), self.scene(words, frame));
        let all = [
            (Mark::Symbol, w.symbol()),
            (Mark::Account, w.account()),
            (Mark::Accounts, w.accounts()),
            (Mark::Own, w.own()),
            (Mark::Column, w.column()),
            (Mark::SharedColumn, w.shared_column()),
            (Mark::OnCoins, w.on_coins()),
            (Mark::Line(Kind::Position), w.position()),
            (Mark::Line(Kind::Correlation), w.correlation()),
            (Mark::Line(Kind::Coin), w.coin()),
            (Mark::Line(Kind::Shared), w.shared()),
            (Mark::Badge, w.badge()),
            (Mark::Fallen, w.fallen()),
            (Mark::FallenPart, w.fallen_part()),
            (Mark::Line(Kind::Hit), w.hit()),
            (Mark::Helped, w.helped()),
            (Mark::Line(Kind::Flow), w.flow()),
            (Mark::Line(Kind::Deficit), w.deficit()),
            (Mark::Line(Kind::Adl), w.adl()),
            (Mark::Earlier, w.earlier()),
        ];
        let occurs = all.into_iter().filter(|(mark, _)| self.occurs(*mark, &scene));
        occurs.map(|(mark, text)| LegendEntry { mark, text }).collect()
    }

    fn occurs(&self, mark: Mark, scene: &Scene) -> bool {
        let square =
            |is: &dyn Fn(usize) -> bool| scene.layout.places.iter().any(|p| matches!(p.node, Node::Square(n) if is(n)));
        let column = |shared: bool| {
            let head = |node| match node {
                Node::Group(n) => scene.layout.columns.get(n).is_some_and(|c| shares_between(self, c) == shared),
                _ => false,
            };
            scene.layout.places.iter().any(|p| head(p.node))
        };
        let fell = |n: usize| self.narration.fell_in(n).is_some_and(|round| round <= self.round);
        let link = |is: &dyn Fn(&Link) -> bool| scene.links.iter().any(is);
        match mark {
            Mark::Symbol => scene.layout.places.iter().any(|p| matches!(p.node, Node::Symbol(_))),
            Mark::Account => square(&|n| self.is_alone(n)),
            Mark::Accounts => square(&|n| !self.is_alone(n)),
            Mark::Column => column(false),
            Mark::SharedColumn => column(true),
            Mark::Own => square(&|n| self.is_own(n)),
            Mark::OnCoins => square(&|n| self.stands_on_coins(n)),
            Mark::Badge => square(&fell),
            Mark::Fallen => square(&|n| self.fallen_part(n) >= 1.0),
            Mark::FallenPart => square(&|n| (0.0..1.0).contains(&self.fallen_part(n)) && self.fallen_part(n) > 0.0),
            Mark::Helped => link(&|l| l.kind == Kind::Hit && l.amount < 0.0),
            Mark::Earlier => link(&|l| l.is_faint()),
            Mark::Line(Kind::Hit) => link(&|l| l.kind == Kind::Hit && l.amount >= 0.0),
            Mark::Line(kind) => link(&|l| l.kind == kind),
        }
    }
}
