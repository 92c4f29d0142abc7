//! Prints how files are cut into provisions: `cargo run -p extract --example outline -- FILE…`.
//! Each line shows level, label, path, heading and the beginning of the text, parted by tabs.

use extract::Reader;
use methods::segments::segment;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        println!("== {path}");
        let read = match Reader::in_process().document(&path, &bytes, None) {
            Ok(read) => read,
            Err(error) => {
                println!("{error}");
                continue;
            }
        };
        for one in segment(&read.blocks, None) {
            let start: String = one.text.replace('\n', " ⏎ ").chars().take(90).collect();
            let (label, heading) = (one.label.unwrap_or_default(), one.heading.unwrap_or_default());
            println!("{}\t{label}\t{}\t{heading}\t{start}", one.level.word(), one.path);
        }
        read.warnings.iter().for_each(|told| println!("note: {}", told));
    }
    Ok(())
}
