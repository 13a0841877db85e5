//! What a reader points at, with what it joins: the rest of the picture is dimmed behind it.

use super::CascadeFigure;
use super::draw::paint;
use super::scene::Scene;
use super::ties::Node;
use crate::figures::frame::{Frame, Medium};
use crate::words::Words;

impl CascadeFigure {
    /// The part of the picture that belongs to a target, by its place among [`CascadeFigure::targets`]: an edge with both its ends, or a node with
    /// its edges and whatever they lead to. `None` where there is no such target.
    #[must_use]
    pub fn lit(&self, words: &'static Words, frame: Frame, target: usize) -> Option<String> {
        let part = self.scene(words, frame).around(target)?;
        Some(paint(self, &part, words, frame, Medium::Page))
    }
}

impl Scene {
    /// The part of it that a target joins; `None` where there is no such target.
    #[must_use]
    pub fn around(mut self, target: usize) -> Option<Self> {
        let node = self.layout.places.get(target).map(|place| place.node);
        let edge = target.checked_sub(self.layout.places.len());
        if node.is_none() {
            self.links.get(edge?)?;
        }
        let lit: Vec<bool> = (self.links.iter().enumerate())
            .map(|(n, link)| edge == Some(n) || node.is_some_and(|node| link.from == node || link.to == node))
            .collect();
        let is_lit = |n: usize| lit.get(n).copied().unwrap_or_default();
        let ends: Vec<Node> = (self.links.iter().enumerate().filter(|(n, _)| is_lit(*n)))
            .flat_map(|(_, link)| [link.from, link.to])
            .chain(node)
            .collect();
        self.layout.places.retain(|place| ends.contains(&place.node));
        self.labels.retain(|label| match (label.link, label.node) {
            (Some(n), _) => is_lit(n),
            (None, Some(node)) => ends.contains(&node),
            (None, None) => false,
        });
        // Labels know their edge by number: by its place among those that stay.
        for label in &mut self.labels {
            label.link = label.link.map(|n| lit.iter().take(n).filter(|lit| **lit).count());
        }
        let mut stays = lit.iter();
        self.links.retain(|_| stays.next().is_some_and(|lit| *lit));
        Some(self)
    }
}
