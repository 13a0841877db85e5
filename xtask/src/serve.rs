//! Serves `dist/` on this machine only, with the headers that `_headers` promises.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use tokio::sync::RwLock;
use tower_http::services::ServeDir;

use crate::process;
use crate::site_headers::SiteHeaders;

/// A port and a path, held while the page is still being built.
pub struct Place {
    listener: TcpListener,
    under: String,
}

/// A server that has not begun to answer.
pub struct Server {
    listener: TcpListener,
    router: Router,
    url: String,
    site: Arc<Site>,
}

/// A site that can be replaced while it is served.
#[derive(Clone)]
pub struct Live(Arc<Site>);

/// What every response needs.
struct Site {
    /// Held by every request until its file is open, and by whoever replaces the files.
    headers: RwLock<SiteHeaders>,
    folder: PathBuf,
    /// The path of the site, with a slash at both ends.
    under: String,
}

impl Place {
    /// Takes the port; 0 takes any free one.
    pub fn take(port: u16, under: &str) -> Result<Self> {
        let under = with_slashes(under)?;
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => Ok(Self { listener, under }),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {
                bail!("Port {port} is taken by another program: choose one with --port, or let --port 0 find one.")
            }
            Err(error) => bail!("Port {port} cannot be opened: {error}."),
        }
    }

    /// Serves the site in `folder`. What it lacks is looked for in `last`, where a site that was replaced leaves its assets.
    pub fn serve(self, folder: &Path, last: Option<&Path>) -> Result<Server> {
        let Self { listener, under } = self;
        let headers = RwLock::new(read_headers(folder)?);
        listener.set_nonblocking(true)?;
        let url = format!("http://{}{under}", listener.local_addr()?);
        let site = Arc::new(Site { headers, folder: folder.to_path_buf(), under });
        Ok(Server { listener, router: router(folder, last, Arc::clone(&site)), url, site })
    }
}

impl Live {
    /// Runs `put`, which replaces the files, while no request is under way; then reads their headers.
    pub fn replace(&self, put: impl FnOnce() -> Result<()>) -> Result<()> {
        let mut headers = self.0.headers.blocking_write();
        put()?;
        *headers = read_headers(&self.0.folder)?;
        Ok(())
    }
}

impl Server {
    /// Where the page is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The site, to be replaced while it is served.
    pub fn live(&self) -> Live {
        Live(Arc::clone(&self.site))
    }

    /// Answers until the process ends.
    pub fn run(self) -> Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            axum::serve(listener, self.router).await
        })?;
        Err(anyhow!("The server stopped."))
    }

    /// Answers from a thread of its own until the process ends.
    pub fn run_in_background(self) -> String {
        let url = self.url.clone();
        std::thread::spawn(move || {
            if let Err(error) = self.run() {
                process::complain(&error);
            }
        });
        url
    }
}

fn router(folder: &Path, last: Option<&Path>, site: Arc<Site>) -> Router {
    let packed = |folder: &Path| ServeDir::new(folder).precompressed_br().precompressed_gzip();
    let files = packed(folder).fallback(packed(last.unwrap_or(folder)));
    let router = if site.under == "/" {
        Router::new().fallback_service(files)
    } else {
        // Without its last slash the page would look for its files one level too high.
        let page = site.under.clone();
        let bare = site.under.trim_end_matches('/').to_owned();
        Router::new().nest_service(&site.under, files).route(&bare, get(|| async move { Redirect::permanent(&page) }))
    };
    router.layer(middleware::from_fn_with_state(site, add_headers))
}

