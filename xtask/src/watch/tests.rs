//! A small site that is served, changed and asked for again.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use anyhow::bail;

use super::*;
use crate::serve::Place;

const FILES: [(&str, &str); 6] = [
    (
        "index.html",
        r#"<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="stylesheet" href="./style/a.css"></head>one</html>"#,
    ),
    ("style/a.css", "p { color: red }"),
    ("public/_headers", "/*\n  Content-Security-Policy: default-src 'none'\n"),
    ("locales/en.toml", "language = \"en\"\ndirection = \"ltr\"\n[a]\nb = \"one\"\n"),
    ("src/ui/a.rs", "one"),
    ("src/engine/a.rs", "one"),
];

/// A compiler that says when it begins, and ends when it is told how.
struct Compiler {
    begun: Receiver<Module>,
    end: Sender<bool>,
}

struct Served {
    folder: tempfile::TempDir,
    url: String,
    compiler: Compiler,
}

fn served() -> Served {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for (name, content) in FILES {
        write(root, name, content);
    }
    let prerender =
        |_: &str, html: &str| if html.contains("bad") { Err("bad page".to_owned()) } else { Ok(html.to_owned()) };
    let site = build::assemble(root, prerender, None).unwrap();
    build::output::write(root, &site).unwrap();
    let last = root.join(build::output::LAST);
    let server = Place::take(0, "/").unwrap().serve(&root.join("dist"), Some(&last)).unwrap();
    let live = server.live();
    let url = server.run_in_background();

    let (say_begun, begun) = mpsc::channel();
    let (end, told_end) = mpsc::channel();
    let compile = move |module| {
        say_begun.send(module).unwrap();
        if told_end.recv().unwrap() { Ok(()) } else { bail!("error[E0000]") }
    };
    let changes = Changes::watch(root).unwrap();
    let parts = Parts { compile: Box::new(compile), prerender: Box::new(move |file, html, _| prerender(file, html)) };
    let follower = Follower::new(root.to_path_buf(), live, site, parts);
    std::thread::spawn(move || follower.run(&changes));
    Served { folder, url, compiler: Compiler { begun, end } }
}

fn write(root: &Path, name: &str, content: &str) {
    let path = root.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, content).unwrap();
}

impl Served {
    fn write(&self, name: &str, content: &str) {
        write(self.folder.path(), name, content);
    }

    fn get(&self, path: &str) -> String {
        let address = self.url.trim_start_matches("http://").trim_end_matches('/');
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Asks until the page says so. Every answer on the way is a whole page.
    fn wait_for(&self, path: &str, part: &str) -> String {
        for _ in 0..2000 {
            let page = self.get(path);
            assert!(page.contains("200 OK"), "{page}");
            if page.contains(part) {
                return page;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("{path} never had {part}");
    }

    fn wait_for_compiler(&self) -> Module {
        self.compiler.begun.recv_timeout(Duration::from_secs(20)).unwrap()
    }
}

fn style_of(page: &str) -> String {
    let (_, rest) = page.split_once("\"./assets/style.").unwrap();
    format!("/assets/style.{}", rest.split_once('"').unwrap().0)
}

#[test]
fn a_change_is_served_whole_without_compiling() {
    let site = served();
    let old = style_of(&site.get("/"));
    site.write("style/a.css", "p { color: #123456 }");
    let new = loop {
        let name = style_of(&site.wait_for("/", "one"));
        // A page that was asked for a moment ago still finds its style sheet.
        assert!(site.get(&old).contains("red"));
        if name != old {
            break name;
        }
    };
    assert!(site.get(&new).contains("#123456"));
    site.write("public/_headers", "/*\n  Content-Security-Policy: default-src 'none'\n  X-New: yes\n");
    site.wait_for("/", "x-new: yes");
    assert!(site.compiler.begun.try_recv().is_err());
}

#[test]
fn new_texts_compile_nothing_and_new_keys_everything() {
    let site = served();
    site.write("locales/en.toml", &FILES[3].1.replace("\"one\"", "\"two\""));
    let words_of = |page: &str| page.split_once("data-words=\"./").unwrap().1.split_once('"').unwrap().0.to_owned();
    let said = || site.get(&format!("/{}", words_of(&site.get("/"))));
    for _ in 0..1000 {
        if said().ends_with("\ntwo\n") {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(said().ends_with("\ntwo\n"));
    assert!(site.compiler.begun.try_recv().is_err());
    site.write("locales/en.toml", &FILES[3].1.replace("b =", "c ="));
    assert_eq!(site.wait_for_compiler(), Module::Page);
    site.compiler.end.send(true).unwrap();
    assert_eq!(site.wait_for_compiler(), Module::Worker);
    site.compiler.end.send(true).unwrap();
}

#[test]
fn a_failed_build_keeps_the_page_and_is_made_up_for() {
    let site = served();
    site.write("src/ui/a.rs", "broken");
    site.wait_for_compiler();
    site.compiler.end.send(false).unwrap();
    // The next change is not of the program, but the program is still owed.
    site.write("index.html", &FILES[0].1.replace("one", "two"));
    site.wait_for_compiler();
    site.wait_for("/", "one");
    site.compiler.end.send(true).unwrap();
    site.wait_for("/", "two");
    site.write("index.html", &FILES[0].1.replace("one", "bad"));
    std::thread::sleep(Duration::from_millis(400));
    site.wait_for("/", "two");
    site.write("index.html", &FILES[0].1.replace("one", "three"));
    site.wait_for("/", "three");
}

#[test]
fn changes_during_a_build_are_one_further_build() {
    let site = served();
    site.write("src/ui/a.rs", "two");
    site.wait_for_compiler();
    for n in 0..5 {
        site.write("src/ui/a.rs", &format!("{n}"));
        site.write("index.html", &FILES[0].1.replace("one", &format!("page {n}")));
        std::thread::sleep(Duration::from_millis(200));
    }
    site.compiler.end.send(true).unwrap();
    site.wait_for_compiler();
    site.compiler.end.send(true).unwrap();
    site.wait_for("/", "page 4");
    assert!(site.compiler.begun.recv_timeout(Duration::from_millis(600)).is_err(), "a third build began");
}

#[test]
fn the_engine_is_compiled_for_the_page_and_then_for_the_worker() {
    let site = served();
    site.write("src/engine/a.rs", "two");
    assert_eq!(site.wait_for_compiler(), Module::Page);
    site.compiler.end.send(true).unwrap();
    assert_eq!(site.wait_for_compiler(), Module::Worker);
    site.compiler.end.send(false).unwrap();
    // Only what failed is owed.
    site.write("index.html", &FILES[0].1.replace("one", "two"));
    assert_eq!(site.wait_for_compiler(), Module::Worker);
    site.compiler.end.send(true).unwrap();
    site.wait_for("/", "two");
    assert!(site.compiler.begun.try_recv().is_err());
}
