//! The child: sets its own limits, then answers one ask after another.

use crate::error::told;
use crate::frames::{self, Ask, Payload, Task, Tell};
use crate::{LIMITS, ReadError, formats, tables};
use rlimit::Resource;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The hidden command under which the binary is the child.
pub const COMMAND: &str = "read-untrusted";

/// What the hidden command runs; never returns to the caller's own work.
pub fn child_main() -> io::Result<()> {
    Resource::AS.set(LIMITS.memory_bytes, LIMITS.memory_bytes)?;
    Resource::FSIZE.set(0, 0)?;
    Resource::NOFILE.set(16, 16)?;
    Resource::CORE.set(0, 0)?;
    std::panic::set_hook(Box::new(|_| {}));
    serve(&mut BufReader::new(io::stdin().lock()), &mut BufWriter::new(io::stdout().lock()), true)
}

/// Gives the next file its own processor time: the limit counts from the process's start.
fn rearm(task: Task) {
    let seconds = if matches!(task, Task::Rows | Task::Lines) { LIMITS.table_seconds } else { LIMITS.cpu_seconds };
    let _ = Resource::CPU.set(used_seconds() + seconds + 1, rlimit::INFINITY);
}

/// Processor seconds used so far, as the kernel tells.
fn used_seconds() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = |at: usize| after_name.split_whitespace().nth(at).and_then(|t| t.parse::<u64>().ok()).unwrap_or(0);
    // User and system time, in hundredths of a second.
    (ticks(11) + ticks(12)) / 100
}

/// Answers asks until the input ends.
pub(crate) fn serve(input: &mut dyn Read, out: &mut dyn Write, limited: bool) -> io::Result<()> {
    while let Some(header) = frames::read(input, 1 << 20)? {
        let ask: Ask = serde_json::from_slice(&header)?;
        if limited {
            rearm(ask.task);
        }
        let mut payload = Payload::new(input);
        let outcome = catch_unwind(AssertUnwindSafe(|| answer(&ask, &mut payload, out)));
        let failed = match outcome {
            Ok(Ok(())) => None,
            Ok(Err(Stop::Failed(error))) => Some(error),
            Ok(Err(Stop::Gone(error))) => return Err(error),
            Err(_) => Some(ReadError::new(
                "malformed",
                told!(
                    "damaged",
                    "{file} is damaged in a way that its format does not allow. Open it in the program that made it, save it anew, and import that.",
                    file = ask.name
                ),
            )),
        };
        payload.drain()?;
        tell(out, &failed.map_or(Tell::End, Tell::Failed))?;
        out.flush()?;
    }
    Ok(())
}

/// Why an answer stopped.
pub(crate) enum Stop {
    /// The file cannot be read.
    Failed(ReadError),
    /// The parent is gone.
    Gone(io::Error),
}

impl From<ReadError> for Stop {
    fn from(error: ReadError) -> Stop {
        Stop::Failed(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Gone(error)
    }
}

pub(crate) fn tell(out: &mut dyn Write, tell: &Tell) -> io::Result<()> {
    frames::write(out, &serde_json::to_vec(tell)?)
}

fn answer(ask: &Ask, payload: &mut Payload<'_>, out: &mut dyn Write) -> Result<(), Stop> {
    match ask.task {
        Task::Document => {
            let bytes = whole(&ask.name, payload)?;
            let extracted = formats::read(&ask.name, &bytes, ask.format, ask.reading)?;
            tell(out, &Tell::Document(Box::new(extracted)))?;
        }
        Task::Archive => {
            let bytes = whole(&ask.name, payload)?;
            formats::zip::members(&ask.name, &bytes, &mut |member, read| tell(out, &Tell::Member(member, read.map(Box::new))))?;
        }
        Task::Rows => tables::rows(&ask.name, payload, out)?,
        Task::Lines => tables::lines(&ask.name, payload, out)?,
    }
    Ok(())
}

fn whole(name: &str, payload: &mut Payload<'_>) -> Result<Vec<u8>, Stop> {
    let mut bytes = Vec::new();
    payload.take(LIMITS.input_bytes + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMITS.input_bytes {
        return Err(ReadError::new(
            "too_large",
            told!(
                "large",
                "{file} has more than {most} MiB, the most a text may have. Split it, or take out its pictures.",
                file = name,
                most = LIMITS.input_bytes >> 20
            ),
        )
        .into());
    }
    Ok(bytes)
}
