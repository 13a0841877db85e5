//! The page's module in pieces: what stands first on the page, and chunks for sections that come later.
//!
//! The compiler makes one module with relocations; `wasm_split_cli_support` parts it at the functions that carry `#[wasm_split]`; wasm-bindgen writes the
//! glue of the first part; names and relocations go last, because parting wants them.

use std::fs;

use anyhow::{Context as _, Result, anyhow, ensure};
use regex_lite::Regex;
use wasm_encoder::{Module, RawSection};
use wasm_split_cli_support::{Options, transform};
use wasmparser::{Parser, Payload};

use super::site::PACKAGE;
use super::{paths, run};
use crate::ensure::Toolbox;

/// The crate, as cargo and the page name it.
const NAME: &str = "cascade_notes";

/// Where the parts lie between parting and binding.
const PARTS: &str = "target/chunks";

/// The script that fetches chunks, as the tool writes it.
const LINK: &str = "__wasm_split.js";

/// Said where a tool has said why.
const FAILED: &str = "The module of the page was not built.";

/// Compiles the page's module and leaves its glue, first part and chunks in `pkg/`. `silent` says nothing unless it fails.
pub fn compile(toolbox: &Toolbox, silent: bool) -> Result<()> {
    let root = toolbox.root();
    let mut cargo = toolbox.cargo(&["rustc", "--lib", "--release", "--target", "wasm32-unknown-unknown"]);
    cargo.args(["--features", "split", "--", "-Clink-args=--emit-relocs", "-Cstrip=none"]);
    cargo.env(paths::VARIABLE, paths::flags(root));
    run(&mut cargo, silent, FAILED)?;

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
    let address = format!("./{NAME}.js");
    let mut options = Options::new(&whole);
    (options.output_dir, options.main_out_path, options.main_module) = (&parts, &first, &address);
    let split = transform(options).map_err(|error| anyhow!("The module cannot be parted: {error:#}"))?;

    let mut bindgen = toolbox.wasm_bindgen();
    bindgen.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", NAME, "--out-dir"]);
    bindgen.arg(&package).arg(&first);
    run(&mut bindgen, silent, FAILED)?;

    let link = fs::read_to_string(parts.join(LINK)).with_context(|| format!("{LINK} was not written"))?;
    let script = package.join(NAME).with_extension("js");
    let glue = fs::read_to_string(&script).with_context(|| format!("{} was not written", script.display()))?;
    fs::write(&script, linked(&glue, &link)?).with_context(|| format!("{} cannot be written", script.display()))?;
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

/// The glue with the script that fetches chunks in it, by our loader. The two would refer to each other, and a browser asks no second time for a script that
/// another asks for; a bare fetch neither ends nor says why.
fn linked(glue: &str, link: &str) -> Result<String> {
    let changed = |script: &str, theirs: &str, ours: &str| {
        ensure!(script.contains(theirs), "{LINK} is not called for by `{theirs}`: its tool has changed.");
        Ok(script.replace(theirs, ours))
    };
    let import = Regex::new(&format!(r#"import \* as (\w+) from "\./{LINK}";?\n"#))?;
    let found = import.captures(glue).with_context(|| format!("the script of the page does not ask for {LINK}"))?;
    let (line, name) = (found.get(0).map_or("", |line| line.as_str()), found.get(1).map_or("", |name| name.as_str()));
    let load = Regex::new(r"export const (\w+)")?;
    let loads = load.captures_iter(link).filter_map(|found| found.get(1));
    let loads = loads.map(|load| load.as_str()).collect::<Vec<_>>().join(", ");
    ensure!(!loads.is_empty(), "{LINK} loads nothing: its tool has changed.");

    let glue = glue.replace(line, "import { chunk } from \"../public/loader.js\";\n");
    let link = changed(link, &format!("import {{ initSync }} from \"./{NAME}.js\";\n"), "")?;
    let link = changed(&link, "export const ", "const ")?;
    let link = changed(&link, "fetch(new URL(", "chunk(new URL(")?;
    let link = changed(
        &link,
        "WebAssembly.instantiateStreaming(src, imports)",
        "WebAssembly.instantiate(await src, imports)",
    )?;
    Ok(format!("{glue}\n{link}\nconst {name} = {{ {loads} }};\n"))
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
        let glue = "import * as import1 from \"./__wasm_split.js\"\n\nuse(import1);\n";
        let link = "import { initSync } from \"./cascade_notes.js\";\nconst src = fetch(new URL(\"./a.wasm\", import.meta.url));\n\
            (WebAssembly.instantiateStreaming(src, imports));\nexport const load_a = src;\n";
        let both = linked(glue, link).unwrap();
        assert_eq!(
            both,
            "import { chunk } from \"../public/loader.js\";\n\nuse(import1);\n\n\
            const src = chunk(new URL(\"./a.wasm\", import.meta.url));\n\
            (WebAssembly.instantiate(await src, imports));\nconst load_a = src;\n\nconst import1 = { load_a };\n"
        );
        assert!(linked("use(import1);", link).is_err());
        assert!(linked(glue, &link.replace("fetch", "bring")).is_err());
    }
}