async fn add_headers(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let path = match request.uri().path().strip_prefix(site.under.as_str()) {
        Some(rest) => format!("/{rest}"),
        None => return next.run(request).await,
    };
    // Hosts read this file and do not publish it.
    if path == "/_headers" {
        return StatusCode::NOT_FOUND.into_response();
    }
    let headers = site.headers.read().await;
    // When this is done the file is open and stays as it is, whatever takes its place.
    let mut response = next.run(request).await;
    for (name, value) in headers.of(&path) {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fn read_headers(folder: &Path) -> Result<SiteHeaders> {
    let text = std::fs::read_to_string(folder.join("_headers"))
        .context("There is no dist/_headers to serve by: run `cargo xtask build` first.")?;
    SiteHeaders::parse(&text)
}

fn with_slashes(under: &str) -> Result<String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    ensure!(
        under.bytes().all(plain) && !under.contains("//"),
        "--under takes a path of letters, digits and - _ . ~ between slashes, not `{under}`."
    );
    match under.trim_matches('/') {
        "" => Ok("/".to_owned()),
        inner => Ok(format!("/{inner}/")),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;

    use super::*;

    fn site() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("assets")).unwrap();
        let headers = "/*\n  X-All: yes\n/assets/*\n  Cache-Control: immutable\n";
        for (name, content) in [
            ("_headers", headers),
            ("index.html", "<p>page</p>"),
            ("assets/a.wasm", "wasm"),
            ("assets/b.js", "long script"),
            ("assets/b.js.br", "short"),
            ("assets/b.js.gz", "middling"),
        ] {
            std::fs::write(folder.path().join(name), content).unwrap();
        }
        folder
    }

    fn ask(url: &str, path: &str) -> String {
        ask_for(url, path, "gzip, br")
    }

    fn ask_for(url: &str, path: &str, encoding: &str) -> String {
        let address = url.trim_start_matches("http://").split('/').next().unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: {encoding}\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn files_come_with_their_headers() {
        let folder = site();
        let url = Place::take(0, "/").unwrap().serve(folder.path(), None).unwrap().run_in_background();
        let page = ask(&url, "/");
        assert!(page.contains("200 OK") && page.contains("x-all: yes") && page.ends_with("<p>page</p>"), "{page}");
        let wasm = ask(&url, "/assets/a.wasm");
        assert!(wasm.contains("content-type: application/wasm"), "{wasm}");
        assert!(wasm.contains("cache-control: immutable"), "{wasm}");
        assert!(ask(&url, "/_headers").contains("404"));
        assert!(ask(&url, "/absent").contains("404"));
    }

    #[test]
    fn a_browser_gets_the_packing_it_reads() {
        let folder = site();
        let url = Place::take(0, "/").unwrap().serve(folder.path(), None).unwrap().run_in_background();
        let packings =
            [("gzip, br", Some("br"), "short"), ("gzip", Some("gzip"), "middling"), ("identity", None, "long script")];
        for (accepted, sent, content) in packings {
            let script = ask_for(&url, "/assets/b.js", accepted);
            match sent {
                Some(sent) => assert!(script.contains(&format!("content-encoding: {sent}\r\n")), "{script}"),
                None => assert!(!script.contains("content-encoding"), "{script}"),
            }
            assert!(script.ends_with(content), "{script}");
            assert!(script.contains("content-type: text/javascript"), "{script}");
            // Else a cache hands one browser's packing to another.
            assert!(script.contains("vary: accept-encoding"), "{script}");
        }
        let wasm = ask_for(&url, "/assets/a.wasm", "gzip, br");
        assert!(!wasm.contains("content-encoding") && wasm.ends_with("wasm"), "{wasm}");
    }

    #[test]
    fn a_site_below_a_path_answers_there_only() {
        let folder = site();
        let url = Place::take(0, "some/path").unwrap().serve(folder.path(), None).unwrap().run_in_background();
        assert!(url.ends_with("/some/path/"), "{url}");
        assert!(ask(&url, "/some/path/").ends_with("<p>page</p>"));
        assert!(ask(&url, "/some/path/assets/a.wasm").contains("cache-control: immutable"));
        assert!(ask(&url, "/some/path").contains("location: /some/path/"));
        assert!(ask(&url, "/assets/a.wasm").contains("404"));
        assert!(ask(&url, "/some/path/_headers").contains("404"));
    }

    #[test]
    fn a_taken_port_is_a_sentence() {
        let first = Place::take(0, "/").unwrap();
        let port = first.listener.local_addr().unwrap().port();
        let error = Place::take(port, "/").err().unwrap();
        assert!(error.to_string().contains("is taken"), "{error}");
    }

    #[test]
    fn paths_get_their_slashes() {
        assert_eq!(with_slashes("").unwrap(), "/");
        assert_eq!(with_slashes("/a/b").unwrap(), "/a/b/");
        assert!(with_slashes("/a b").is_err());
        assert!(with_slashes("/{x}").is_err());
    }
}
