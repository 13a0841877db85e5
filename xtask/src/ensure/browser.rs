//! Chromium with its driver, and Firefox where it can be had: for the tests only.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::process;

/// Names under which systems install it.
const CHROMIUM: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVER: [&str; 1] = ["chromedriver"];
const FIREFOX: [&str; 2] = ["firefox-esr", "firefox"];

/// The programs that drive the tests in a browser.
pub struct Browser {
    pub chromium: PathBuf,
    pub driver: PathBuf,
    /// Without it the journeys run in Chromium alone.
    pub firefox: Option<PathBuf>,
}

impl Browser {
    /// Finds both, or installs them where that is ours to do: as root on a system with apt.
    pub fn ensure() -> Result<Self> {
        let ours = is_root() && which::which("apt-get").is_ok();
        if let Some(browser) = Self::find() {
            return Ok(browser.with_firefox(ours));
        }
        if !ours {
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
        Self::find()
            .map(|browser| browser.with_firefox(ours))
            .context("chromium and chromium-driver were installed, and yet they are not in PATH.")
    }

    /// With Firefox, installed where that is ours to do. Where it cannot be had, that is said.
    fn with_firefox(self, ours: bool) -> Self {
        if self.firefox.is_some() {
            return self;
        }
        if ours {
            println!("Installing firefox-esr from Debian's packages: a part of the journeys is walked in it too.");
            let installed = process::quiet(&mut apt(&["update"]), "").and_then(|_| {
                process::quiet(&mut apt(&["install", "--yes", "--no-install-recommends", "firefox-esr"]), "")
            });
            if installed.is_ok() {
                return Self { firefox: first(&FIREFOX), ..self };
            }
        }
        println!(
            "There is no Firefox here (Debian: apt-get install firefox-esr, or FIREFOX_PATH): the journeys run in Chromium alone."
        );
        self
    }

    fn find() -> Option<Self> {
        Some(Self {
            chromium: named("CHROMIUM_PATH").or_else(|| first(&CHROMIUM))?,
            driver: named("CHROMEDRIVER").or_else(|| first(&DRIVER))?,
            firefox: named("FIREFOX_PATH").or_else(|| first(&FIREFOX)),
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
