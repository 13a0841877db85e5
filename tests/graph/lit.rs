//! What is pointed at is lit with what it joins, and with nothing else.

use super::{figure, narrations};
use cascade_notes::figures::Frame;
use cascade_notes::figures::cascade::targets::TargetKind;
use cascade_notes::figures::cascade::ties::Node;
use cascade_notes::words::english;

#[test]
fn an_edge_is_lit_with_its_ends_and_a_node_with_its_edges() {
    for (preset, narration) in [("domino", narrations::domino()), ("deep", narrations::cohorts())] {
        let figure = figure(preset, &narration, 2);
        let frame = Frame::new(640, figure.height(640));
        let scene = figure.scene(english(), frame);
        let targets = figure.targets(english(), frame);
        for (n, target) in targets.iter().enumerate() {
            let part = scene.clone().around(n).unwrap();
            let nodes: Vec<Node> = part.layout.places.iter().map(|place| place.node).collect();
            let joined = match target.kind {
                TargetKind::Edge(_) => vec![scene.links[n - scene.layout.places.len()].clone()],
                TargetKind::Node(node) => {
                    scene.links.iter().filter(|l| l.from == node || l.to == node).cloned().collect()
                }
            };
            assert_eq!(part.links, joined, "{}", target.name);
            for place in &scene.layout.places {
                let ends = joined.iter().any(|l| l.from == place.node || l.to == place.node);
                let lit = ends || target.kind == TargetKind::Node(place.node);
                assert_eq!(nodes.contains(&place.node), lit, "{:?} of {}", place.node, target.name);
            }
            // What is said along an edge goes with it, and is still of it.
            for label in &part.labels {
                let before = scene.labels.iter().find(|l| l.bounds == label.bounds).unwrap();
                let of = |part: &[_], n: Option<usize>| n.map(|n: usize| <[_]>::get(part, n).cloned().unwrap());
                assert_eq!(of(&part.links, label.link), of(&scene.links, before.link));
            }
            assert!(figure.lit(english(), frame, n).unwrap().starts_with("<svg"));
        }
        assert_eq!(figure.lit(english(), frame, targets.len()), None);
    }
}
