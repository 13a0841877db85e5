//! A small site, put together in a folder of its own.

use super::*;

const PAGE: &str = r#"<!doctype html><html lang="en"><head><meta charset="utf-8">
<script src="./public/theme.js"></script>
<link rel="icon" href="./public/icon.svg">
<link rel="preload" as="font" href="./node_modules/f/x.woff2" crossorigin>
<link rel="stylesheet" href="./style/base.css">
<link rel="stylesheet" href="./style/print.css" media="print">
<script type="module" src="./public/boot.js"></script>
<link rel="modulepreload" href="./pkg/app.js">
<link rel="preload" as="fetch" href="./pkg/app_bg.wasm" crossorigin></head>
<body><a href="./public/sample.json" download>sample</a><a href="./">top</a>FIGURE</body></html>"#;

const FILES: [(&str, &str); 17] = [
    ("index.html", PAGE),
    ("locales/en.toml", "language = \"en\"\ndirection = \"ltr\"\n[a]\nb = \"c\"\n"),
    ("public/theme.js", "document.documentElement.dataset.theme = 'dark';"),
    ("public/icon.svg", "<svg/>"),
    (
        "public/boot.js",
        "await import('../pkg/app.js'); new URL('../pkg/app_bg.wasm', import.meta.url); new URL('./worker.js', import.meta.url);",
    ),
    (
        "public/worker.js",
        "import init from '../worker/pkg/desk.js'; new URL('../worker/pkg/desk_bg.wasm', import.meta.url);",
    ),
    ("public/embed.js", "postMessage(1);"),
    ("public/sw.js", "const VERSION = \"{version}\"; const PAGES = {pages}; const FILES = {files};"),
    ("public/sample.json", "{}"),
    ("public/_headers", "/*\n  Content-Security-Policy: default-src 'none'; frame-ancestors 'self'\n"),
    ("style/base.css", "@font-face { font-family: X; src: url(../node_modules/f/x.woff2) } p { color: red }"),
    ("style/print.css", "p { color: black }"),
    ("node_modules/f/x.woff2", "font"),
    ("pkg/app.js", "new URL('app_bg.wasm', import.meta.url)"),
    ("pkg/app_bg.wasm", "wasm"),
    ("worker/pkg/desk.js", "new URL('desk_bg.wasm', import.meta.url)"),
    ("worker/pkg/desk_bg.wasm", "fast wasm"),
];

fn repository(without: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in FILES.into_iter().filter(|(name, _)| !without.contains(name)) {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    folder
}

fn assembled(without: &[&str]) -> Result<Site> {
    assemble(repository(without).path(), |_, html| Ok(html.replace("FIGURE", "<svg></svg>")), None)
}

fn text(site: &Site, path: &str) -> String {
    String::from_utf8(site.files[path].content.clone()).unwrap()
}

fn asset<'site>(site: &'site Site, start: &str, end: &str) -> &'site str {
    let found = site.files.keys().find(|path| path.starts_with(&format!("assets/{start}.")) && path.ends_with(end));
    found.unwrap_or_else(|| panic!("no asset {start}*{end}"))
}

#[test]
fn the_page_refers_to_what_is_shipped() {
    let site = assembled(&[]).unwrap();
    let page = text(&site, "index.html");
    for (start, end) in [("theme", ".js"), ("boot", ".js"), ("style", ".css"), ("x", ".woff2")] {
        let path = asset(&site, start, end);
        assert_eq!(page.matches(&format!("\"./{path}\"")).count(), 1, "{page}");
    }
    assert!(
        page.contains("href=\"./icon.svg\"") && page.contains("href=\"./sample.json\"") && page.contains("href=\"./\""),
        "{page}"
    );
    assert!(page.contains("<svg></svg>") && page.contains("content=\"default-src 'none'\""), "{page}");
    assert!(!page.contains("public/") && !page.contains("print.css") && !page.contains("frame-ancestors"), "{page}");
    assert!(site.warnings.is_empty());
}

#[test]
fn style_sheets_become_one() {
    let site = assembled(&[]).unwrap();
    let css = text(&site, asset(&site, "style", ".css"));
    let font = asset(&site, "x", ".woff2").trim_start_matches("assets/");
    assert!(css.contains(&format!("url(\"./{font}\")")), "{css}");
    let (screen, print) = (css.find("p{color:red}").unwrap(), css.find("@media print{p{color:#000}}").unwrap());
    assert!(screen < print);
}

