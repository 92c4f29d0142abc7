//! A file as a field of a form: what a page uploads, a program sends as its name with its content
//! in Base64, and a command names by its path. It is held in memory, and gone with the answer.

use super::{Field, Input, Stored, one};
use crate::db::Value;
use crate::{Said, say};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value as Json, json};
use std::path::Path;

/// A file that came with a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name on the sender's disk.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl File {
    /// The text that stands for a file among all that was given: its name, and its content in Base64.
    pub(crate) fn given(name: &str, bytes: &[u8]) -> String {
        File::given_in_base64(name, &STANDARD.encode(bytes))
    }

    /// The same of a content that is in Base64 already.
    pub(super) fn given_in_base64(name: &str, content: &str) -> String {
        format!("{}\n{content}", name.replace('\n', " "))
    }

    /// The same of a file on this machine's disk.
    pub(super) fn on_disk(path: &str) -> Result<String, Said> {
        let name = Path::new(path).file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let bytes = std::fs::read(path).map_err(|error| say!("platform-field-file-unread", x = path, why = error.to_string()))?;
        Ok(File::given(&name, &bytes))
    }
}

impl Field for File {
    const INPUT: Input = Input::File;

    fn read(given: &[&str]) -> Result<File, Said> {
        let parts = one(given)?.split_once('\n');
        let bytes = parts.and_then(|(name, content)| Some((name, STANDARD.decode(content.trim()).ok()?)));
        let (name, bytes) = bytes.ok_or_else(|| say!("platform-field-file"))?;
        Ok(File { name: name.to_owned(), bytes })
    }

    /// A form that comes back asks for the file again, as browsers want it.
    fn typed(&self) -> Vec<String> {
        Vec::new()
    }

    fn schema() -> Json {
        json!({"type": "object", "required": ["name", "content"], "additionalProperties": false, "properties": {
            "name": {"type": "string", "description": "Its name with its ending"},
            "content": {"type": "string", "contentEncoding": "base64", "description": "Its content in Base64"},
        }})
    }
}

/// A file is no column; of it only its name is.
impl Stored for File {
    fn stored(&self) -> Value {
        (&self.name).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::Given;

    #[test]
    fn a_file_comes_through_as_it_was_by_page_program_and_path() {
        let file = File { name: "a text.txt".into(), bytes: vec![0, 255, 10, 13] };
        let read = |text: &str| File::read(&[text.trim()]).map_err(|said| said.key().to_owned());
        assert_eq!(read(&File::given(&file.name, &file.bytes)), Ok(file.clone()));
        let sent = Given::of_json(&json!({"file": {"name": "a text.txt", "content": STANDARD.encode(&file.bytes)}})).expect("a file");
        assert_eq!(read(&sent.texts("file")[0]), Ok(file));
        assert_eq!(read(&File::given("empty.txt", b"")).map(|file| file.bytes), Err("platform-field-file".into()));
        for wrong in ["a.txt", "a.txt\n???"] {
            assert_eq!(read(wrong), Err("platform-field-file".into()));
        }
        assert!(Given::of_json(&json!({"file": {"name": "a.txt"}})).is_err() && File::on_disk("/no such file").is_err());
    }
}
