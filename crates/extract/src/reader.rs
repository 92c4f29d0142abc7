//! The parent's side: a small pool of children, replaced when one dies.

use crate::error::told;
use crate::frames::{self, Ask, Task, Tell};
use crate::{Extracted, Format, JsonLine, LIMITS, ReadError, Reading, RowError, TableRow, child, signs};
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A child is replaced after so many files, in case reading leaves something behind.
const FILES_MAX: u32 = 2_000;

/// Reads files through limited children. May be used from several threads at once.
pub struct Reader {
    program: Option<PathBuf>,
    idle: Mutex<Vec<Running>>,
}

struct Running {
    process: Option<Arc<Mutex<Child>>>,
    input: Box<dyn Write + Send>,
    output: Box<dyn Read + Send>,
    files: u32,
}

impl Reader {
    /// A reader whose children are `program`, run with the hidden command.
    pub fn new(program: PathBuf) -> Reader {
        Reader { program: Some(program), idle: Mutex::new(Vec::new()) }
    }

    /// A reader whose children are this program, or the one that `GOODOFFICES_READER` names.
    pub fn of_this_program() -> std::io::Result<Reader> {
        let named = std::env::var_os("GOODOFFICES_READER").map(PathBuf::from);
        named.map_or_else(std::env::current_exe, Ok).map(Reader::new)
    }

    /// A reader without a process of its own and so without limits: for tests, whose files
    /// are our own.
    pub fn in_process() -> Reader {
        Reader { program: None, idle: Mutex::new(Vec::new()) }
    }

    fn take(&self) -> Result<Running, ReadError> {
        if let Some(running) = self.idle.lock().expect("no panic holds the children").pop() {
            return Ok(running);
        }
        let Some(program) = &self.program else { return Ok(thread_child()) };
        let started = Command::new(program)
            .arg(child::COMMAND)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .env_clear()
            .env("RAYON_NUM_THREADS", "1")
            .env("MALLOC_ARENA_MAX", "1")
            .spawn();
        let mut process = started.map_err(|error| {
            ReadError::new("stopped", told!("not-started", "The reader of files could not be started: {why}.", why = error))
        })?;
        let input = Box::new(BufWriter::new(process.stdin.take().expect("its input is a pipe")));
        let output = Box::new(BufReader::new(process.stdout.take().expect("its output is a pipe")));
        Ok(Running { process: Some(Arc::new(Mutex::new(process))), input, output, files: 0 })
    }

    /// Asks a child, handing every answer to `hear`; a child that died is not used again.
    fn ask(
        &self,
        task: Task,
        name: &str,
        (format, reading): (Option<Format>, Reading),
        source: &mut (dyn Read + Send),
        hear: &mut dyn FnMut(Tell) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let mut running = self.take()?;
        let seconds = if matches!(task, Task::Rows | Task::Lines) { LIMITS.table_seconds } else { LIMITS.wall_seconds };
        let ask = Ask { task, name: name.to_owned(), format, reading };
        let outcome = converse(&mut running, &ask, source, Duration::from_secs(seconds), hear);
        match outcome {
            Conversation::Ended(result) => {
                running.files += 1;
                if running.files < FILES_MAX {
                    self.idle.lock().expect("no panic holds the children").push(running);
                }
                result
            }
            Conversation::Broken(error) => Err(error),
            Conversation::Died { timed_out } => Err(why_died(name, running, timed_out)),
        }
    }

    /// Reads a text, as proposed where changes are tracked.
    pub fn document(&self, name: &str, bytes: &[u8], hint: Option<Format>) -> Result<Extracted, ReadError> {
        self.document_as(name, bytes, hint, Reading::Proposed)
    }

    /// Reads a text, as proposed or as before where changes are tracked.
    pub fn document_as(&self, name: &str, bytes: &[u8], hint: Option<Format>, reading: Reading) -> Result<Extracted, ReadError> {
        let mut found = None;
        self.ask(Task::Document, name, (hint, reading), &mut &*bytes, &mut |tell| {
            if let Tell::Document(extracted) = tell {
                found = Some(signs::of_text(*extracted));
            }
            Ok(())
        })?;
        found.ok_or_else(|| ReadError::new("malformed", told!("no-answer", "{file} gave no answer when read.", file = name)))
    }

