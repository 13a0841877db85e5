//! Running other programs: quietly, or with their output passed on while it is kept.

use std::io::{BufRead as _, BufReader, IsTerminal as _, Read, Write};
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context as _, Result, anyhow, bail};

/// Lines of output shown when a quiet command fails.
const TAIL: usize = 30;

/// What a streamed command left behind.
pub struct Outcome {
    pub success: bool,
    /// Everything it printed to standard output and standard error.
    pub output: String,
}

/// Prints an error, and below it what caused it.
pub fn complain(error: &anyhow::Error) {
    eprintln!("{error}");
    for cause in error.chain().skip(1) {
        eprintln!("  {cause}");
    }
}

/// Runs to the end without a word. A failure shows the command, its exit code, its last lines and `advice`.
pub fn quiet(command: &mut Command, advice: &str) -> Result<String> {
    run(command, advice, TAIL)
}

/// The same for a compiler: a failure shows all that it said.
pub fn silent(command: &mut Command, advice: &str) -> Result<String> {
    if std::io::stderr().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    run(command.env("CARGO_TERM_QUIET", "true"), advice, usize::MAX)
}

fn run(command: &mut Command, advice: &str, lines: usize) -> Result<String> {
    let line = line(command);
    let result =
        command.stdin(Stdio::null()).output().with_context(|| format!("`{line}` could not be started. {advice}"))?;
    let mut output = String::from_utf8_lossy(&result.stdout).into_owned();
    if result.status.success() {
        return Ok(output);
    }
    output.push_str(&String::from_utf8_lossy(&result.stderr));
    bail!("`{line}` failed ({}):\n{}\n{advice}", code(result.status), tail(&output, lines));
}

/// Runs to the end, showing the output as it comes.
pub fn stream(command: &mut Command) -> Result<Outcome> {
    let line = line(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{line}` could not be started."))?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let output = std::thread::scope(|scope| {
        let errors = scope.spawn(|| pass_on(stderr, std::io::stderr()));
        let mut output = pass_on(stdout, std::io::stdout())?;
        let errors = errors.join().map_err(|_| anyhow!("The output of `{line}` was lost."))?;
        output.push_str(&errors?);
        anyhow::Ok(output)
    })?;
    let status = child.wait().with_context(|| format!("`{line}` was lost."))?;
    if !status.success() {
        eprintln!("`{line}` failed ({}).", code(status));
    }
    Ok(Outcome { success: status.success(), output })
}

/// The command as one would type it.
pub fn line(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let name = program.file_stem().unwrap_or(command.get_program());
    let mut words = vec![name.to_string_lossy()];
    words.extend(command.get_args().map(|argument| argument.to_string_lossy()));
    words.join(" ")
}

fn pass_on(source: Option<impl Read>, mut sink: impl Write) -> Result<String> {
    let mut kept = String::new();
    let Some(source) = source else {
        return Ok(kept);
    };
    let mut source = BufReader::new(source);
    let mut bytes = Vec::new();
    while source.read_until(b'\n', &mut bytes)? > 0 {
        sink.write_all(&bytes)?;
        sink.flush()?;
        kept.push_str(&String::from_utf8_lossy(&bytes));
        bytes.clear();
    }
    Ok(kept)
}

fn code(status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("exit code {code}"),
        None => "stopped by a signal".to_owned(),
    }
}

fn tail(output: &str, count: usize) -> String {
    let lines: Vec<&str> = output.trim_end().lines().collect();
    let from = lines.len().saturating_sub(count);
    lines.get(from..).unwrap_or_default().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_shows_command_code_output_and_advice() {
        let mut command = Command::new("cargo");
        command.arg("no-such-subcommand");
        let message = quiet(&mut command, "Try another.").unwrap_err().to_string();
        assert!(message.contains("`cargo no-such-subcommand` failed (exit code 101)"), "{message}");
        assert!(message.contains("no such command"), "{message}");
        assert!(message.ends_with("Try another."), "{message}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let message = quiet(&mut Command::new("no-such-program"), "Install it.").unwrap_err().to_string();
        assert_eq!(message, "`no-such-program` could not be started. Install it.");
    }

    #[test]
    fn the_tail_is_the_last_lines() {
        let long: String = (0..100).map(|number| format!("{number}\n")).collect();
        assert_eq!(tail(&long, TAIL).lines().count(), TAIL);
        assert!(tail(&long, TAIL).ends_with("99"));
        assert_eq!(tail("one\n", TAIL), "one");
    }
}
