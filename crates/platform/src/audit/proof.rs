//! Proofs for somebody who holds a checkpoint and not the trail: that a record is in it, and
//! that a later checkpoint only added to an earlier one.

use super::tree::Hash;
use super::{Entry, HASHES_AFTER, head};
use crate::db::Connection;
use crate::{Error, Result, say};
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ct_merkle::{ConsistencyProof, InclusionProof, RootHash};
use serde::Serialize;
use sha2::Sha256;

/// A leaf is the 32 bytes of a record's hash.
type Tree = MemoryBackedTree<Sha256, Hash>;

/// That a record is in a tree.
#[derive(Debug, Clone, Serialize)]
pub struct Inclusion {
    /// The record.
    pub entry: Entry,
    /// The hash of the record before it.
    pub previous: String,
    /// Size of the tree.
    pub size: i64,
    /// Root of the tree, hex.
    pub root: String,
    /// Hashes from the leaf's neighbour up to the root's, hex.
    pub path: Vec<String>,
}

/// That a tree only added to an earlier one.
#[derive(Debug, Clone, Serialize)]
pub struct Consistency {
    /// Size of the earlier tree.
    pub from_size: i64,
    /// Its root, hex.
    pub from_root: String,
    /// Size of the later tree.
    pub size: i64,
    /// Its root, hex.
    pub root: String,
    /// Hashes of the proof, hex.
    pub path: Vec<String>,
}

/// The 32 bytes that a record's hash spells.
pub fn leaf(hash: &str) -> Result<Hash> {
    let bytes = hex::decode(hash).ok().and_then(|bytes| Hash::try_from(bytes).ok());
    bytes.ok_or_else(|| Error::Conflict(say!("platform-error-record-hash", text = hash)))
}

/// The tree over the first `size` records.
fn tree(c: &mut Connection, size: i64) -> Result<Tree> {
    let mut tree = Tree::new();
    while (tree.len() as i64) < size {
        let reached = tree.len() as i64;
        let limit = (size - reached).min(10_000);
        let hashes = c.all(HASHES_AFTER, &[reached.into(), limit.into()], |row| row.get::<String>("hash"))?;
        if hashes.is_empty() {
            return Err(Error::Conflict(say!("platform-error-trail-before", last = reached.to_string(), wanted = size.to_string())));
        }
        for hash in hashes {
            tree.push(leaf(&hash)?);
        }
    }
    Ok(tree)
}

fn hex_hashes(bytes: &[u8]) -> Vec<String> {
    bytes.chunks(32).map(hex::encode).collect()
}

fn unhex(path: &[String]) -> Result<Vec<u8>> {
    let parts: Result<Vec<Hash>> = path.iter().map(|hash| leaf(hash)).collect();
    Ok(parts?.concat())
}

/// Proves that the record at `position` is in the tree over the first `size` records.
pub fn inclusion(c: &mut Connection, position: i64, size: i64) -> Result<Inclusion> {
    if position < 1 || position > size || size > head(c)?.position {
        return Err(Error::missing("record", &position.to_string()));
    }
    let tree = tree(c, size)?;
    let proof = tree.prove_inclusion((position - 1) as usize);
    let at = |c: &mut Connection, position: i64| Ok::<_, Error>(super::after(c, position - 1, 1)?.pop());
    let entry = at(c, position)?.ok_or_else(|| Error::missing("record", &position.to_string()))?;
    let previous = if position == 1 { String::new() } else { at(c, position - 1)?.map(|e| e.hash).unwrap_or_default() };
    Ok(Inclusion { entry, previous, size, root: hex::encode(tree.root().as_bytes()), path: hex_hashes(proof.as_bytes()) })
}

/// Proves that the tree over the first `size` records only added to that of `from_size`.
pub fn consistency(c: &mut Connection, from_size: i64, size: i64) -> Result<Consistency> {
    if from_size < 1 || from_size >= size || size > head(c)?.position {
        return Err(Error::invalid("from", say!("platform-error-growth", n = head(c)?.position)));
    }
    let (earlier, later) = (tree(c, from_size)?, tree(c, size)?);
    let proof = later.prove_consistency((size - from_size) as usize);
    Ok(Consistency {
        from_size,
        from_root: hex::encode(earlier.root().as_bytes()),
        size,
        root: hex::encode(later.root().as_bytes()),
        path: hex_hashes(proof.as_bytes()),
    })
}

fn root(hash: &str, size: i64) -> Result<RootHash<Sha256>> {
    Ok(RootHash::new(leaf(hash)?.into(), size.unsigned_abs()))
}

impl Inclusion {
    /// Whether the proof holds: the record has its hash, and the path leads to the root.
    pub fn holds(&self) -> Result<bool> {
        if self.entry.expected_hash(&self.previous) != self.entry.hash {
            return Ok(false);
        }
        let Ok(proof) = InclusionProof::<Sha256>::try_from_bytes(unhex(&self.path)?) else { return Ok(false) };
        let at = (self.entry.position - 1).unsigned_abs();
        Ok(root(&self.root, self.size)?.verify_inclusion(&leaf(&self.entry.hash)?, at, &proof).is_ok())
    }
}

impl Consistency {
    /// Whether the proof holds.
    pub fn holds(&self) -> Result<bool> {
        let Ok(proof) = ConsistencyProof::<Sha256>::try_from_bytes(unhex(&self.path)?) else { return Ok(false) };
        let (earlier, later) = (root(&self.from_root, self.from_size)?, root(&self.root, self.size)?);
        Ok(later.verify_consistency(&earlier, &proof).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::Peaks;

    #[test]
    fn both_ways_to_the_root_agree() {
        let (mut tree, mut peaks) = (Tree::new(), Peaks::default());
        for n in 0..300_u32 {
            let hash = crate::audit::tree::leaf_hash(&n.to_be_bytes());
            tree.push(hash);
            peaks.push(&hash);
            assert_eq!(tree.root().as_bytes().as_slice(), peaks.root(), "{n}");
        }
    }
}