    /// Reads the texts in an archive, handing each to `each` with its name.
    pub fn archive(&self, name: &str, bytes: &[u8], each: &mut dyn FnMut(String, Result<Extracted, ReadError>)) -> Result<(), ReadError> {
        self.ask(Task::Archive, name, (Some(Format::Zip), Reading::Proposed), &mut &*bytes, &mut |tell| {
            if let Tell::Member(member, read) = tell {
                each(methods::signs::shown(&member).into_owned(), read.map(|extracted| signs::of_text(*extracted)));
            }
            Ok(())
        })
    }

    /// Reads a CSV table row by row; an error of a row goes to `each` too, and the rest goes on.
    /// What `each` refuses ends the reading.
    pub fn rows<E>(
        &self,
        name: &str,
        mut source: impl Read + Send,
        each: &mut dyn FnMut(Result<TableRow, RowError>) -> Result<(), E>,
    ) -> Result<Result<(), E>, ReadError> {
        let mut head: Arc<[String]> = Arc::from([]);
        let mut refused = None;
        let outcome = self.ask(Task::Rows, name, (None, Reading::Proposed), &mut source, &mut |tell| {
            let heard = match tell {
                Tell::Head(mut columns) => {
                    let found = signs::of_row(1, &[], &mut columns);
                    head = columns.into();
                    found.into_iter().try_for_each(|found| each(Err(found)))
                }
                Tell::Row(number, mut cells) => {
                    let found = signs::of_row(number, &head, &mut cells);
                    let noted = found.into_iter().try_for_each(|found| each(Err(found)));
                    noted.and_then(|()| each(Ok(TableRow { number, head: head.clone(), cells })))
                }
                Tell::RowError(error) => each(Err(error)),
                _ => return Ok(()),
            };
            heard.map_err(|error| {
                refused = Some(error);
                ReadError::new("stopped", told!("stopped", "The reading was stopped."))
            })
        });
        settle(outcome, refused)
    }

    /// Reads a JSON-lines file line by line, like [`Reader::rows`].
    pub fn json_lines<E>(
        &self,
        name: &str,
        mut source: impl Read + Send,
        each: &mut dyn FnMut(Result<JsonLine, RowError>) -> Result<(), E>,
    ) -> Result<Result<(), E>, ReadError> {
        let mut refused = None;
        let outcome = self.ask(Task::Lines, name, (None, Reading::Proposed), &mut source, &mut |tell| {
            let heard = match tell {
                Tell::Line(number, mut value) => {
                    let noted = signs::of_line(number, &mut value).into_iter().try_for_each(|found| each(Err(found)));
                    noted.and_then(|()| each(Ok(JsonLine { number, value })))
                }
                Tell::RowError(error) => each(Err(error)),
                _ => return Ok(()),
            };
            heard.map_err(|error| {
                refused = Some(error);
                ReadError::new("stopped", told!("stopped", "The reading was stopped."))
            })
        });
        settle(outcome, refused)
    }
}

fn settle<E>(outcome: Result<(), ReadError>, refused: Option<E>) -> Result<Result<(), E>, ReadError> {
    match refused {
        Some(error) => Ok(Err(error)),
        None => outcome.map(Ok),
    }
}

/// A child in a thread of this process.
fn thread_child() -> Running {
    let (ours_in, theirs_out) = std::io::pipe().expect("the system gives pipes");
    let (theirs_in, ours_out) = std::io::pipe().expect("the system gives pipes");
    std::thread::spawn(move || child::serve(&mut BufReader::new(theirs_in), &mut BufWriter::new(theirs_out), false));
    Running { process: None, input: Box::new(BufWriter::new(ours_out)), output: Box::new(BufReader::new(ours_in)), files: 0 }
}

enum Conversation {
    /// The child answered to the end.
    Ended(Result<(), ReadError>),
    /// We stopped listening: the child is in an unknown state.
    Broken(ReadError),
    /// The child died.
    Died { timed_out: bool },
}

