//! The picture before it is drawn: nodes in their places, edges on their ways, labels where there is room.

use super::CascadeFigure;
use super::labels::{Label, Placer};
use super::layout::Layout;
use super::link::Link;
use super::shapes::{Curve, Rect, unit};
use super::ties::{Kind, Node, Tie};
use crate::engine::units::in_order;
use crate::figures::chart::projection::Point;
use crate::figures::chart::text::fitted;
use crate::figures::frame::Frame;
use crate::figures::numbers::{many, millions};
use crate::words::Words;

/// Most edges of what happened that are drawn: of few squares, of a crowd, of a crowd on a phone. What carries the story comes first.
const MOST: [usize; 3] = [30, 12, 8];

/// The whole picture.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// How wide it is.
    pub width: f64,
    /// Where everything stands.
    pub layout: Layout,
    /// What joins it.
    pub links: Vec<Link>,
    /// What is said in it.
    pub labels: Vec<Label>,
    /// Edges that are left to the table.
    pub more: usize,
}

impl CascadeFigure {
    /// The picture in a frame.
    #[must_use]
    pub fn scene(&self, words: &'static Words, frame: Frame) -> Scene {
        let mut scene = Scene { width: f64::from(frame.width), layout: self.layout(frame), ..Scene::default() };
        let links;
        (links, scene.more) = self.links(&scene.layout, frame);
        let (right, bottom) = (f64::from(frame.width), f64::from(frame.height).max(scene.layout.height));
        let sheet = Rect { left: 0.0, top: 0.0, right, bottom };
        // What is kept out of the run is not in its picture, and nothing else takes its place.
        let out = self.kept_out().map(Node::Square);
        scene.layout.places.retain(|p| Some(p.node) != out);
        // A node that nothing can come to or go from is left out.
        let joined = |node: Node| links.iter().any(|l| l.from == node || l.to == node);
        scene.layout.places.retain(|p| !matches!(p.node, Node::Pool(_) | Node::Coin(_)) || joined(p.node));
        for mut link in links {
            if route(&mut link, &scene, sheet) {
                scene.links.push(link);
            }
        }
        scene.labels = self.labels(words, frame, &scene);
        scene
    }

    /// Where an end stands in a crowd: with its column.
    pub(super) fn end(&self, node: Node, layout: &Layout) -> Node {
        match node {
            Node::Square(n) if self.is_drawn() => {
                let mask = self.mask(n);
                layout.columns.iter().position(|c| c.contains(&mask)).map_or(node, Node::Group)
            }
            node => node,
        }
    }

    /// The edges that are drawn, one for each kind between two nodes, standing for the last round in which it happened; and how many are not.
    fn links(&self, layout: &Layout, frame: Frame) -> (Vec<Link>, usize) {
        let mut links: Vec<Link> = Vec::new();
        for tie in self.ties() {
            self.add(&mut links, &tie, layout);
        }
        let felt = |links: &[Link], position: &Link| {
            let pair = |l: &Link| {
                (l.from, l.to) == (position.from, position.to) || (l.to, l.from) == (position.from, position.to)
            };
            links.iter().any(|l| matches!(l.kind, Kind::Hit | Kind::Flow) && pair(l))
        };
        // Whoever is hit through a symbol, or sells it, is seen to hold it.
        let hidden: Vec<bool> = links.iter().map(|l| l.kind == Kind::Position && felt(&links, l)).collect();
        let mut kept = hidden.iter();
        links.retain(|_| kept.next().is_some_and(|hidden| !hidden));
        self.weigh(&mut links);
        let mut links = in_order(links, |l| (!l.now, -l.width));
        let [few, many, narrow] = MOST;
        let mut room = match (self.is_drawn(), frame.is_narrow()) {
            (false, _) => few,
            (true, false) => many,
            (true, true) => narrow,
        };
        let all = links.len();
        links.retain(|l| {
            let keep = !l.happened() || room > 0;
            room = room.saturating_sub(usize::from(l.happened()));
            keep
        });
        let more = all.saturating_sub(links.len());
        (in_order(links, |l| (l.kind, l.from, l.to)), more)
    }

