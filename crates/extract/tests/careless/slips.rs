//! A parser with a slip, to show that the harness sees one.

/// Cuts a text at a byte, whether a letter ends there or not.
pub fn cut(text: &str, at: usize) -> usize {
    if at == 0 {
        return 0;
    }
    let bytes = text.as_bytes();
    // Reads past the end where the text was cut short after its mark.
    usize::from(bytes[at])
}
