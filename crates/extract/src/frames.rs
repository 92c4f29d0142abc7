//! The language between parent and child: length-prefixed frames.

use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};

/// What the parent asks.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Ask {
    pub task: Task,
    pub name: String,
    pub format: Option<crate::Format>,
    pub reading: crate::Reading,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Task {
    Document,
    Archive,
    Rows,
    Lines,
}

/// What the child answers; `End` closes an answer.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Tell {
    Document(Box<crate::Extracted>),
    Member(String, Result<Box<crate::Extracted>, crate::ReadError>),
    Head(Vec<String>),
    Row(usize, Vec<String>),
    Line(usize, serde_json::Value),
    RowError(crate::RowError),
    Failed(crate::ReadError),
    End,
}

pub(crate) fn write(out: &mut dyn Write, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).map_err(|_| io::Error::other("a frame is over 4 GiB"))?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(bytes)
}

/// One frame of at most `limit` bytes; none at the end of the stream.
pub(crate) fn read(input: &mut dyn Read, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0u8; 4];
    match input.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let length = u64::from(u32::from_le_bytes(length));
    if length > limit {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "a frame is over its limit"));
    }
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(bytes))
}

/// The payload of an ask: frames until an empty one.
pub(crate) struct Payload<'a> {
    pub input: &'a mut dyn Read,
    pub chunk: Vec<u8>,
    pub at: usize,
    pub ended: bool,
}

impl<'a> Payload<'a> {
    pub fn new(input: &'a mut dyn Read) -> Payload<'a> {
        Payload { input, chunk: Vec::new(), at: 0, ended: false }
    }

    /// Reads on to the end, so that the next ask is found.
    pub fn drain(&mut self) -> io::Result<()> {
        while !self.ended {
            self.chunk = read(self.input, 1 << 20)?.unwrap_or_default();
            self.ended = self.chunk.is_empty();
        }
        Ok(())
    }
}

impl Read for Payload<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.at == self.chunk.len() {
            if self.ended {
                return Ok(0);
            }
            self.chunk = read(self.input, 1 << 20)?.unwrap_or_default();
            self.at = 0;
            if self.chunk.is_empty() {
                self.ended = true;
                return Ok(0);
            }
        }
        let n = out.len().min(self.chunk.len() - self.at);
        out[..n].copy_from_slice(&self.chunk[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}
