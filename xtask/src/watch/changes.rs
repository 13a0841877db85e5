//! What changed, and what that asks for.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use anyhow::{Context as _, Result};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _, event::ModifyKind};

/// How long nothing more may change before the page is built: an editor saves a file in several steps.
const QUIET: Duration = Duration::from_millis(150);

/// Folders of which everything is watched.
const FOLDERS: [&str; 6] = ["src", "locales", "words-build", "style", "public", "worker"];

/// What has to be done anew before the page is put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// Draw the figures.
    pub draw: bool,
    /// Compile the module of the page.
    pub page: bool,
    /// Compile the module of the worker.
    pub worker: bool,
}

impl Need {
    /// Nothing: figures and modules stay.
    pub const ASSEMBLE: Self = Self { draw: false, page: false, worker: false };
    /// What the figures say is compiled into the program that draws them, but not into a module.
    pub const DRAW: Self = Self { draw: true, ..Self::ASSEMBLE };
    pub const PAGE: Self = Self { draw: true, page: true, worker: false };
    pub const WORKER: Self = Self { worker: true, ..Self::ASSEMBLE };
    pub const ALL: Self = Self { draw: true, page: true, worker: true };

    /// What a file of the repository asks for when it changes; None for what is not part of the page.
    pub fn of(file: &Path) -> Option<Self> {
        let name = file.file_name()?.to_string_lossy();
        // What editors leave beside a file while they save it.
        if name.starts_with('.') || name.ends_with(['~', '#']) || name.ends_with(".swp") || name == "4913" {
            return None;
        }
        let folders: Vec<&str> = file.iter().map_while(|name| name.to_str()).take(2).collect();
        match *folders.first()? {
            // The worker's module has nothing in it that needs the browser.
            "src" if ["ui", "web"].iter().any(|page| folders.get(1) == Some(page)) => Some(Self::PAGE),
            "src" | "words-build" | "build.rs" | "Cargo.toml" | "Cargo.lock" => Some(Self::ALL),
            // More only where keys or places are others: see `Follower`.
            "locales" => Some(Self::DRAW),
            // The build itself writes there.
            "worker" if folders.get(1) == Some(&"pkg") => None,
            "worker" => Some(Self::WORKER),
            "style" | "public" => Some(Self::ASSEMBLE),
            page if page.starts_with("index.") && page.ends_with(".html") => Some(Self::ASSEMBLE),
            _ => None,
        }
    }

    /// Both.
    pub fn and(self, other: Self) -> Self {
        Self { draw: self.draw || other.draw, page: self.page || other.page, worker: self.worker || other.worker }
    }

    /// What was built, for a line.
    pub fn in_words(self) -> &'static str {
        match self {
            Self { page: true, worker: true, .. } => "every program and page",
            Self { page: true, .. } => "program and page",
            Self { worker: true, .. } => "the worker's program and page",
            Self { draw: true, .. } => "figures and page",
            _ => "page",
        }
    }
}

/// Changes that are answered by one build.
#[derive(Debug, PartialEq, Eq)]
pub struct Batch {
    pub need: Need,
    pub files: BTreeSet<PathBuf>,
}

impl Batch {
    /// The first file by its path, and how many others there are.
    pub fn in_words(&self) -> String {
        let first = self.files.first().map(|file| file.display().to_string()).unwrap_or_default();
        match self.files.len() {
            0 | 1 => first,
            count => format!("{first} and {} more", count.saturating_sub(1)),
        }
    }
}

/// The changes below a folder, from the moment this was made.
pub struct Changes {
    changed: Receiver<PathBuf>,
    /// Watches until it is dropped.
    _watcher: RecommendedWatcher,
}

impl Changes {
    /// Begins to watch the sources in `root`.
    pub fn watch(root: &Path) -> Result<Self> {
        let advice =
            "The sources cannot be watched: raise the system's limit of watched files, or serve with --no-watch";
        let root = root.canonicalize().context(advice)?;
        let (sender, changed) = mpsc::channel();
        let below = root.clone();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| match event {
            Ok(event) => pass_on(&event, &below, &sender),
            Err(error) => eprintln!("A change may have been missed: {error}."),
        })
        .context(advice)?;
        // Files at the top are watched through their folder, because many editors put a new file in the old one's place.
        watcher.watch(&root, RecursiveMode::NonRecursive).context(advice)?;
        for folder in FOLDERS.map(|folder| root.join(folder)).iter().filter(|folder| folder.is_dir()) {
            watcher.watch(folder, RecursiveMode::Recursive).context(advice)?;
        }
        Ok(Self { changed, _watcher: watcher })
    }

    /// Waits for a change and all that come with it or came before. None when watching has ended.
    pub fn next(&self) -> Option<Batch> {
        gather(&self.changed, QUIET)
    }
}

