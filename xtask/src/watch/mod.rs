//! Builds the page anew when its sources change, and puts it in the place of the one that is served.
//!
//! `changes` collects what changed and says what that asks for. While a build runs, changes only pile up, so that
//! exactly one more build follows it, whatever their number.

mod changes;

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Result, anyhow};

use crate::build::{self, Module, Site};
use crate::ensure::Toolbox;
use crate::process;
use crate::serve::Live;
use changes::Batch;
pub use changes::{Changes, Need};

/// Where the languages are.
const WORDS: &str = "locales";

/// Makes a module out of its sources.
pub type Compile = dyn FnMut(Module) -> Result<()> + Send;

/// Fills figures and numbers into a page, given with its name. The last argument says that what draws them has changed since this program
/// was compiled.
pub type Prerender = dyn Fn(&str, &str, bool) -> Result<String, String> + Send;

/// The halves of a build.
pub struct Parts {
    pub compile: Box<Compile>,
    pub prerender: Box<Prerender>,
}

/// A page that follows its sources.
pub struct Follower {
    root: PathBuf,
    live: Live,
    parts: Parts,
    /// What is served.
    site: Site,
    /// What the last build left undone because it failed.
    owed: Option<Need>,
    /// What the modules know of the words: their keys and places. None where they could not be read.
    words: Option<u64>,
    /// The figures are no longer those that this program was compiled with.
    outdated: bool,
}

/// Follows the sources from a thread of its own until the process ends.
pub fn start(toolbox: Toolbox, site: Site, changes: Changes, live: Live) {
    let root = toolbox.root().to_path_buf();
    let follower = Follower::new(root, live, site, build::parts(toolbox));
    std::thread::spawn(move || follower.run(&changes));
}

impl Follower {
    pub fn new(root: PathBuf, live: Live, site: Site, parts: Parts) -> Self {
        let words = words_build::shape_of(&root.join(WORDS)).ok();
        Self { root, live, parts, site, owed: None, words, outdated: false }
    }

    /// One build for each batch of changes, one line for each build.
    pub fn run(mut self, changes: &Changes) {
        while let Some(batch) = changes.next() {
            self.answer(&batch);
        }
    }

    fn answer(&mut self, batch: &Batch) {
        let start = Instant::now();
        let need = self.owed.map_or(batch.need, |owed| owed.and(batch.need));
        let result = self.rebuild(need);
        let (seconds, files) = (start.elapsed().as_secs_f64(), batch.in_words());
        match result {
            Ok(()) => {
                let what = need.in_words();
                println!("Built {what} in {seconds:.1} s ({files})");
            }
            Err(error) => {
                process::complain(&error);
                println!("Not built in {seconds:.1} s ({files}): the last good page stays.");
            }
        }
    }

    /// The page's module first, because most mistakes show there; what is served changes once all is done, so that the two modules
    /// always come from the same sources.
    fn rebuild(&mut self, mut need: Need) -> Result<()> {
        self.owed = Some(need);
        let words = words_build::shape_of(&self.root.join(WORDS)).map_err(|error| anyhow!("{error}"))?;
        if self.words != Some(words) {
            need = need.and(Need::ALL);
            self.words = Some(words);
        }
        self.owed = Some(need);
        self.outdated |= need.draw;
        if need.page {
            (self.parts.compile)(Module::Page)?;
            need.page = false;
            self.owed = Some(need);
        }
        if need.worker {
            (self.parts.compile)(Module::Worker)?;
            need.worker = false;
            self.owed = Some(need);
        }
        let prerender = |file: &str, source: &str| (self.parts.prerender)(file, source, self.outdated);
        let site = build::assemble(&self.root, prerender, Some(&self.site))?;
        build::output::stage(&self.root, &site)?;
        self.live.replace(|| build::output::swap(&self.root))?;
        build::output::keep_assets(&self.root)?;
        self.owed = None;
        self.site = site;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
