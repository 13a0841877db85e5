//! Installs what is missing, one line for each thing, and is silent when all is there.
//!
//! `rust_tools` has the wasm target, wasm-pack and wasm-bindgen; `packages` what npm brings; `browser` Chromium for the tests.

mod browser;
mod lock;
mod packages;
mod rust_tools;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

pub use browser::Browser;

/// Whether the task can do without npm: a page without its own fonts is still good to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Npm {
    Required,
    Optional,
}

/// The programs of a build, known to be there.
pub struct Toolbox {
    root: PathBuf,
    wasm_pack: PathBuf,
    wasm_bindgen: PathBuf,
    /// PATH with the right wasm-bindgen in front.
    path: OsString,
}

impl Toolbox {
    /// Finds or installs everything that a build needs.
    pub fn ensure(root: &Path, npm: Npm) -> Result<Self> {
        rust_tools::ensure_target(root)?;
        let wasm_pack = rust_tools::ensure_tool(root, &rust_tools::wasm_pack())?;
        let wasm_bindgen = rust_tools::ensure_tool(root, &rust_tools::wasm_bindgen(root)?)?;
        packages::ensure(root, npm)?;
        let path = path_with(&wasm_bindgen)?;
        Ok(Self { root: root.to_path_buf(), wasm_pack, wasm_bindgen, path })
    }

    /// The root of the repository.
    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn wasm_pack(&self) -> Command {
        self.command(&self.wasm_pack)
    }

    pub fn wasm_bindgen(&self) -> Command {
        self.command(&self.wasm_bindgen)
    }

    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(Path::new("cargo"));
        command.args(arguments);
        command
    }

    /// Node, running a program that npm installed.
    pub fn node(&self, script: &str) -> Command {
        let mut command = self.command(Path::new("node"));
        command.arg(script);
        command
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", &self.path);
        command
    }
}

fn path_with(program: &Path) -> Result<OsString> {
    let folder = program.parent().map(Path::to_path_buf);
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(folder.into_iter().chain(std::env::split_paths(&path))).context("PATH cannot be extended")
}