fn converse(
    running: &mut Running,
    ask: &Ask,
    source: &mut (dyn Read + Send),
    limit: Duration,
    hear: &mut dyn FnMut(Tell) -> Result<(), ReadError>,
) -> Conversation {
    let done = AtomicBool::new(false);
    let timed_out = AtomicBool::new(false);
    let process = running.process.clone();
    let (input, output) = (&mut running.input, &mut running.output);
    std::thread::scope(|scope| {
        let watchdog = scope.spawn(|| watch(process.as_ref(), limit, &done, &timed_out));
        scope.spawn(move || {
            // A child that died or failed early closes the pipe; its answer says why.
            let _ = send(input.as_mut(), ask, source);
        });
        let outcome = listen(output.as_mut(), hear);
        done.store(true, Ordering::Release);
        if !matches!(outcome, Conversation::Ended(_)) {
            kill(process.as_ref());
        }
        watchdog.thread().unpark();
        match outcome {
            Conversation::Died { .. } => Conversation::Died { timed_out: timed_out.load(Ordering::Acquire) },
            other => other,
        }
    })
}

fn watch(process: Option<&Arc<Mutex<Child>>>, limit: Duration, done: &AtomicBool, timed_out: &AtomicBool) {
    let began = Instant::now();
    while !done.load(Ordering::Acquire) {
        let left = limit.saturating_sub(began.elapsed());
        if left.is_zero() {
            timed_out.store(true, Ordering::Release);
            kill(process);
            return;
        }
        std::thread::park_timeout(left);
    }
}

fn kill(process: Option<&Arc<Mutex<Child>>>) {
    if let Some(process) = process {
        let _ = process.lock().expect("no panic holds the child").kill();
    }
}

fn send(input: &mut dyn Write, ask: &Ask, source: &mut dyn Read) -> std::io::Result<()> {
    frames::write(input, &serde_json::to_vec(ask)?)?;
    let mut chunk = vec![0; 256 * 1024];
    loop {
        let n = source.read(&mut chunk)?;
        frames::write(input, &chunk[..n])?;
        if n == 0 {
            return input.flush();
        }
    }
}

fn listen(output: &mut dyn Read, hear: &mut dyn FnMut(Tell) -> Result<(), ReadError>) -> Conversation {
    loop {
        let frame = match frames::read(output, LIMITS.output_bytes) {
            Ok(Some(frame)) => frame,
            Ok(None) => return Conversation::Died { timed_out: false },
            Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => {
                return Conversation::Broken(ReadError::new(
                    "too_large",
                    told!(
                        "output-large",
                        "The text in it has more than {most} MiB, the most that is read from one file. Split it.",
                        most = LIMITS.output_bytes >> 20
                    ),
                ));
            }
            Err(_) => return Conversation::Died { timed_out: false },
        };
        match serde_json::from_slice(&frame) {
            Ok(Tell::End) => return Conversation::Ended(Ok(())),
            Ok(Tell::Failed(error)) => return Conversation::Ended(Err(error)),
            Ok(tell) => {
                if let Err(error) = hear(tell) {
                    return Conversation::Broken(error);
                }
            }
            Err(_) => return Conversation::Died { timed_out: false },
        }
    }
}

/// Tells from how the child ended which limit it passed.
fn why_died(name: &str, running: Running, timed_out: bool) -> ReadError {
    use std::os::unix::process::ExitStatusExt;
    let status = running.process.and_then(|process| process.lock().expect("no panic holds the child").wait().ok());
    // SIGXCPU: the processor time is used up.
    if timed_out || status.and_then(|s| s.signal()) == Some(24) {
        return ReadError::new(
            "time_limit",
            told!(
                "time",
                "{file} took more than {cpu} seconds of processor time or {wall} seconds in all to read. It may be damaged or made to stall; save it anew from the program that made it.",
                file = name,
                cpu = LIMITS.cpu_seconds,
                wall = LIMITS.wall_seconds
            ),
        );
    }
    ReadError::new(
        "memory_limit",
        told!(
            "memory",
            "{file} needs more than {most} MiB of memory to read, or is nested too deeply. It may be damaged or made to exhaust the reader; save it anew from the program that made it, or split it.",
            file = name,
            most = LIMITS.memory_bytes >> 20
        ),
    )
}
