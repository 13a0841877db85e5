#![allow(warnings)]
use cascade_notes::engine::cascade::{book::*, generate::*, market::*, population::*, rounds::*, rules::*, threshold::*};
use std::time::Instant;
fn market(n: usize, oi: &[f64], depth: f64) -> Market {
    Market::new((0..n).map(|s| {
        let price = [60000.0, 3000.0, 150.0, 2.0, 0.2, 30.0, 500.0, 1.0][s % 8];
        // depth: contracts per log unit = depth * OI contracts
        let c = oi[s] / price;
        Symbol { haircut: 0.1, beta: [1.0, 1.2, 1.5, 1.4, 1.6, 1.3, 1.1, 1.7][s % 8], ..Symbol::new(format!("S{s}"), 1e-4 * 60000.0 / price / 60.0, Book::log(price, depth * c).unwrap(), Maintenance::flat(0.005 + 0.002 * s as f64).unwrap()) }
    }).collect()).unwrap()
}
fn main() {
    let oi: Vec<f64> = vec![5e9, 4e9, 2e9, 1e9, 1e9, 8e8, 6e8, 5e8];
    for n in [100_000u32, 300_000, 1_000_000] {
        for depth in [4.0, 3.0, 2.0] {
            let m = market(8, &oi, depth);
            let a = Assumed { cross_share: 0.75, entries: Entries::Normal(0.05), ..Assumed::new(n, oi.clone(), 7) };
            let t = Instant::now();
            let p = a.population(&m).unwrap();
            let t1 = t.elapsed();
            let t = Instant::now();
            let mut e = Engine::new(&m, &p).unwrap();
            let t2 = t.elapsed();
            let bound = 120 * e.count() + 48 * p.positions();
            println!("n={n} depth={depth} gen {t1:?} build {t2:?} bytes {} of {}", e.bytes(), bound);
            for z in [0.03, 0.06] {
            let shock = Shock::factor(&m, z, None).unwrap();
            let rules = Rules { liquidation_fee: 0.005, fund: 1_000_000_000_000, ..Rules::default() };
            let mut best = f64::MAX; let mut all = vec![];
            let mut out = None;
            for _ in 0..7 { let t = Instant::now(); out = Some(e.run(&rules, &shock).unwrap()); let d = t.elapsed().as_secs_f64()*1e3; best = best.min(d); all.push(d); }
            let o = out.unwrap();
            let t = Instant::now(); let dense = e.run(&Rules { scan: Scan::Dense, ..rules }, &shock).unwrap(); let td = t.elapsed();
            all.sort_by(f64::total_cmp);
            println!("  z={z} rounds {} closed {:.1}% x*={:.3} best {best:.2} ms median {:.2} dense {td:?} same {}", o.rounds.len(), 100.0 * o.closed() as f64 / n as f64, o.moved(0).0, all[3], o.digest() == dense.digest());
            }
        }
    }
}
