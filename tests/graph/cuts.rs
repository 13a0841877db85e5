//! A run with something cut is shown without it, and says so.

use super::{figure, narrations, scenario};
use cascade_notes::engine::scenario::Cutting;
use cascade_notes::figures::cascade::layout::Place;
use cascade_notes::figures::cascade::ties::{Kind, Node};
use cascade_notes::figures::cascade::{CascadeFigure, Cut, Mark};
use cascade_notes::figures::{Figure, Frame, LedgerFigure, PathFigure};
use cascade_notes::words::english;
use std::sync::Arc;

const FRAME: Frame = Frame { width: 640, height: 470 };

fn without(what: Cutting, which: usize) -> CascadeFigure {
    let whole = Arc::new(narrations::domino());
    let cut = Cut::new(&scenario("domino"), &whole, what, which);
    let mut narration = narrations::domino();
    if what == Cutting::Sharing {
        narration.squares.iter_mut().for_each(|s| (s.members, s.shared) = (s.held.len() as f64, 0.0));
    }
    figure("domino", &narration, 3).without(Some(Arc::new(cut)))
}

fn has(figure: &CascadeFigure, kind: Kind) -> bool {
    let marked = figure.legend(english(), FRAME).iter().any(|e| e.mark == Mark::Line(kind));
    let drawn = figure.scene(english(), FRAME).links.iter().any(|l| l.kind == kind);
    let told = figure.ties().iter().any(|t| t.kind == kind);
    assert!(marked == drawn && told == drawn, "{kind:?}");
    drawn
}

fn stands(figure: &CascadeFigure, is: impl Fn(&Place) -> bool) -> bool {
    figure.scene(english(), FRAME).layout.places.iter().any(is)
}

#[test]
fn what_is_cut_is_not_drawn() {
    let whole = figure("domino", &narrations::domino(), 3);
    assert!(has(&whole, Kind::Correlation) && has(&whole, Kind::Shared));
    let alone = without(Cutting::Correlation, 0);
    assert!(!has(&alone, Kind::Correlation) && has(&alone, Kind::Shared));
    assert!(!alone.svg(english(), FRAME, cascade_notes::figures::Medium::Page).unwrap().contains("correlation"));
    let apart = without(Cutting::Sharing, 0);
    assert!(!has(&apart, Kind::Shared) && has(&apart, Kind::Correlation));
    assert!(!stands(&apart, |p| matches!(p.node, Node::Pool(_))));
    let kept_out = without(Cutting::Account, 1);
    let is_b = |node: Node| node == Node::Square(1);
    assert!(stands(&whole, |p| is_b(p.node)) && !stands(&kept_out, |p| is_b(p.node)));
    assert!(!kept_out.scene(english(), FRAME).links.iter().any(|l| is_b(l.from) || is_b(l.to)));
    // What is left stands where it stood.
    let others = |f: &CascadeFigure| -> Vec<Place> {
        let places = f.scene(english(), FRAME).layout.places;
        places.into_iter().filter(|p| !is_b(p.node) && !matches!(p.node, Node::Pool(_))).collect()
    };
    assert_eq!(others(&kept_out), others(&whole));
    assert!((kept_out.accounts() - 3.0).abs() < 1e-9);
    assert!(!kept_out.table(english()).rows.iter().any(|row| row.head == "B" && row.cells[1].0 == "stands"));
}

#[test]
fn every_figure_of_it_says_what_is_cut() {
    let title = |what, which| without(what, which).text(english()).title;
    assert!(title(Cutting::Correlation, 0).starts_with("With “no correlation”: "));
    assert!(title(Cutting::Account, 1).starts_with("With “B kept out”: "), "{}", title(Cutting::Account, 1));
    assert!(title(Cutting::Book, 1).starts_with("With “twice the book of ETH”: "));
    let whole = Arc::new(narrations::domino());
    let cut = Some(Arc::new(Cut::new(&scenario("domino"), &whole, Cutting::Sharing, 0)));
    let path = PathFigure::of(&scenario("domino"), Arc::clone(&whole), 3).without(cut.clone());
    let ledger = LedgerFigure::of(&scenario("domino"), whole, 3).without(cut);
    for figure in [&path as &dyn Figure, &ledger] {
        assert!(figure.text(english()).title.starts_with("With “no shared collateral”: "));
    }
}

#[test]
fn an_account_in_parts_keeps_its_name() {
    let apart = without(Cutting::Sharing, 0);
    assert_eq!(apart.square_name(english(), 1), "B");
    let said = apart.square_text(english(), 1);
    assert!(said.contains("1 of 2 accounts has fallen"), "{said}");
}
