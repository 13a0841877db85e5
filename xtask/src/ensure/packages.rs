//! What npm brings: fonts for the page, tools for its tests.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use sha2::{Digest as _, Sha256};

use super::Npm;
use crate::process;

/// Remembers which lock file the folder was filled from.
const STAMP: &str = "node_modules/.xtask-lock-hash";

const WHY: &str = "fonts for the page and tools for its tests";

/// Fills `node_modules` from the lock file unless it already was.
pub fn ensure(root: &Path, npm: Npm) -> Result<()> {
    let lock = std::fs::read(root.join("package-lock.json")).context("package-lock.json cannot be read")?;
    let hash: String = Sha256::digest(&lock).iter().map(|byte| format!("{byte:02x}")).collect();
    if std::fs::read_to_string(root.join(STAMP)).is_ok_and(|stamp| stamp == hash)
        && (npm == Npm::Optional || missing().is_empty())
    {
        return Ok(());
    }
    match (install(root, &hash), npm) {
        (Err(error), Npm::Optional) => {
            process::complain(&error);
            eprintln!("Going on without npm's packages.");
            Ok(())
        }
        (result, _) => result,
    }
}

fn install(root: &Path, hash: &str) -> Result<()> {
    let missing = missing();
    if !missing.is_empty() {
        bail!(
            "Not found: {}. They bring {WHY}: install Node.js 20.19 or later (https://nodejs.org), then run this again.",
            missing.join(" and ")
        );
    }
    println!("Installing npm packages: {WHY}.");
    // On Windows npm is a script, which only its full name starts.
    let mut command = Command::new(which::which("npm").context("npm cannot be found")?);
    command.current_dir(root).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1").args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
    ]);
    process::quiet(&mut command, "Check the network, then run this again.")?;
    std::fs::write(root.join(STAMP), hash).with_context(|| format!("{STAMP} cannot be written"))
}

fn missing() -> Vec<&'static str> {
    ["node", "npm"].into_iter().filter(|name| which::which(name).is_err()).collect()
}
