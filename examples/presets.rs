use cascade_notes::engine::desk::Desk;
use cascade_notes::engine::scenario::{ParameterId as P, Scenario, presets::PRESETS};
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    for (n, p) in PRESETS.iter().enumerate() {
        if !args.is_empty() && !args[0].split(',').any(|a| a == p.key) {
            continue;
        }
        let mut s = Scenario::default().with_choice(P::Preset, n).unwrap();
        for a in args.iter().skip(1) {
            let (k, v) = a.split_once('=').unwrap();
            s = s.with_written(P::from_key(k).unwrap(), v).unwrap();
        }
        let mut desk = Desk::default();
        let t = std::time::Instant::now();
        let a = match desk.answer(&s) {
            Ok(a) => a,
            Err(e) => {
                println!("{}: {e}", p.key);
                continue;
            }
        };
        let st = a.story.unwrap();
        println!(
            "== {} {:?} accounts {} squares {} rounds {} closed {} forced {:.1}M OI {:.1}M ended {} branching {:?}",
            p.key,
            t.elapsed(),
            st.accounts,
            st.squares.len(),
            st.rounds.len(),
            st.closed_by(9999),
            st.forced_by(9999) / 1e6,
            st.open_interest() / 1e6,
            st.ended,
            st.branching
        );
        for (i, sy) in st.symbols.iter().enumerate() {
            let (o, f) = st.last[i];
            let low = st.rounds.iter().map(|r| r.symbols[i].fall).fold(0.0, f64::max);
            print!("   low {:.2}% {:.0}", 100.0 * (1.0 - (-low).exp()), sy.price * (-low).exp());
            println!(
                "   {} long {:.0}M short {:.0}M depth {:.1}M outside {:.2}% total {:.2}% price {:.0}",
                p.symbols[i].name,
                sy.long / 1e6,
                sy.short / 1e6,
                sy.depth / 1e6,
                100.0 * (1.0 - (-o).exp()),
                100.0 * (1.0 - (-f).exp()),
                sy.price * (-f).exp()
            );
        }
        for (i, r) in st.rounds.iter().enumerate().take(14) {
            println!(
                "   r{} t={:.1} closed {} parts {} forced {:.2}M deficits {:.2}M adl {:.2}M ledger {:?} sum {:.6}",
                i + 1,
                r.time,
                r.closed,
                r.parts,
                r.forced / 1e6,
                r.deficits / 1e6,
                r.deleveraged / 1e6,
                r.ledger,
                r.ledger.sum()
            );
            if st.squares.len() < 8 {
                for f in &r.falls {
                    println!(
                        "       sq{} {:?} lost {:.2}M shock {:.2} forced {:?} by {:?} rest {:.3} sold {:?} deficit {:.2}",
                        f.square,
                        f.members,
                        f.lost / 1e6,
                        f.shock / f.lost,
                        f.forced.iter().map(|(s, x)| (*s, x / f.lost)).collect::<Vec<_>>(),
                        f.by.iter().map(|(s, x)| (*s, x / f.lost)).collect::<Vec<_>>(),
                        f.rest / f.lost,
                        f.sold,
                        f.deficit / 1e6
                    );
                }
                for w in &r.winners {
                    println!("       winner {w:?}");
                }
            }
        }
        let c = a.curve.unwrap();
        println!(
            "   curve {:?}",
            c.points
                .iter()
                .step_by(4)
                .map(|(x, y, z)| format!("{:.1}:{:.0}/{:.0}", x * 100.0, y * 100.0, z * 100.0))
                .collect::<Vec<_>>()
        );
        println!(
            "   tipping {:?}",
            c.tipping
                .iter()
                .map(|(x, a, b)| format!("{:.2}%: {:.1}->{:.1}", x * 100.0, a * 100.0, b * 100.0))
                .collect::<Vec<_>>()
        );
        if let Some(w) = a.without {
            println!(
                "   without: stops {} rounds {} forced {:.1}M",
                w.stops,
                w.story.rounds.len(),
                w.story.forced_by(9999) / 1e6
            );
        }
    }
}
