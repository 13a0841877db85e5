//! The enumeration of a drill is complete and the same again.

use cascade_notes::engine::monitor::drill::paths::{PATHS, choices, number};
use cascade_notes::engine::monitor::drill::{Choice, Paths, Scene, Set};

fn enumerate(set: Set) -> Paths {
    let mut paths = Paths::new(Scene::new(set, 60, 3).unwrap());
    while paths.some(100).unwrap() {}
    paths
}

#[test]
fn all_paths_are_known_and_the_same_again() {
    for set in Set::ALL {
        let (paths, again) = (enumerate(set), enumerate(set));
        assert_eq!(paths.found(), again.found());
        assert_eq!(paths.found().len(), PATHS);
        for (at, path) in paths.found().iter().enumerate() {
            assert_eq!((number(path.choices), choices(at).unwrap()), (at, path.choices));
        }
    }
}

#[test]
fn a_debrief_knows_the_best_and_the_worst() {
    let paths = enumerate(Set::Usual);
    let costs: Vec<i64> = paths.found().iter().map(|path| path.end().cost()).collect();
    let waiting = paths.debrief([Choice::Wait; 5]).unwrap();
    assert_eq!(waiting.best.end().cost(), *costs.iter().min().unwrap());
    assert_eq!(waiting.worst.end().cost(), *costs.iter().max().unwrap());
    assert_eq!(waiting.better, costs.iter().filter(|cost| **cost < costs[0]).count());
    assert!(waiting.best.end().cost() < waiting.worst.end().cost());
    let best = paths.debrief(waiting.best.choices).unwrap();
    assert_eq!((best.parted, best.better), (None, 0));
    let parted = waiting.parted.unwrap();
    assert_eq!(waiting.own.choices[..parted], waiting.best.choices[..parted]);
    assert_ne!(waiting.own.choices[parted], waiting.best.choices[parted]);
}
