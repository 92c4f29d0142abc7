//! Originals of what was sent in to be marked: kept sealed with their compartment's key.
//!
//! A sealed file is a sequence of pieces, each after its length as four bytes. A piece is bound
//! to its compartment, its thing, its place and whether it is the last, so that none can be
//! moved, left out or taken from another file.

use super::{key_missing, marking};
use crate::actor::Actor;
use crate::app::App;
use crate::clearance::vault::Key;
use crate::files::{FileKey, Held};
use crate::{Error, Result};
use std::fs::File;
use std::io::{BufReader, Read, Write};

/// Bytes of a piece.
const PIECE: usize = 256 * 1024;

/// What a sealed piece takes besides: a nonce of 24 bytes and a tag of 16.
const AROUND: usize = 40;

fn bound(compartment: &str, thing: &str, at: u64, last: bool) -> String {
    format!("original {compartment} {thing} {at} {last}")
}

/// The compartment of a thing and its key, as `reader` holds it; none where it has no key.
fn key_of(app: &App, reader: &Actor, thing: &str) -> Result<Option<(String, Key)>> {
    app.read(reader, |c| {
        let Some(compartment) = marking::of(c, thing)?.compartment else { return Ok(None) };
        let has_key = super::seen(c, &compartment)?.has_key;
        match c.reader().key(&compartment).cloned() {
            Some(key) => Ok(Some((compartment, key))),
            None if has_key => Err(key_missing()),
            None => Ok(None),
        }
    })
}

/// Keeps what `from` gives, sealed for the compartment of `thing`; none where that has no key,
/// and so nothing can be kept in it safely.
pub fn keep(app: &App, actor: &Actor, thing: &str, from: File) -> Result<Option<Held>> {
    let Some((compartment, key)) = key_of(app, actor, thing)? else { return Ok(None) };
    let mut sealing =
        Sealing { from: BufReader::new(from), key, compartment, thing: thing.to_owned(), at: 0, ended: false, ready: Vec::new() };
    app.files().keep(&mut sealing).map(Some)
}

struct Sealing {
    from: BufReader<File>,
    key: Key,
    compartment: String,
    thing: String,
    at: u64,
    ended: bool,
    ready: Vec<u8>,
}

/// Reads a whole piece, or what is left.
fn piece(from: &mut impl Read, most: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl Read for Sealing {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if self.ready.is_empty() && !self.ended {
            let plain = piece(&mut self.from, PIECE)?;
            self.ended = std::io::BufRead::fill_buf(&mut self.from)?.is_empty();
            let bound = bound(&self.compartment, &self.thing, self.at, self.ended);
            let sealed = self.key.encrypt(&bound, &plain).map_err(|error| std::io::Error::other(error.to_string()))?;
            self.ready = (sealed.len() as u32).to_le_bytes().into_iter().chain(sealed).collect();
            self.at += 1;
        }
        let n = out.len().min(self.ready.len());
        out[..n].copy_from_slice(&self.ready[..n]);
        self.ready.drain(..n);
        Ok(n)
    }
}

/// A sealed original that its reader may open.
pub struct Original {
    file: File,
    compartment: String,
    thing: String,
    key: Key,
}

/// Finds an original of `thing`, for whoever holds its compartment's key.
pub fn open(app: &App, reader: &Actor, thing: &str, file: &str) -> Result<Original> {
    let (compartment, key) = key_of(app, reader, thing)?.ok_or_else(|| Error::missing("original", file))?;
    let name = FileKey::parse(file).ok_or_else(|| Error::missing("original", file))?;
    Ok(Original { file: app.files().read(&name)?, compartment, thing: thing.to_owned(), key })
}

impl Original {
    /// Writes it out in the clear. What was damaged or cut ends in an error, never in a file
    /// that only looks whole.
    pub fn write(self, out: &mut dyn Write) -> Result<()> {
        let mut from = BufReader::new(self.file);
        let spoiled = super::vault::spoiled;
        let mut at = 0;
        loop {
            let length = piece(&mut from, 4)?;
            let length = u32::from_le_bytes(length.try_into().map_err(|_| spoiled())?) as usize;
            if length > PIECE + AROUND {
                return Err(spoiled());
            }
            let sealed = piece(&mut from, length)?;
            let last = std::io::BufRead::fill_buf(&mut from)?.is_empty();
            let plain = self.key.decrypt(&bound(&self.compartment, &self.thing, at, last), &sealed)?;
            out.write_all(&plain)?;
            if last {
                return Ok(());
            }
            at += 1;
        }
    }
}
