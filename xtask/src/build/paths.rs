//! Keeps this machine's folders out of the wasm: panics name source files, and where those lie is nobody's business.

use std::path::{Path, PathBuf};

/// The variable that carries flags for the wasm target alone, so that build scripts are not compiled again.
pub const VARIABLE: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Compiler flags that shorten every path of the project, of the crates it uses and of the toolchain's home.
pub fn flags(root: &Path) -> String {
    let mut prefixes: Vec<(PathBuf, &str)> = vec![(root.to_path_buf(), ".")];
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| home.map(|home| home.join(".cargo")));
    if let Some(sources) = cargo.map(|cargo| cargo.join("registry/src")) {
        let registries = std::fs::read_dir(&sources).into_iter().flatten().flatten();
        prefixes.extend(registries.map(|registry| (registry.path(), "crates")));
    }
    remapping(&prefixes)
}

/// A folder with a space in its name would be two flags, so it is left as it is.
fn remapping(prefixes: &[(PathBuf, &str)]) -> String {
    let flag = |(from, to): &(PathBuf, &str)| {
        let from = from.to_str().filter(|from| !from.contains(' '))?;
        Some(format!("--remap-path-prefix={from}={to}"))
    };
    prefixes.iter().filter_map(flag).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_become_flags_unless_they_hold_a_space() {
        let prefixes =
            [(PathBuf::from("/a/b"), "."), (PathBuf::from("/c d"), "crates"), (PathBuf::from("/e"), "crates")];
        assert_eq!(remapping(&prefixes), "--remap-path-prefix=/a/b=. --remap-path-prefix=/e=crates");
    }
}
