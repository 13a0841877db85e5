//! Writes what the sources include: the accessors of the words, and English as it is fetched.

use std::path::Path;

/// Groups whose keys are those of the engine's tables.
const BY_KEY: [&str; 7] = ["settings", "glossary", "checks", "lines", "cards", "fields", "venue_names"];

fn main() {
    println!("cargo::rerun-if-changed=locales");
    let out = std::env::var_os("OUT_DIR").unwrap_or_default();
    let write = |name: &str, content: String| {
        if let Err(error) = std::fs::write(Path::new(&out).join(name), content) {
            println!("cargo::error={name} cannot be written: {error}");
        }
    };
    let built = words_build::read(Path::new("locales")).and_then(|locales| {
        if let Some(english) = locales.first() {
            write("words.rs", words_build::accessors(english, &BY_KEY)?);
            write("en.txt", words_build::wire(english, english));
        }
        Ok(())
    });
    for mistake in built.err().into_iter().flatten() {
        println!("cargo::error={mistake}");
    }
}
