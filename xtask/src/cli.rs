//! The command line.

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt as _};

use crate::tables;

/// What `cargo xtask help` prints.
pub const HELP: &str = "\
cargo xtask build                 build the page into dist/
cargo xtask serve [options]       build it and serve it on this machine only; build it again when its sources change
                                  (the browser is not told: reload the page)
    --port NUMBER                 default 8080; 0 takes any free port
    --under PATH                  serve below this path, as a host with other sites would
    --no-watch                    build once
    --no-build                    serve dist/ as it is, and do not watch
cargo xtask fonts                 measure the letters of the fonts anew, for the figures
cargo xtask tables VENUE FILE     make the engine's margin table of a venue (binance, hyperliquid) from a file in the venue's own form
    --source TEXT                 where the file comes from
    --as-of YYYY-MM               when it was true, where that is known
cargo xtask test                  run every check; the last line counts them
cargo xtask bench [options]       time the page and its parts, weigh what is shipped
    --watching                    time the monitor alone
    --write                       put the figures into README.md

All of them first install what is missing, and say so.
";

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    Help,
    Build,
    Serve(ServeOptions),
    Fonts,
    Tables(tables::Options),
    Test,
    Bench { write: bool, watching: bool },
}

/// How to serve.
#[derive(Debug, PartialEq, Eq)]
pub struct ServeOptions {
    pub port: u16,
    pub under: String,
    pub build: bool,
    pub watch: bool,
}

/// Reads the arguments; what is not understood is named.
pub fn parse(mut arguments: Parser) -> Result<Task> {
    let mut task = match arguments.next()? {
        None | Some(Arg::Short('h') | Arg::Long("help")) => return Ok(Task::Help),
        Some(Arg::Value(name)) => match name.to_str() {
            Some("help") => return Ok(Task::Help),
            Some("build") => Task::Build,
            Some("serve") => Task::Serve(ServeOptions { port: 8080, under: "/".to_owned(), build: true, watch: true }),
            Some("fonts") => Task::Fonts,
            Some("tables") => {
                let venue = arguments.value().map_err(|_| missing())?.string()?;
                let file = arguments.value().map_err(|_| missing())?.into();
                Task::Tables(tables::Options { venue, file, ..tables::Options::default() })
            }
            Some("test") => Task::Test,
            Some("bench") => Task::Bench { write: false, watching: false },
            _ => bail!("There is no task {}.\n\n{HELP}", name.display()),
        },
        Some(other) => bail!("{}\n\n{HELP}", other.unexpected()),
    };
    while let Some(argument) = arguments.next()? {
        match (&mut task, argument) {
            (_, Arg::Short('h') | Arg::Long("help")) => return Ok(Task::Help),
            (Task::Serve(options), Arg::Long("port")) => options.port = arguments.value()?.parse()?,
            (Task::Serve(options), Arg::Long("under")) => options.under = arguments.value()?.string()?,
            (Task::Serve(options), Arg::Long("no-watch")) => options.watch = false,
            (Task::Serve(options), Arg::Long("no-build")) => (options.build, options.watch) = (false, false),
            (Task::Tables(options), Arg::Long("source")) => options.source = arguments.value()?.string()?,
            (Task::Tables(options), Arg::Long("as-of")) => options.as_of = Some(arguments.value()?.string()?),
            (Task::Bench { write, .. }, Arg::Long("write")) => *write = true,
            (Task::Bench { watching, .. }, Arg::Long("watching")) => *watching = true,
            (_, other) => bail!("{}\n\n{HELP}", other.unexpected()),
        }
    }
    Ok(task)
}

fn missing() -> anyhow::Error {
    anyhow::anyhow!("A venue and a file are needed.\n\n{HELP}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Task> {
        parse(Parser::from_args(arguments))
    }

    #[test]
    fn serve_has_defaults() {
        let expected = ServeOptions { port: 8080, under: "/".to_owned(), build: true, watch: true };
        assert_eq!(read(&["serve"]).unwrap(), Task::Serve(expected));
        let once = ServeOptions { port: 8080, under: "/".to_owned(), build: true, watch: false };
        assert_eq!(read(&["serve", "--no-watch"]).unwrap(), Task::Serve(once));
    }

    #[test]
    fn serve_reads_its_options() {
        let expected = ServeOptions { port: 0, under: "/a/b/".to_owned(), build: false, watch: false };
        let task = read(&["serve", "--port", "0", "--under=/a/b/", "--no-build"]);
        assert_eq!(task.unwrap(), Task::Serve(expected));
    }

    #[test]
    fn tables_take_a_venue_and_a_file() {
        let task = read(&["tables", "binance", "brackets.json", "--as-of", "2024-10", "--source=the venue"]);
        let expected = tables::Options {
            venue: "binance".to_owned(),
            file: "brackets.json".into(),
            as_of: Some("2024-10".to_owned()),
            source: "the venue".to_owned(),
        };
        assert_eq!(task.unwrap(), Task::Tables(expected));
        assert!(read(&["tables", "binance"]).unwrap_err().to_string().starts_with("A venue and a file are needed"));
    }

    #[test]
    fn bench_writes_only_when_asked() {
        assert_eq!(read(&["bench"]).unwrap(), Task::Bench { write: false, watching: false });
        assert_eq!(read(&["bench", "--write"]).unwrap(), Task::Bench { write: true, watching: false });
        assert_eq!(read(&["bench", "--watching"]).unwrap(), Task::Bench { write: false, watching: true });
    }

    #[test]
    fn fonts_are_measured() {
        assert_eq!(read(&["fonts"]).unwrap(), Task::Fonts);
    }

    #[test]
    fn what_is_not_understood_is_named() {
        assert!(read(&["paint"]).unwrap_err().to_string().contains("paint"));
        assert!(read(&["build", "--port"]).unwrap_err().to_string().contains("--port"));
        assert!(read(&["serve", "--port", "high"]).unwrap_err().to_string().contains("high"));
    }

    #[test]
    fn nothing_asked_is_help() {
        assert_eq!(read(&[]).unwrap(), Task::Help);
    }
}
