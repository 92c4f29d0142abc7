//! Words whose groups hold no text, and the encodings that RTF names by number.

use encoding_rs::Encoding;

/// Groups that hold no text of the document.
pub(super) const NO_TEXT: [&str; 44] = [
    "colortbl",
    "pict",
    "nonshppict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "ftnsep",
    "ftnsepc",
    "ftncn",
    "aftnsep",
    "aftnsepc",
    "aftncn",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "xmlnstbl",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "fldinst",
    "bkmkstart",
    "bkmkend",
    "annotation",
    "atnid",
    "atnauthor",
    "atndate",
    "atnref",
    "atnparent",
    "xe",
    "tc",
    "sp",
    "shprslt",
    "nonesttables",
    "revtbl",
    "filetbl",
    "objdata",
    "template",
];

/// The encoding of a code page of Windows.
pub(super) fn of_page(page: i32) -> &'static Encoding {
    let label = match page {
        65001 => "utf-8",
        874 => "windows-874",
        866 => "ibm866",
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        10000 => "macintosh",
        _ => return Encoding::for_label(format!("windows-{page}").as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252)
}

/// The encoding of a font's set of characters.
pub(super) fn of_charset(set: i32) -> Option<&'static Encoding> {
    Some(of_page(match set {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    }))
}
