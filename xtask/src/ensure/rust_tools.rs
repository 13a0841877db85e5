//! The wasm target and the two programs that make a package for the web out of it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::lock;
use crate::process;

const TARGET: &str = "wasm32-unknown-unknown";

/// A program of crates.io in the one version that fits.
pub struct Tool {
    name: &'static str,
    package: &'static str,
    version: String,
    why: &'static str,
}

pub fn wasm_pack() -> Tool {
    Tool {
        name: "wasm-pack",
        package: "wasm-pack",
        version: "0.15.1".to_owned(),
        why: "it builds the WebAssembly package; about 3 minutes",
    }
}

/// The command-line half of wasm-bindgen must have exactly the version of the crate.
pub fn wasm_bindgen(root: &Path) -> Result<Tool> {
    let lock = std::fs::read_to_string(root.join("Cargo.lock")).context("Cargo.lock cannot be read")?;
    Ok(Tool {
        name: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        version: lock::version(&lock, "wasm-bindgen")?,
        why: "the version in Cargo.lock, it writes the JavaScript around the WebAssembly; 5 to 8 minutes",
    })
}

/// Adds the standard library for wasm unless the compiler has it.
pub fn ensure_target(root: &Path) -> Result<()> {
    let mut rustc = Command::new("rustc");
    rustc.current_dir(root).args(["--print", "target-libdir", "--target", TARGET]);
    let folder = process::quiet(&mut rustc, "Install Rust with rustup (https://rustup.rs), then run this again.")?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    if which::which("rustup").is_err() {
        bail!(
            "rustup is missing, so the target {TARGET} cannot be added: install it from https://rustup.rs, then run this again."
        );
    }
    println!("Installing the Rust target {TARGET}: the page runs as WebAssembly.");
    let mut rustup = Command::new("rustup");
    rustup.current_dir(root).args(["target", "add", TARGET]);
    process::quiet(&mut rustup, "Check the network, then run this again.").map(drop)
}

/// Gives the path of the tool in its version; installs it where it is missing.
///
/// Where another version is in use it stays: the right one goes into `target/tools`.
pub fn ensure_tool(root: &Path, tool: &Tool) -> Result<PathBuf> {
    let own = root.join("target/tools");
    let shared = cargo_home();
    let mut places = vec![own.join("bin")];
    places.extend(std::env::var_os("PATH").iter().flat_map(std::env::split_paths));
    places.extend(shared.iter().map(|home| home.join("bin")));
    let places = std::env::join_paths(places).context("PATH cannot be extended")?;

    let mut other = None;
    for program in which::which_in_all(tool.name, Some(&places), root).into_iter().flatten() {
        match version_of(&program) {
            Some(version) if version == tool.version => return Ok(program),
            found => other = other.or(found),
        }
    }
    let Tool { name, package, version, why } = tool;
    let mut install = Command::new("cargo");
    install.current_dir(root).args(["install", package, "--version", version, "--force"]);
    let folder = match (other, shared) {
        (None, Some(shared)) => {
            println!("Installing {package} {version}: {why}.");
            shared
        }
        (other, _) => {
            let found = other.unwrap_or_else(|| "no place for programs".to_owned());
            println!("Installing {package} {version} into target/tools (found {found}): {why}.");
            install.arg("--root").arg(&own);
            own
        }
    };
    let advice = format!(
        "Check the network and the compiler, or install it by hand: cargo install {package} --version {version}"
    );
    process::quiet(&mut install, &advice)?;
    let program = which::which_in(name, Some(folder.join("bin")), root).with_context(|| {
        format!("{package} was installed, and yet there is no {name} in {}", folder.join("bin").display())
    })?;
    match version_of(&program) {
        Some(found) if found == *version => Ok(program),
        _ => bail!("{} does not answer as version {version}.", program.display()),
    }
}

/// `name 1.2.3` or `name 1.2.3 (commit)`. None when it does not run.
fn version_of(program: &Path) -> Option<String> {
    let output = Command::new(program).arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.split_whitespace().nth(1).map(str::to_owned)
}

/// Where `cargo install` puts programs.
fn cargo_home() -> Option<PathBuf> {
    let named = std::env::var_os("CARGO_INSTALL_ROOT").or_else(|| std::env::var_os("CARGO_HOME"));
    named.map(PathBuf::from).or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_the_second_word() {
        assert!(version_of(Path::new("cargo")).is_some_and(|version| version.starts_with("1.")));
        assert_eq!(version_of(Path::new("no-such-program")), None);
    }

    #[test]
    fn the_repository_locks_one_wasm_bindgen() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let tool = wasm_bindgen(root).unwrap();
        assert!(tool.version.starts_with("0.2."), "{}", tool.version);
    }
}
