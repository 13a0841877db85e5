//! Chromium and its driver, for the tests only.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::process;

/// Names under which systems install it.
const CHROMIUM: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVER: [&str; 1] = ["chromedriver"];

/// The two programs that drive the tests in a browser.
pub struct Browser {
    pub chromium: PathBuf,
    pub driver: PathBuf,
}

impl Browser {
    /// Finds both, or installs them where that is ours to do: as root on a system with apt.
    pub fn ensure() -> Result<Self> {
        if let Some(browser) = Self::find() {
            return Ok(browser);
        }
        if !(is_root() && which::which("apt-get").is_ok()) {
            bail!(
                "The tests need Chromium and ChromeDriver of one version. Install both (Debian: apt-get install chromium chromium-driver), \
                 or name them with CHROMIUM_PATH and CHROMEDRIVER, then run this again."
            );
        }
        println!(
            "Installing chromium and chromium-driver from Debian's packages: the page is tested in a real browser."
        );
        let advice = "Check the network, or install chromium and chromium-driver by hand, then run this again.";
        process::quiet(&mut apt(&["update"]), advice)?;
        process::quiet(
            &mut apt(&["install", "--yes", "--no-install-recommends", "chromium", "chromium-driver"]),
            advice,
        )?;
        Self::find().context("chromium and chromium-driver were installed, and yet they are not in PATH.")
    }

    fn find() -> Option<Self> {
        Some(Self {
            chromium: named("CHROMIUM_PATH").or_else(|| first(&CHROMIUM))?,
            driver: named("CHROMEDRIVER").or_else(|| first(&DRIVER))?,
        })
    }

    /// Tells wasm-bindgen's test runner which browser to start, and how.
    pub fn write_webdriver_settings(&self, root: &Path) -> Result<()> {
        let settings = serde_json::json!({
            "goog:chromeOptions": {
                "binary": self.chromium,
                "args": ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            }
        });
        let text = serde_json::to_string_pretty(&settings)?;
        std::fs::write(root.join("webdriver.json"), text).context("webdriver.json cannot be written")
    }
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

fn first(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| which::which(name).ok())
}

fn apt(arguments: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments);
    command
}

fn is_root() -> bool {
    let mut id = Command::new("id");
    process::quiet(id.arg("-u"), "").is_ok_and(|user| user.trim() == "0")
}
