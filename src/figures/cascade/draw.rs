//! Drawing the graph.

use super::CascadeFigure;
use super::layout::{BADGE, CROWDED, Place};
use super::link::Link;
use super::scene::Scene;
use super::shapes::unit;
use super::ties::{Kind, Node};
use crate::engine::scenario::Cutting;
use crate::figures::chart::board::Board;
use crate::figures::chart::projection::Point;
use crate::figures::chart::text::{Anchor, Type, fitted};
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::{self, change, percent};
use crate::figures::theme::{
    BAND, BAND_INNER, FEE, FUNDING, Ink, LABEL, LINK, LIQUIDATION, PAPER, PRICE, REFERENCE, TEXT,
};
use crate::words::Words;

pub(super) fn draw(figure: &CascadeFigure, words: &'static Words, frame: Frame, medium: Medium) -> String {
    paint(figure, &figure.scene(words, frame), words, frame, medium)
}

/// Draws what a scene holds.
pub(super) fn paint(
    figure: &CascadeFigure,
    scene: &Scene,
    words: &'static Words,
    frame: Frame,
    medium: Medium,
) -> String {
    let frame = Frame { height: frame.height.max(figure.height(frame.width)), ..frame };
    let mut board = Board::new(frame, medium);
    // What happened before lies under what happens now.
    for (class, wanted) in [("standing", 0_u8), ("earlier", 1), ("now", 2)] {
        board.open(class, (wanted == 1).then_some(".7"));
        for link in &scene.links {
            let order = match link.happened() {
                false => 0,
                true if link.is_faint() => 1,
                true => 2,
            };
            if order == wanted {
                edge(&mut board, link);
            }
        }
        board.close();
    }
    board.open("nodes", None);
    for place in &scene.layout.places {
        figure.node(&mut board, place, scene, words);
    }
    for place in &scene.layout.places {
        if let Node::Square(n) = place.node {
            figure.badge(&mut board, place, n, words);
        }
    }
    board.close();
    board.open("labels", None);
    for label in &scene.labels {
        let x = f64::midpoint(label.bounds.left, label.bounds.right);
        let mut y = label.bounds.top + super::labels::LINE / 2.0;
        let ink = match label.link.and_then(|n| scene.links.get(n)).map(|l| l.kind) {
            Some(Kind::Hit) => PRICE,
            Some(Kind::Flow) => LIQUIDATION,
            Some(Kind::Shared) => FUNDING,
            _ => LABEL,
        };
        for line in &label.lines {
            board.say((x, y), line, Type::new(14.0, ink).anchored(Anchor::Middle));
            y += super::labels::LINE;
        }
    }
    board.close();
    let text = figure.text(words);
    board.finish(&text.title, &text.subtitle)
}

/// How much larger than a square the frame around the reader's own is: beyond the edge of one that stands on coins.
const OWN: f64 = 9.0;

/// Colour and dashes of a kind.
fn style(kind: Kind) -> (Ink, &'static str) {
    match kind {
        Kind::Correlation => (REFERENCE, "20 16"),
        Kind::Position | Kind::Cause => (LINK, ""),
        Kind::Coin | Kind::Shared => (FUNDING, ""),
        Kind::Hit => (PRICE, ""),
        Kind::Flow => (LIQUIDATION, ""),
        Kind::Deficit => (LIQUIDATION, "8 12"),
        Kind::Adl => (FEE, "24 12 4 12"),
    }
}

/// Draws a line with its head.
pub(super) fn edge(board: &mut Board, link: &Link) {
    let (ink, dash) = style(link.kind);
    let curve = [link.curve.from, link.curve.bend, link.curve.to];
    board.curve(curve, ink, link.width, dash);
    // What helped is hollow; what is shared is double.
    let helped = link.kind == Kind::Hit && link.amount < 0.0;
    if helped || link.kind == Kind::Shared {
        board.curve(curve, PAPER, (link.width - 3.0).max(1.0), "");
    }
    let length = link.head();
    if length > 0.0 {
        let hollow = helped || link.kind == Kind::Deficit;
        board.shape(&head(link, length), ink, hollow);
    }
}

