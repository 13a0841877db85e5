//! What can be pointed at: every node and edge of the picture, with a sentence.

use super::CascadeFigure;
use super::link::Link;
use super::scene::Scene;
use super::ties::{Kind, Node};
use crate::figures::chart::projection::Point;
use crate::figures::frame::Frame;
use crate::figures::numbers::{self, change, many, millions, percent};
use crate::words::Words;

/// Least width and height of something to point at.
const LEAST: f64 = 28.0;

/// What a target is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetKind {
    /// A node.
    Node(Node),
    /// An edge, by its place among those drawn.
    Edge(Kind),
}

/// Something to point at, in CSS pixels of the frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// What it is of.
    pub kind: TargetKind,
    /// Its middle.
    pub centre: Point,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Its name.
    pub name: String,
    /// What there is to say of it, in full sentences.
    pub description: String,
}

impl CascadeFigure {
    /// Every node in reading order, then every edge.
    #[must_use]
    pub fn targets(&self, words: &'static Words, frame: Frame) -> Vec<Target> {
        let scene = self.scene(words, frame);
        let mut targets = Vec::new();
        for place in &scene.layout.places {
            let name = self.drawn_name(words, place.node, &scene);
            let description = self.node_text(words, place.node, &name);
            targets.push(Target {
                kind: TargetKind::Node(place.node),
                centre: place.centre,
                width: place.width.max(LEAST),
                height: place.height.max(LEAST),
                name,
                description,
            });
        }
        for link in &scene.links {
            let (from, to) = (self.drawn_name(words, link.from, &scene), self.drawn_name(words, link.to, &scene));
            let name = words.cascade().edge_name(&from, &to);
            let description = self.link_text(words, link, &scene, &from, &to);
            targets.push(Target {
                kind: TargetKind::Edge(link.kind),
                centre: link.curve.at(0.5),
                width: LEAST,
                height: LEAST,
                name,
                description,
            });
        }
        targets
    }

    fn drawn_name(&self, words: &'static Words, node: Node, scene: &Scene) -> String {
        match node {
            Node::Group(n) => self.column_name(words, scene.layout.columns.get(n).map_or(&[][..], |c| c)),
            node => self.name_of(words, node),
        }
    }

    fn node_text(&self, words: &'static Words, node: Node, name: &str) -> String {
        let w = words.cascade();
        match node {
            Node::Square(n) => self.square_text(words, n),
            Node::Symbol(n) => {
                let (fall, outside) = self.narration.moved(n, self.round);
                let (fall, outside) = (change(fall), change(outside));
                w.symbol_text(&percent(fall, 1, words), name, &percent(outside, 1, words))
            }
            Node::Pool(_) => w.pool_text(name),
            Node::Coin(n) => w.coin_text(name, self.symbol_name(words, n)),
            Node::Fund => {
                let change = self.fund_change();
                let amount = millions(change.abs(), "0.0", words);
                if change < 0.0 { w.fund_paid(&amount) } else { w.fund_gained(&amount) }
            }
            _ => w.group_text(name),
        }
    }

    fn link_text(&self, words: &'static Words, link: &Link, scene: &Scene, from: &str, to: &str) -> String {
        let w = words.cascade();
        let amount = if link.kind == Kind::Correlation {
            numbers::shown(link.amount, 2, words)
        } else {
            millions(link.amount.abs(), w.under(), words)
        };
        let round = many(link.round, words);
        let mut said = match link.kind {
            Kind::Hit if link.amount < 0.0 => w.edge_helped(&amount, from, &round, to),
            Kind::Flow if link.amount < 0.0 => w.edge_bought(&amount, from, &round, to),
            Kind::Correlation => w.edges().correlation(&amount, from, to),
            Kind::Position => w.edges().position(&amount, from, to),
            Kind::Coin => w.edges().coin(&amount, from, to),
            Kind::Shared => w.edges().shared(&amount, from, to),
            Kind::Hit => w.edges().hit(&amount, from, &round, to),
            Kind::Flow => w.edges().flow(&amount, from, &round, to),
            Kind::Deficit => w.edges().deficit(&amount, from, &round),
            Kind::Adl => w.edges().adl(&amount, &round, to),
            Kind::Cause => w.edges().cause(&amount, from, &round, to),
        };
        if link.kind == Kind::Hit {
            let at = link.round.checked_sub(1).and_then(|at| self.narration.rounds.get(at));
            let falls = at.map_or(&[][..], |r| &r.falls);
            let own = |square: usize| self.end(Node::Square(square), &scene.layout) == link.to;
            let all = self.fallen_together(&mut falls.iter().filter(|f| own(f.square)));
            said.push(' ');
            said.push_str(&w.why(&self.causes_text(words, &all)));
            said.push(' ');
            said.push_str(w.narration_slack());
        }
        said
    }
}
