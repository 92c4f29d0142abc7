//! Mutations of a stored corpus, the same in every run.

use std::path::{Path, PathBuf};

/// A simple generator whose every run is the same: xorshift64*.
pub struct Dice(u64);

impl Dice {
    /// The generator of a parser.
    pub fn for_target(target: &str) -> Dice {
        Dice(0x600d_0ff1_ce55 ^ (target.bytes().map(u64::from).sum::<u64>() << 40))
    }

    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % below.max(1)
    }
}

/// Pieces that parsers stumble over.
const PIECES: &[&[u8]] = &[
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\r\n", b"\n\n", b"\"", b",", b"-1", b"0", b"4294967296", b"9223372036854775808", b"1e999", b"%s", b"../", b"PK\x03\x04", b"PK\x05\x06", b"%PDF-", b"endobj", b"stream\n",
    b"<w:p>", b"</w:p>", b"<![CDATA[", b"&#x110000;", b"<!DOCTYPE x [", b"<table>", b"+++\n", b"---\n", b"[^1]", b"{\"a\":[", b"\\u0000", b"\xf0\x9f\x98\x80", b"\xd9\xa3", "Article 1\n".as_bytes(), "第一条".as_bytes(), "المادة ١".as_bytes(), "(a)".as_bytes(), "29 February 2023".as_bytes(),
];

/// A file of the corpus, changed in up to five places.
pub fn mutated(dice: &mut Dice, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = corpus[dice.roll(corpus.len())].clone();
    for _ in 0..=dice.roll(4) {
        let at = dice.roll(bytes.len() + 1);
        let span = at..(at + dice.roll(24)).min(bytes.len());
        match dice.roll(8) {
            0 | 1 if at < bytes.len() => bytes[at] ^= 1 << dice.roll(8),
            2 if at < bytes.len() => bytes[at] = [0, 0xff, 0x7f, 0x80, b'<', b'"'][dice.roll(6)],
            3 => drop(bytes.drain(span)),
            4 => {
                let piece = bytes[span.clone()].to_vec();
                let times = 1 + dice.roll(8);
                bytes.splice(span, piece.repeat(times));
            }
            5 => drop(bytes.splice(at..at, PIECES[dice.roll(PIECES.len())].iter().copied())),
            6 => {
                let other = &corpus[dice.roll(corpus.len())];
                let from = dice.roll(other.len());
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
            _ => bytes.truncate(at.max(1)),
        }
        bytes.truncate(1 << 16);
    }
    bytes
}

/// The stored files of a parser.
pub fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../extract/tests/corpus").join(target);
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder).expect("the corpus is there").map(|e| e.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{target} has no corpus");
    files.iter().map(|path| std::fs::read(path).unwrap()).collect()
}
