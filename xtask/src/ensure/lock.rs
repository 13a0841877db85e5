//! Cargo.lock: which version of a crate the build uses.

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

#[derive(Deserialize)]
struct Lock {
    package: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
}

/// The one version of `name` in the text of Cargo.lock.
pub fn version(lock: &str, name: &str) -> Result<String> {
    let lock: Lock = toml::from_str(lock).context("Cargo.lock cannot be understood")?;
    let mut found = lock.package.into_iter().filter(|package| package.name == name);
    match (found.next(), found.next()) {
        (Some(package), None) => Ok(package.version),
        (None, _) => bail!("Cargo.lock has no {name}: run `cargo metadata` to renew it."),
        (Some(first), Some(second)) => {
            bail!("Cargo.lock has {name} twice ({} and {}): the build needs one.", first.version, second.version)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
version = 4

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
dependencies = ["cfg-if"]

[[package]]
name = "wasm-bindgen-macro"
version = "0.2.131"

[[package]]
name = "twice"
version = "1.0.0"

[[package]]
name = "twice"
version = "2.0.0"
"#;

    #[test]
    fn the_locked_version_is_read() {
        assert_eq!(version(LOCK, "wasm-bindgen").unwrap(), "0.2.130");
    }

    #[test]
    fn none_or_two_are_errors() {
        assert!(version(LOCK, "wasm").unwrap_err().to_string().contains("no wasm"));
        assert!(version(LOCK, "twice").unwrap_err().to_string().contains("1.0.0 and 2.0.0"));
        assert!(version("not a lock", "x").is_err());
    }
}
