//! The page's module in pieces: what stands first on the page, and chunks for sections that come later.
//!
//! The compiler makes one module with relocations; `wasm_split_cli_support` parts it at the functions that carry `#[wasm_split]`; wasm-bindgen writes the
//! glue of the first part; names and relocations go last, because parting wants them.

use std::fs;

use anyhow::{Context as _, Result, anyhow, ensure};
use wasm_encoder::{Module, RawSection};
use wasm_split_cli_support::{Options, transform};
use wasmparser::{Parser, Payload};

use super::assets::PACKAGE;
use super::paths;
use crate::ensure::Toolbox;
use crate::process;

/// The crate, as cargo and the page name it.
const NAME: &str = "cascade_notes";

/// Where the parts lie between parting and binding.
const PARTS: &str = "target/chunks";

/// The script that fetches chunks, as the tool writes it, and by whose hand: ours waits, says what is missing and asks again.
const LINK: &str = "__wasm_split.js";
const LOADER: &str = "import { chunk } from \"../public/loader.js\";\n";

/// Compiles the page's module and leaves its glue, first part and chunks in `pkg/`. `silent` says nothing unless it fails.
pub fn compile(toolbox: &Toolbox, silent: bool) -> Result<()> {
    let root = toolbox.root();
    let mut cargo = toolbox.cargo(&["rustc", "--lib", "--release", "--target", "wasm32-unknown-unknown"]);
    cargo.args(["--features", "split", "--", "-Clink-args=--emit-relocs", "-Cstrip=none"]);
    cargo.env(paths::VARIABLE, paths::flags(root));
    run(&mut cargo, silent)?;

    let whole = root.join("target/wasm32-unknown-unknown/release").join(NAME).with_extension("wasm");
    let whole = fs::read(&whole).with_context(|| format!("{} cannot be read", whole.display()))?;
    let (parts, package) = (root.join(PARTS), root.join(PACKAGE));
    for folder in [&parts, &package] {
        if folder.exists() {
            fs::remove_dir_all(folder).with_context(|| format!("{} cannot be emptied", folder.display()))?;
        }
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    let first = parts.join(NAME).with_extension("wasm");
    let glue = format!("./{NAME}.js");
    let mut options = Options::new(&whole);
    (options.output_dir, options.main_out_path, options.main_module) = (&parts, &first, &glue);
    let split = transform(options).map_err(|error| anyhow!("The module cannot be parted: {error:#}"))?;

    let mut bindgen = toolbox.wasm_bindgen();
    bindgen.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", NAME, "--out-dir"]);
    bindgen.arg(&package).arg(&first);
    run(&mut bindgen, silent)?;

    let link = fs::read_to_string(parts.join(LINK)).with_context(|| format!("{LINK} was not written"))?;
    fs::write(package.join(LINK), with_our_loader(&link)?).with_context(|| format!("{LINK} cannot be written"))?;
    for chunk in split.split_modules {
        fs::copy(&chunk, package.join(chunk.file_name().unwrap_or_default()))
            .with_context(|| format!("{} cannot be copied", chunk.display()))?;
    }
    for entry in fs::read_dir(&package)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "wasm") {
            let bare = without_names(&fs::read(&path)?).with_context(|| format!("{} is broken", path.display()))?;
            fs::write(&path, bare)?;
        }
    }
    Ok(())
}

fn run(command: &mut std::process::Command, silent: bool) -> Result<()> {
    if silent {
        return process::silent(command, "Mend what is named above and save.").map(drop);
    }
    ensure!(process::stream(command)?.success, "The module of the page was not built.");
    Ok(())
}

/// The script with our loader in the place of a bare fetch, which neither ends nor says why.
fn with_our_loader(link: &str) -> Result<String> {
    let mut script = link.to_owned();
    for (theirs, ours) in [
        ("fetch(new URL(", "chunk(new URL("),
        ("WebAssembly.instantiateStreaming(src, imports)", "WebAssembly.instantiate(await src, imports)"),
    ] {
        ensure!(script.contains(theirs), "{LINK} holds no `{theirs}`: its tool has changed.");
        script = script.replace(theirs, ours);
    }
    Ok(format!("{LOADER}{script}"))
}

/// A module without its custom sections.
fn without_names(module: &[u8]) -> Result<Vec<u8>> {
    let mut bare = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if matches!(payload, Payload::CustomSection(_)) {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            let data = module.get(range).context("a section leaves the file")?;
            bare.section(&RawSection { id, data });
        }
    }
    Ok(bare.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CustomSection, TypeSection};

    #[test]
    fn names_go_and_the_rest_stays() {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let (mut named, mut bare) = (Module::new(), Module::new());
        named.section(&CustomSection { name: "name".into(), data: b"long".as_slice().into() }).section(&types);
        bare.section(&types);
        assert_eq!(without_names(&named.finish()).unwrap(), bare.finish());
        assert!(without_names(b"\0asm\x01\0\0\0\x01\x05").is_err());
    }

    #[test]
    fn chunks_are_brought_by_our_loader_or_not_at_all() {
        let theirs = "const src = fetch(new URL(\"./a.wasm\", import.meta.url)); (WebAssembly.instantiateStreaming(src, imports));";
        let ours =
            "const src = chunk(new URL(\"./a.wasm\", import.meta.url)); (WebAssembly.instantiate(await src, imports));";
        assert_eq!(with_our_loader(theirs).unwrap(), format!("{LOADER}{ours}"));
        assert!(with_our_loader("fetch(address)").is_err());
    }
}