/// The head of an edge: a triangle for a price, a barbed one for an order, a diamond for deleveraging.
fn head(link: &Link, length: f64) -> Vec<Point> {
    let (tip, base) = (link.tip, link.curve.to);
    let way = unit((tip.0 - base.0, tip.1 - base.1));
    let half = length * 0.48;
    let at = |along: f64, across: f64| (tip.0 - way.0 * along - way.1 * across, tip.1 - way.1 * along + way.0 * across);
    match link.kind {
        Kind::Flow => vec![tip, at(length * 1.2, half * 1.1), at(length * 0.85, 0.0), at(length * 1.2, -half * 1.1)],
        Kind::Adl => vec![tip, at(length / 2.0, half), at(length, 0.0), at(length / 2.0, -half)],
        _ => vec![tip, at(length, half), at(length, -half)],
    }
}

/// True where accounts of a column have one collateral for several symbols.
pub(super) fn shares_between(figure: &CascadeFigure, masks: &[u32]) -> bool {
    let shared = |n: usize| figure.narration.squares.get(n).is_some_and(|s| s.shared > 0.0);
    let among = |n: usize| masks.contains(&figure.mask(n)) && figure.mask(n).count_ones() > 1;
    !figure.lacks(Cutting::Sharing) && (0..figure.narration.squares.len()).any(|n| shared(n) && among(n))
}

impl CascadeFigure {
    /// True where coins stand behind a square.
    pub(super) fn stands_on_coins(&self, square: usize) -> bool {
        !self.lacks(Cutting::Sharing) && self.narration.squares.get(square).is_some_and(|s| !s.coins.is_empty())
    }

    fn node(&self, board: &mut Board, place: &Place, scene: &Scene, words: &'static Words) {
        let (x, y) = place.centre;
        let small = Type::new(14.0, TEXT).anchored(Anchor::Middle);
        let round = place.height / 2.0;
        match place.node {
            Node::Symbol(n) => {
                board.card(place.centre, (place.width, place.height, round), Some(PAPER), (PRICE, 2.0));
                let name = fitted(self.symbol_name(words, n), small.strong(), place.width - 6.0);
                board.say((x, y - 8.0), &name, small.strong());
                let fall = percent(change(self.narration.moved(n, self.round).0), 1, words);
                let size = place.width / 2.0;
                let kind = Type::new(14.0, PRICE);
                let kind = if size > 30.0 { kind.strong() } else { kind };
                let half = (scene.width - kind.width(&fall)).max(0.0) / 2.0;
                let x = scene.width / 2.0 + (x - scene.width / 2.0).clamp(-half, half);
                board.say((x, y + 10.0), &fall, kind.anchored(Anchor::Middle));
            }
            Node::Square(n) => self.square(board, place, n, words),
            Node::Pool(_) | Node::Coin(_) => {
                let shared = matches!(place.node, Node::Pool(_));
                board.card(place.centre, (place.width, place.height, round), Some(PAPER), (FUNDING, 2.0));
                if shared {
                    board.card(
                        place.centre,
                        (place.width - 7.0, place.height - 7.0, round - 3.5),
                        Some(PAPER),
                        (FUNDING, 1.0),
                    );
                }
                let name = self.name_of(words, place.node);
                let short = place.width < 60.0;
                let said = if short { words.cascade().coin_short() } else { &name };
                board.say(place.centre, &fitted(said, small, place.width - 10.0), small);
            }
            Node::Group(n) => self.column_head(board, place, scene, words, n),
            Node::Fund => {
                board.card(place.centre, (place.width, place.height, round), Some(PAPER), (REFERENCE, 1.5));
                let change = self.fund_change();
                let sign = if change > 0.0 { "+" } else { "" };
                let amount = format!("{sign}{}", numbers::millions(change, "0.0", words));
                let said = words.cascade().fund_label(&amount);
                board.say(place.centre, &fitted(&said, small, place.width - 10.0), small);
            }
            Node::Shock | Node::Rest => {}
        }
    }

