//! Archives: checked whole before anything is unpacked.

use crate::Told;
use crate::error::told;
use crate::{Extracted, Format, LIMITS, ReadError};
use std::io::{Cursor, Read};
use zip::ZipArchive;

fn damaged(name: &str) -> ReadError {
    ReadError::new("malformed", told!("archive-damaged", "{file} is not a sound archive. It may be cut off; fetch it anew.", file = name))
}

/// Whether an archive is a Word document.
pub(super) fn holds_word(bytes: &[u8]) -> bool {
    ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| archive.index_for_name("word/document.xml").is_some())
}

/// Opens an archive after checking what it claims.
pub(super) fn open<'a>(name: &str, bytes: &'a [u8]) -> Result<ZipArchive<Cursor<&'a [u8]>>, ReadError> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged(name))?;
    if archive.len() > LIMITS.members {
        return Err(ReadError::new(
            "too_large",
            told!(
                "archive-files",
                "{file} holds {given} files; an archive may hold {most}. Split it.",
                file = name,
                given = archive.len(),
                most = LIMITS.members
            ),
        ));
    }
    Ok(archive)
}

/// Unpacks one member, at most `left` bytes.
pub(super) fn member(name: &str, archive: &mut ZipArchive<Cursor<&[u8]>>, at: usize, left: u64) -> Result<(String, Vec<u8>), ReadError> {
    let file = archive.by_index(at).map_err(|error| match error {
        zip::result::ZipError::UnsupportedArchive(text) if text.to_lowercase().contains("password") => ReadError::new(
            "encrypted",
            told!("locked", "{file} is locked with a password. Save it without one and import that.", file = name),
        ),
        _ => damaged(name),
    })?;
    let inner = file.name().map_or_else(|_| "a file".to_owned(), |n| n.into_owned());
    let (packed, claimed) = (file.compressed_size().max(1), file.size());
    let over = || {
        let most = LIMITS.unpacked_bytes >> 20;
        ReadError::new(
            "too_large",
            told!(
                "unpacks-large",
                "{inner} in {file} unpacks to more than {times} times its size, or to more than the {most} MiB that an archive may have. It may be made to exhaust the reader; unpack it yourself and import what you need.",
                inner = inner,
                file = name,
                times = LIMITS.ratio_max,
                most = most
            ),
        )
    };
    if claimed > left {
        return Err(over());
    }
    if claimed > (1 << 20) && claimed / packed > LIMITS.ratio_max {
        return Err(over());
    }
    let mut bytes = Vec::new();
    let ceiling = left.min(packed.saturating_mul(LIMITS.ratio_max).max(1 << 20));
    file.take(ceiling + 1).read_to_end(&mut bytes).map_err(|_| damaged(name))?;
    if bytes.len() as u64 > ceiling {
        return Err(over());
    }
    Ok((inner, bytes))
}

/// Why a member's name is refused, where it is.
fn refused(archive: &str, file: &zip::read::ZipFile<'_, Cursor<&[u8]>>, name: &str) -> Option<Told> {
    let inner = methods::signs::shown(name);
    if file.is_symlink() {
        return Some(told!("entry-link", "{inner} in {file} is a link; it was not unpacked.", inner = inner, file = archive));
    }
    if methods::signs::first_barred(name).is_some() {
        return Some(told!(
            "entry-signs",
            "{inner} in {file} has a name with signs that cannot be seen; it was not unpacked.",
            inner = inner,
            file = archive
        ));
    }
    if name.starts_with(['/', '\\']) || name.contains(':') || name.split(['/', '\\']).any(|part| part == "..") {
        return Some(told!(
            "entry-path",
            "{inner} in {file} has a name that leads out of the archive; it was not unpacked.",
            inner = inner,
            file = archive
        ));
    }
    None
}

/// The names of all members. Old programs wrote them in the encoding of their machine and did
/// not say which; all of them together tell. Windows parts folders by a backslash.
fn names(name: &str, archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Vec<String>, ReadError> {
    let mut raw = Vec::with_capacity(archive.len());
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at).map_err(|_| damaged(name))?;
        raw.push((file.name_raw().to_vec(), file.name().ok().map(std::borrow::Cow::into_owned)));
    }
    let odd: Vec<u8> =
        raw.iter().filter(|(raw, _)| std::str::from_utf8(raw).is_err()).flat_map(|(raw, _)| [raw.as_slice(), b"\n"].concat()).collect();
    let encoding = super::text::encoding_of(&odd);
    // The encoding of DOS, which the archive's own reader knows, has its letters below these.
    let is_of_dos = encoding == encoding_rs::WINDOWS_1252 && odd.iter().filter(|b| **b >= 0x80).all(|b| *b < 0xA8);
    let read = |(raw, by_reader): (Vec<u8>, Option<String>)| match String::from_utf8(raw) {
        Ok(name) => name,
        Err(error) if !is_of_dos || by_reader.is_none() => encoding.decode_without_bom_handling(error.as_bytes()).0.into_owned(),
        Err(_) => by_reader.unwrap_or_default(),
    };
    Ok(raw.into_iter().map(read).map(|name| name.replace('\\', "/")).collect())
}

/// Reads every text of an archive.
pub(crate) fn members(
    name: &str,
    bytes: &[u8],
    each: &mut dyn FnMut(String, Result<Extracted, ReadError>) -> std::io::Result<()>,
) -> Result<(), crate::child::Stop> {
    let mut archive = open(name, bytes)?;
    let names = names(name, &mut archive)?;
    let mut left = LIMITS.unpacked_bytes;
    for (at, inner) in names.into_iter().enumerate() {
        let (inner, is_dir, reason) = {
            let file = archive.by_index_raw(at).map_err(|_| damaged(name))?;
            let reason = refused(name, &file, &inner);
            (inner, file.is_dir(), reason)
        };
        if is_dir
            || inner.ends_with('/')
            || inner.starts_with("__MACOSX/")
            || inner.rsplit('/').next().is_some_and(|base| base.starts_with('.'))
        {
            continue;
        }
        if let Some(reason) = reason {
            let inner = methods::signs::shown(&inner).into_owned();
            each(inner, Err(ReadError::new("zip_entry_refused", reason)))?;
            continue;
        }
        match member(name, &mut archive, at, left) {
            // A bomb inside condemns the rest: its size cannot be trusted.
            Err(error) if error.code() == "too_large" => return Err(error.into()),
            Err(error) => each(inner, Err(error))?,
            Ok((_, bytes)) => {
                left = left.saturating_sub(bytes.len() as u64);
                let nested = super::by_name(&inner) == Some(Format::Zip);
                let read = if nested {
                    Err(ReadError::new(
                        "zip_entry_refused",
                        told!(
                            "archive-inside",
                            "{file} is an archive inside an archive, which is not opened. Unpack it first.",
                            file = inner
                        ),
                    ))
                } else {
                    super::read(&inner, &bytes, None, crate::Reading::Proposed)
                };
                each(inner, read)?;
            }
        }
    }
    Ok(())
}