fn pass_on(event: &Event, root: &Path, sender: &Sender<PathBuf>) {
    // The build itself reads the sources; that is no change.
    if matches!(event.kind, EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_))) {
        return;
    }
    // The system lost count: anything may have changed.
    let lost = event.need_rescan().then(|| PathBuf::from("src"));
    let files = event.paths.iter().filter_map(|path| path.strip_prefix(root).ok()).map(Path::to_path_buf);
    for file in files.chain(lost) {
        // Nobody listens only when the program ends.
        let _ = sender.send(file);
    }
}

/// Takes everything that arrives until it has been quiet for a while; files that ask for nothing do not count.
fn gather(changed: &Receiver<PathBuf>, quiet: Duration) -> Option<Batch> {
    let mut batch: Option<Batch> = None;
    loop {
        let file = match &batch {
            None => changed.recv().ok()?,
            Some(_) => match changed.recv_timeout(quiet) {
                Ok(file) => file,
                Err(_) => return batch,
            },
        };
        if let Some(need) = Need::of(&file) {
            let batch = batch.get_or_insert_with(|| Batch { need, files: BTreeSet::new() });
            batch.need = batch.need.and(need);
            batch.files.insert(file);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_asks_for_as_little_as_it_can() {
        for (need, files) in [
            (Need::ALL, ["src/figures/gap.rs", "src/engine/new.rs", "Cargo.toml", "Cargo.lock"]),
            (Need::ALL, ["words-build/src/lib.rs", "words-build/Cargo.toml", "words-build/src", "build.rs"]),
            (Need::DRAW, ["locales/en.toml", "locales/xx.toml", "locales", "locales/new.toml"]),
            (Need::PAGE, ["src/ui/new.rs", "src/ui", "src/web", "src/web/new.rs"]),
            (Need::WORKER, ["worker/src/lib.rs", "worker/Cargo.toml", "worker/src", "worker/Cargo.lock"]),
            (Need::ASSEMBLE, ["index.html", "index.ar.html", "public/worker.js", "style/print.css"]),
        ] {
            for file in files {
                assert_eq!(Need::of(Path::new(file)), Some(need), "{file}");
            }
        }
        for file in [
            "README.md",
            "dist/index.html",
            "pkg/a.js",
            "worker/pkg/a.js",
            "target/x",
            "tests/web.rs",
            "xtask/Cargo.toml",
            "",
        ] {
            assert_eq!(Need::of(Path::new(file)), None, "{file}");
        }
        for file in ["src/.lib.rs.swp", "src/lib.rs~", "src/.#lib.rs", "src/#lib.rs#", "src/4913", "style/.tmp"] {
            assert_eq!(Need::of(Path::new(file)), None, "{file}");
        }
    }

    #[test]
    fn changes_that_have_piled_up_are_one_batch_with_all_that_they_need() {
        let (sender, changed) = mpsc::channel();
        for file in ["target/a", "style/b.css", "src/ui/a.rs", "style/b.css", "worker/c.rs"] {
            sender.send(PathBuf::from(file)).unwrap();
        }
        let batch = gather(&changed, Duration::from_millis(1)).unwrap();
        assert_eq!(batch.need, Need::ALL);
        assert_eq!(batch.in_words(), "src/ui/a.rs and 2 more");
        assert!(changed.try_recv().is_err(), "nothing is left for a second build");
        drop(sender);
        assert_eq!(gather(&changed, QUIET), None);
    }

    #[test]
    fn reading_is_no_change_and_a_lost_count_is() {
        use notify::event::{AccessKind, Flag};
        let (sender, changed) = mpsc::channel();
        let root = Path::new("/r");
        pass_on(&Event::new(EventKind::Access(AccessKind::Any)).add_path("/r/src/a.rs".into()), root, &sender);
        assert!(changed.try_recv().is_err());
        pass_on(&Event::new(EventKind::Any).add_path("/r/src/a.rs".into()), root, &sender);
        assert_eq!(changed.try_recv().unwrap(), Path::new("src/a.rs"));
        pass_on(&Event::new(EventKind::Other).set_flag(Flag::Rescan), root, &sender);
        assert_eq!(changed.try_recv().map(|file| Need::of(&file)), Ok(Some(Need::ALL)));
    }
}