    /// The head of a column: double where its squares share collateral between its symbols.
    fn column_head(&self, board: &mut Board, place: &Place, scene: &Scene, words: &Words, column: usize) {
        let Some(masks) = scene.layout.columns.get(column) else {
            return;
        };
        let shares = shares_between(self, masks);
        let ink = if shares { FUNDING } else { LINK };
        board.card(place.centre, (place.width, place.height, 13.0), Some(PAPER), (ink, if shares { 2.0 } else { 1.5 }));
        if shares {
            board.card(place.centre, (place.width + 5.0, place.height + 5.0, 15.5), None, (ink, 1.0));
        }
        let lines = self.column_lines(words, masks, place.width + 8.0);
        let mut y = place.centre.1 - 8.0 * (super::layout::length(lines.len()) - 1.0);
        for line in lines {
            let kind = Type::new(14.0, TEXT).anchored(Anchor::Middle);
            board.say((place.centre.0, y), &fitted(&line, kind, place.width + 6.0), kind);
            y += 16.0;
        }
    }

    fn square(&self, board: &mut Board, place: &Place, n: usize, words: &Words) {
        if n >= self.narration.squares.len() {
            return;
        }
        let (side, small) = (place.width, place.width < CROWDED);
        let radius = if small { 5.0 } else { 7.0 };
        let fallen = self.fallen_part(n);
        let fell = self.narration.fell_in(n).filter(|round| *round <= self.round);
        if fallen >= 1.0 {
            board.card(place.centre, (side, side, radius), Some(BAND), (LIQUIDATION, 2.5));
        } else {
            let ink = if fell.is_some() { LIQUIDATION } else { LABEL };
            board.card(place.centre, (side, side, radius), Some(PAPER), (ink, 1.5));
            if fallen > 0.0 {
                let room = side - 4.0;
                let high = (room * fallen).max(2.0);
                let middle = (place.centre.0, place.centre.1 + (room - high) / 2.0);
                board.card(middle, (room, high, 3.0_f64.min(high / 2.0)), Some(BAND_INNER), (BAND_INNER, 0.0));
            }
        }
        if self.is_own(n) {
            board.card(place.centre, (side + OWN, side + OWN, radius + OWN / 2.0), None, (TEXT, 2.5));
        }
        if self.stands_on_coins(n) {
            board.card(place.centre, (side + 6.0, side + 6.0, radius + 3.0), None, (FUNDING, 1.0));
        }
        let size = if small { 14.0 } else { 17.0 };
        let kind = Type::new(size, TEXT).anchored(Anchor::Middle);
        let strong = !small || self.is_alone(n);
        // Clear of the badge, whose lower edge lies near the middle of a crowded square.
        let low = if small && fell.is_some() { 6.0 } else { 0.0 };
        let at = (place.centre.0, place.centre.1 + low);
        board.say(at, &self.mark(n, words), if strong { kind.strong() } else { kind });
    }

    /// The round in which a square first fell, on its corner.
    fn badge(&self, board: &mut Board, place: &Place, n: usize, words: &Words) {
        let Some(round) = self.narration.fell_in(n).filter(|round| *round <= self.round) else {
            return;
        };
        let at = place.badge_at();
        board.card(at, (2.0 * BADGE, 2.0 * BADGE, BADGE), Some(LIQUIDATION), (PAPER, 1.5));
        let kind = Type::new(14.0, PAPER).anchored(Anchor::Middle).strong();
        board.say(at, &numbers::many(round, words), kind);
    }

    /// The part of a square's accounts that has fallen by the round shown.
    #[must_use]
    pub fn fallen_part(&self, square: usize) -> f64 {
        let members = self.narration.squares.get(square).map_or(1.0, |s| s.members);
        let members = if members < 1.0 { 1.0 } else { members };
        (self.narration.fallen_of(square, self.round) / members).clamp(0.0, 1.0)
    }
}