#[test]
fn scripts_are_hashed_only_when_the_page_loads_them() {
    let site = assembled(&[]).unwrap();
    assert!(site.files.contains_key("embed.js"));
    assert!(!site.files.contains_key("boot.js") && !site.files.contains_key("theme.js"));
    assert!(text(&site, asset(&site, "boot", ".js")).contains("./app_bg."));
}

#[test]
fn the_worker_is_shipped_under_hashed_names_and_found_by_them() {
    let site = assembled(&[]).unwrap();
    let short = |start, end| asset(&site, start, end).trim_start_matches("assets/");
    let (worker, glue, wasm) = (short("worker", ".js"), short("desk", ".js"), short("desk_bg", ".wasm"));
    assert!(text(&site, asset(&site, "boot", ".js")).contains(&format!("new URL(\"./{worker}\", import.meta.url)")));
    let script = text(&site, asset(&site, "worker", ".js"));
    assert!(script.contains(&format!("\"./{glue}\"")) && script.contains(&format!("\"./{wasm}\"")), "{script}");
    assert!(text(&site, asset(&site, "desk", ".js")).contains(wasm));
    assert!(!text(&site, "index.html").contains("worker"), "nothing of it loads with the page");
    assert!(!site.files.contains_key("worker.js"));
}

#[test]
fn the_page_names_the_words_of_its_language() {
    let site = assembled(&[]).unwrap();
    let words = asset(&site, "en", ".txt");
    assert!(text(&site, "index.html").contains(&format!("<html lang=\"en\" data-words=\"./{words}\" data-version=")));
    assert!(text(&site, words).starts_with("en ltr ") && text(&site, words).ends_with("\nc\n"));
    assert_eq!(site.files[words].role, Role::Program);
    let message = format!("{:#}", assembled(&["locales/en.toml"]).unwrap_err());
    assert!(message.contains(": locales/"), "{message}");
}

#[test]
fn what_the_program_needs_is_its_own_even_where_the_page_asks_for_it_early() {
    let site = assembled(&[]).unwrap();
    let page = text(&site, "index.html");
    for (start, end, role) in [("app", ".js", Role::Program), ("app_bg", ".wasm", Role::Wasm)] {
        let path = asset(&site, start, end);
        assert!(page.contains(&format!("href=\"./{path}\"")), "{page}");
        assert_eq!(site.files[path].role, role);
    }
}

#[test]
fn a_further_language_is_a_page_and_a_file_of_words() {
    let folder = repository(&[]);
    let write = |path: &str, text: &str| std::fs::write(folder.path().join(path), text).unwrap();
    write("locales/ar.toml", "language = \"ar\"\ndirection = \"rtl\"\n[a]\nb = \"ج\"\n");
    let links = "<a href=\"./\">en</a><a href=\"./index.ar.html\">ar</a>";
    write("index.ar.html", &PAGE.replace("lang=\"en\"", "lang=\"ar\" dir=\"rtl\"").replace("FIGURE", links));
    let site = assemble(folder.path(), |_, html| Ok(html.to_owned()), None).unwrap();
    let words = asset(&site, "ar", ".txt");
    let page = text(&site, "index.ar.html");
    assert!(page.contains(&format!("data-words=\"./{words}\"")) && page.contains(links), "{page}");
    assert!(text(&site, words).starts_with("ar rtl ") && text(&site, words).ends_with("\nج\n"));
    assert!(text(&site, "index.html").contains(&format!("data-words=\"./{}\"", asset(&site, "en", ".txt"))));
    write("index.de.html", &PAGE.replace("lang=\"en\"", "lang=\"de\""));
    let message = format!("{:#}", assemble(folder.path(), |_, html| Ok(html.to_owned()), None).unwrap_err());
    assert_eq!(message, "index.de.html cannot be put together: locales/de.toml is missing");
}

