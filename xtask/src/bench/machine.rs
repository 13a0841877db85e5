//! The machine, as far as figures depend on it.

use std::process::Command;

use crate::process;

/// Cores, kind of processor, system and browser.
pub fn in_words(browser: &str) -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let (system, kind) = (std::env::consts::OS, processor());
    format!("{cores} cores of {kind}, {system}, Chromium {}", browser.split('.').next().unwrap_or(browser))
}

/// The processor as the system names it, or at least its architecture.
fn processor() -> String {
    let linux = || {
        let text = std::fs::read_to_string("/proc/cpuinfo").ok()?;
        let line = text.lines().find(|line| line.starts_with("model name"))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let mac = || {
        let mut sysctl = Command::new("sysctl");
        process::quiet(sysctl.args(["-n", "machdep.cpu.brand_string"]), "").ok().map(|name| name.trim().to_owned())
    };
    linux().or_else(mac).filter(|name| !name.is_empty()).unwrap_or_else(|| std::env::consts::ARCH.to_owned())
}