    fn add(&self, links: &mut Vec<Link>, tie: &Tie, layout: &Layout) {
        let drawn = self.is_drawn();
        // In a crowd a column's head tells of shared collateral.
        let told = match tie.kind {
            Kind::Cause => true,
            // A square on coins has a second edge.
            Kind::Shared => drawn || matches!(tie.from, Node::Coin(_)),
            // What the fund and the winners of a crowd paid before is in its sum.
            Kind::Adl | Kind::Deficit => drawn && tie.round != self.round,
            _ => false,
        };
        if told {
            return;
        }
        let (from, to) = (self.end(tie.from, layout), self.end(tie.to, layout));
        let found = links.iter_mut().find(|l| l.kind == tie.kind && l.from == from && l.to == to);
        match found {
            Some(link) => {
                if tie.round > link.round {
                    link.amount = 0.0;
                }
                link.round = tie.round;
                link.now = tie.round > 0 && tie.round == self.round;
                link.amount += tie.amount;
            }
            None => links.push(Link {
                kind: tie.kind,
                from,
                to,
                amount: tie.amount,
                round: tie.round,
                now: tie.round > 0 && tie.round == self.round,
                width: 1.5,
                curve: Curve { from: (0.0, 0.0), bend: (0.0, 0.0), to: (0.0, 0.0) },
                tip: (0.0, 0.0),
            }),
        }
    }

    /// Widths: an edge against the largest of its kind; a hit against all that its square lost.
    fn weigh(&self, links: &mut [Link]) {
        let whole: Vec<(f64, f64)> = links
            .iter()
            .map(|l| {
                let alike = |o: &&Link| o.kind == l.kind;
                let most = links.iter().filter(alike).map(|o| o.amount.abs()).fold(0.0, f64::max);
                let same = links.iter().filter(|o| alike(o) && o.to == l.to && o.round == l.round);
                (most, same.map(|o| o.amount.max(0.0)).sum())
            })
            .collect();
        let drawn = self.is_drawn();
        for (link, (most, of_square)) in links.iter_mut().zip(whole) {
            let part = |all: f64| if all > 0.0 { (link.amount.abs() / all).min(1.0) } else { 0.0 };
            link.width = match link.kind {
                Kind::Position => 1.0 + part(most),
                Kind::Hit if drawn => 1.4 + 2.2 * part(most),
                Kind::Hit => 1.6 + 3.2 * part(of_square),
                Kind::Flow if drawn => 1.5 + 2.6 * part(most),
                Kind::Flow => 2.0 + 3.6 * part(most),
                Kind::Shared => 4.5,
                Kind::Adl | Kind::Deficit => 2.2,
                _ => 1.5,
            };
        }
    }

    /// What is said along an edge, in lines; empty where nothing is.
    fn said(&self, words: &'static Words, link: &Link, scene: &Scene) -> Vec<String> {
        let w = words.cascade();
        let amount = || millions(link.amount.abs(), w.under(), words);
        match link.kind {
            Kind::Hit => self.causes_said(words, link, &scene.layout),
            Kind::Flow => vec![if link.amount < 0.0 { w.buys(&amount()) } else { w.sells(&amount()) }],
            Kind::Adl => vec![w.adl(&amount())],
            Kind::Deficit => vec![w.shortfall(&amount())],
            Kind::Shared if matches!(link.from, Node::Pool(_)) => {
                let first = scene.links.iter().find(|o| o.kind == Kind::Shared && o.from == link.from);
                if first.is_some_and(|f| f.to == link.to) { vec![w.shared().to_owned()] } else { Vec::new() }
            }
            Kind::Correlation if link.to == Node::Symbol(1) => {
                vec![w.correlation(&crate::figures::numbers::exact(self.correlation, words))]
            }
            _ => Vec::new(),
        }
    }