#[test]
fn every_file_has_its_role() {
    let site = assembled(&[]).unwrap();
    let role = |path: &str| site.files[path].role;
    assert_eq!(role("index.html"), Role::First);
    assert_eq!(role("icon.svg"), Role::First);
    assert_eq!(role(asset(&site, "app", ".js")), Role::Program);
    assert_eq!(role(asset(&site, "app_bg", ".wasm")), Role::Wasm);
    assert_eq!(role(asset(&site, "x", ".woff2")), Role::Font);
    for (start, end) in [("worker", ".js"), ("desk", ".js"), ("desk_bg", ".wasm")] {
        assert_eq!(role(asset(&site, start, end)), Role::Worker);
    }
    assert_eq!(role("sample.json"), Role::Other);
}

#[test]
fn what_packing_makes_smaller_comes_packed() {
    let site = assembled(&[]).unwrap();
    let packed = |path: &str| (site.files[path].brotli.is_some(), site.files[path].gzip.is_some());
    assert_eq!(packed("index.html"), (true, true));
    for path in ["_headers", "sample.json", asset(&site, "x", ".woff2"), asset(&site, "app_bg", ".wasm")] {
        assert_eq!(packed(path), (false, false), "{path}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let once = assembled(&[]).unwrap();
    assert_eq!(once, assembled(&[]).unwrap());
    // What is taken over from the build before is what would have been made.
    let folder = repository(&[]);
    std::fs::write(folder.path().join("style/base.css"), "p { color: green }").unwrap();
    let build = |before| assemble(folder.path(), |_, html| Ok(html.replace("FIGURE", "<svg></svg>")), before).unwrap();
    assert_eq!(build(Some(&once)), build(None));
}

#[test]
fn without_fonts_the_page_is_whole() {
    let site = assembled(&["node_modules/f/x.woff2"]).unwrap();
    assert_eq!(site.warnings.len(), 1);
    assert!(!text(&site, "index.html").contains("woff2"));
    assert!(!text(&site, asset(&site, "style", ".css")).contains("font-face"));
}

#[test]
fn a_missing_file_is_named() {
    for (file, url) in [
        ("public/icon.svg", "./public/icon.svg"),
        ("style/base.css", "./style/base.css"),
        ("pkg/app.js", "../pkg/app.js"),
        ("worker/pkg/desk.js", "../worker/pkg/desk.js"),
        ("public/sample.json", "./public/sample.json"),
        ("public/_headers", "_headers"),
    ] {
        let message = format!("{:#}", assembled(&[file]).unwrap_err());
        assert!(message.contains(url), "{file}: {message}");
    }
}

#[test]
fn a_page_that_cannot_be_filled_in_is_not_built() {
    let result = assemble(repository(&[]).path(), |_, _| Err("no figure".to_owned()), None);
    assert!(result.unwrap_err().to_string().ends_with("no figure"));
}

#[test]
fn the_service_worker_knows_the_version_and_every_file() {
    let site = assembled(&[]).unwrap();
    let (script, page) = (text(&site, "sw.js"), text(&site, "index.html"));
    let version = page.split("data-version=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(script.contains(&format!("const VERSION = \"{version}\";")), "{script}");
    let digest = offline::digest(page.as_bytes());
    assert!(script.contains(&format!("const PAGES = {{ \"index.html\": \"{digest}\" }};")), "{script}");
    for path in site.files.keys() {
        let unlisted = ["_headers", "sw.js"].contains(&path.as_str());
        assert_eq!(script.contains(&format!("\"{path}\"")), !unlisted, "{path}");
    }
}

#[test]
fn another_word_anywhere_is_another_version() {
    let version = |file: &str, content: &str| {
        let folder = repository(&[]);
        std::fs::write(folder.path().join(file), content).unwrap();
        let site = assemble(folder.path(), |_, html| Ok(html.to_owned()), None).unwrap();
        text(&site, "index.html").split("data-version=\"").nth(1).unwrap()[..16].to_owned()
    };
    let same = version("public/sample.json", "{}");
    assert_eq!(same, version("public/sample.json", "{}"));
    for (file, content) in [
        ("public/sample.json", "{ }"),
        ("pkg/app_bg.wasm", "other wasm"),
        ("index.html", &PAGE.replace("FIGURE", "other")),
    ] {
        assert_ne!(same, version(file, content), "{file}");
    }
}
