//! The legend holds what occurs in the picture, and nothing else.

use super::{figure, narrations};
use cascade_notes::figures::cascade::ties::Kind;
use cascade_notes::figures::cascade::{CascadeFigure, Mark};
use cascade_notes::figures::{Frame, Medium};
use cascade_notes::words::english;

fn marks(figure: &CascadeFigure, width: u32) -> Vec<Mark> {
    let frame = Frame::new(width, figure.height(width));
    figure.legend(english(), frame).into_iter().map(|entry| entry.mark).collect()
}

#[test]
fn entries_are_what_is_drawn() {
    let of = |round| marks(&figure("domino", &narrations::domino(), round), 640);
    let standing = [
        Mark::Symbol,
        Mark::Account,
        Mark::Line(Kind::Position),
        Mark::Line(Kind::Correlation),
        Mark::Line(Kind::Shared),
    ];
    assert_eq!(of(0), standing);
    let happened = [Mark::Badge, Mark::Fallen, Mark::Line(Kind::Hit), Mark::Line(Kind::Flow)];
    assert_eq!(of(1), [&standing[..], &happened[..]].concat());
    assert_eq!(of(2), [&standing[..], &happened[..], &[Mark::Earlier]].concat());
    let hedge = marks(&figure("hedge", &narrations::hedge(), 2), 640);
    assert!([Mark::Helped, Mark::Line(Kind::Adl), Mark::Line(Kind::Deficit)].iter().all(|m| hedge.contains(m)));
    let crowd = marks(&figure("deep", &narrations::cohorts(), 3), 640);
    let crowded = [Mark::Accounts, Mark::Column, Mark::SharedColumn, Mark::OnCoins, Mark::FallenPart];
    assert!(crowded.iter().all(|m| crowd.contains(m)) && !crowd.contains(&Mark::Line(Kind::Shared)), "{crowd:?}");
}

#[test]
fn samples_are_drawn_in_the_inks_of_the_picture() {
    let figure = figure("hedge", &narrations::hedge(), 2);
    let svg = cascade_notes::figures::Figure::svg(&figure, english(), Frame::new(640, 470), Medium::Page).unwrap();
    for entry in figure.legend(english(), Frame::new(640, 470)) {
        let sample = entry.sample(english(), Medium::Page);
        let inks = sample.split("stroke=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let inks: Vec<&str> = inks.collect();
        assert!(!inks.is_empty() && inks.iter().all(|ink| svg.contains(ink)), "{:?}: {sample}", entry.mark);
        assert!(!entry.text.is_empty() && sample.starts_with("<svg viewBox=\"0 0 176 96\""), "{sample}");
    }
}