    /// The largest causes of a fall.
    pub(super) fn causes_said(&self, words: &'static Words, link: &Link, layout: &Layout) -> Vec<String> {
        let round = link.round.checked_sub(1).and_then(|at| self.narration.rounds.get(at));
        let Some(round) = round else {
            return Vec::new();
        };
        let mut all = self
            .fallen_together(&mut round.falls.iter().filter(|f| self.end(Node::Square(f.square), layout) == link.to));
        let drawn = self.is_drawn();
        if drawn {
            // Whose sale it was is in the table.
            let sum = all.by.iter().map(|(_, amount)| *amount).sum();
            all.by = vec![(usize::MAX, sum)];
        }
        self.harms(words, &all).into_iter().take(3).map(|(node, share)| self.cause_said(words, node, &share)).collect()
    }

    /// All labels that find room, the most telling first.
    fn labels(&self, words: &'static Words, frame: Frame, scene: &Scene) -> Vec<Label> {
        let mut placer = Placer::new(frame, &scene.layout, &scene.links);
        for (side, at) in &scene.layout.sides {
            let text = words.cascade().sides().get(*side).copied().unwrap_or_default();
            // Beside the columns there is room for a short word, above them for a line.
            let room = if frame.is_narrow() { f64::from(frame.width) - at.0 - 4.0 } else { super::layout::ASIDE - 4.0 };
            placer.fixed(*at, &fitted(text, super::layout::LABEL_TYPE, room));
        }
        if scene.more > 0 {
            let text = words.cascade().more(&many(scene.more, words));
            let below = f64::from(frame.height).max(scene.layout.height) - 12.0;
            placer.somewhere(&[(2.0, 18.0), (2.0, 38.0), (2.0, below), (2.0, 58.0)], &text);
        }
        // What happens now comes first, of it what took slack, of that the widest.
        let order = in_order(scene.links.iter().enumerate().collect(), |(_, l): &(usize, &Link)| {
            (!l.now, l.kind != Kind::Hit, !l.happened(), -l.width)
        });
        // On a phone the shares that are told of come before who everybody is.
        let first = |link: &Link| frame.is_narrow() && !self.is_drawn() && link.now && link.kind == Kind::Hit;
        let (named, others): (Vec<_>, Vec<_>) = order.into_iter().partition(|(_, link)| first(link));
        let mut told: Vec<Node> = Vec::new();
        for (n, link) in named {
            self.tell(&mut placer, (n, link), &mut told, words, scene);
        }
        if !self.is_drawn() {
            for place in &scene.layout.places {
                if let Node::Square(n) = place.node {
                    placer.beside(place, &self.caption(words, n), None);
                }
            }
        }
        for (n, link) in others {
            self.tell(&mut placer, (n, link), &mut told, words, scene);
        }
        placer.labels
    }

    /// Says what there is to say along an edge, or where that has no room, beside whom it is about.
    fn tell(
        &self,
        placer: &mut Placer,
        (n, link): (usize, &Link),
        told: &mut Vec<Node>,
        words: &'static Words,
        scene: &Scene,
    ) {
        // Why a square fell is said once, along the widest arrow that has room for it.
        let stale = self.is_drawn() && link.happened() && !link.now;
        if stale || (link.kind == Kind::Hit && told.contains(&link.to)) {
            return;
        }
        let lines = self.said(words, link, scene);
        let mut found = placer.along(n, link, &lines);
        let (Some(line), false) = (lines.first(), found && link.kind != Kind::Hit) else { return };
        let place = |node: Node| scene.layout.places.iter().find(|p| p.node == node && p.badge.abs() > 0.0);
        match link.kind {
            // The widest of its arrows is the first that is asked; another may have room all the same.
            Kind::Hit if !found && !self.is_drawn() && self.is_last(n, link, scene) => {
                found = place(link.to).is_some_and(|fallen| placer.beside(fallen, line, Some(n)));
            }
            Kind::Flow if !found && link.now => {
                if let (Some(giver), Node::Symbol(symbol)) = (place(link.from), link.to) {
                    let order = words.cascade().order_of(line, self.symbol_name(words, symbol));
                    placer.beside(giver, &order, Some(n));
                }
            }
            _ => {}
        }
        if found && link.kind == Kind::Hit {
            told.push(link.to);
        }
    }

