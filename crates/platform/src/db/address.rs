//! Where a database is.

use crate::Result;
use crate::{Error, say};
use std::path::Path;

/// Where the data is. It cannot be printed: the address of a server may hold a password.
#[derive(Clone)]
pub enum Address {
    /// A file of the data folder.
    Sqlite(std::path::PathBuf),
    /// A PostgreSQL connection string.
    Postgres(String),
}

/// The kind of network disk that a file is on; none where the disk is local or unknown.
pub fn on_network_disk(path: &Path) -> Option<String> {
    let path = path.canonicalize().ok()?;
    let mounts = std::fs::read_to_string("/proc/self/mounts").ok()?;
    let parts = mounts.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    let holding = parts.filter(|p| p.len() > 2 && path.starts_with(p[1])).max_by_key(|p| p[1].len())?;
    let kind = holding[2];
    ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "ceph", "glusterfs"].contains(&kind).then(|| kind.to_owned())
}

/// The file of the data folder, or the server that `DATABASE_URL` names.
pub fn address(data: &Path, url: &str) -> Result<Address> {
    if url.is_empty() {
        return Ok(Address::Sqlite(data.join("goodoffices.db")));
    }
    if url.starts_with("postgres://") || url.starts_with("postgresql://") || url.contains("host=") {
        return Ok(Address::Postgres(url.to_owned()));
    }
    Err(Error::invalid("database_url", say!("platform-error-database-url")))
}