    /// True where no other arrow of what took slack from the same square is still to be asked for room.
    fn is_last(&self, number: usize, link: &Link, scene: &Scene) -> bool {
        let same = |l: &Link| l.kind == Kind::Hit && l.to == link.to && l.now == link.now;
        let thinner = |n: usize, l: &Link| l.width.total_cmp(&link.width).then(number.cmp(&n)).is_lt();
        let later = |(n, l): (usize, &Link)| same(l) && thinner(n, l);
        !scene.links.iter().enumerate().any(later)
    }
}

/// Finds an edge its way between two places: the first bend that passes no other node and is nobody else's, else the first that is nobody
/// else's. False where an end has no place.
fn route(link: &mut Link, scene: &Scene, sheet: Rect) -> bool {
    let places = &scene.layout.places;
    let of = |node: Node| places.iter().find(|p| p.node == node);
    let (Some(from), Some(to)) = (of(link.from), of(link.to)) else {
        return false;
    };
    let bends: &[f64] = match link.kind {
        Kind::Hit | Kind::Flow => &[0.11, 0.18, 0.26, 0.06, 0.36, 0.48],
        Kind::Correlation => &[0.2, 0.28, 0.36, 0.5, -0.34],
        Kind::Adl | Kind::Deficit => &[-0.12, -0.22, -0.34, -0.48, 0.12, 0.24, 0.4],
        _ => &[0.0, 0.12, -0.12, 0.25, -0.25, 0.4, -0.4],
    };
    let ((ax, ay), (bx, by)) = (from.centre, to.centre);
    let bent = |bend: f64| (f64::midpoint(ax, bx) + (by - ay) * bend, f64::midpoint(ay, by) - (bx - ax) * bend);
    let mut controls: Vec<Point> = bends.iter().map(|b| bent(*b)).collect();
    // Round two corners, then whatever comes first.
    controls.extend([(ax, by), (bx, ay)]);
    let behind_coins = link.kind == Kind::Correlation;
    let gap = if link.kind == Kind::Shared { 0.0 } else { 3.0 };
    let head = link.head();
    for strict in [true, false] {
        for control in &controls {
            let tip = to.exit(*control, gap);
            let way = unit((tip.0 - control.0, tip.1 - control.1));
            let end = (tip.0 - way.0 * head, tip.1 - way.1 * head);
            let curve = Curve { from: from.exit(*control, gap), bend: *control, to: end };
            (link.tip, link.curve) = (tip, curve);
            let line = link.line();
            let passes =
                |node: Node| node == link.from || node == link.to || (behind_coins && matches!(node, Node::Coin(_)));
            let inside = || line.iter().all(|at| Rect::around(*at, 6.0, 6.0).within(&sheet));
            let met = || places.iter().any(|p| !passes(p.node) && p.bounds().grown(4.0).crossed(&line));
            let middle = Rect::around(curve.at(0.5), 16.0, 16.0);
            let pair = |o: &Link| (o.from, o.to) == (link.to, link.from) || (o.from, o.to) == (link.from, link.to);
            let twin = scene.links.iter().any(|o| pair(o) && middle.meets(o.curve.at(0.5), o.curve.at(0.5)));
            if !twin && (!strict || (inside() && !met())) {
                return true;
            }
        }
    }
    true
}
