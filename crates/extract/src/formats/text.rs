//! Plain text in any encoding.

use super::plain;
use crate::error::told;
use crate::{Extracted, Format, ReadError};
use encoding_rs::Encoding;
use methods::segments::{Block, BlockKind};

/// One broken byte in so many whole letters leaves a text in UTF-8.
const BROKEN: usize = 8;

/// The encoding of some bytes: by their mark, as UTF-8 where they are, else by their letters.
pub(crate) fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding;
    }
    if is_mostly_utf8(bytes) {
        return encoding_rs::UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    of_a_mac(bytes, guess).unwrap_or(guess)
}

/// Whether bytes are UTF-8 but for some that broke on the way: letters of several bytes come
/// about by chance in no other encoding, save a few.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    let mut rest = bytes;
    loop {
        let (valid, error) = match std::str::from_utf8(rest) {
            Ok(text) => (text, None),
            Err(error) => (std::str::from_utf8(&rest[..error.valid_up_to()]).unwrap_or(""), Some(error)),
        };
        whole += valid.bytes().filter(|byte| *byte >= 0xC0).count();
        let Some(error) = error else { break };
        // A sample may end inside a character.
        let Some(length) = error.error_len() else { break };
        broken += 1;
        rest = &rest[error.valid_up_to() + length..];
        if broken > 64 && whole < broken {
            return false;
        }
    }
    broken == 0 || whole >= broken * BROKEN
}

/// Old texts of a Mac, which nothing else tells: by the letters that its tables give.
fn of_a_mac(bytes: &[u8], guess: &'static Encoding) -> Option<&'static Encoding> {
    const LATIN: &str = "éèàùâêîôûçëïüöäñáíóúìòãõÉÈÀÇÑÁÍÓÚÖÜÄœŒæß’‘“”«»–—…•€°ºª¿¡";
    let sample = &bytes[..bytes.len().min(64 * 1024)];
    // How many of the bytes beyond ASCII give a common letter, in hundredths.
    let share = |encoding: &'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(sample);
        let beyond = text.chars().filter(|c| !c.is_ascii()).count();
        let common = text.chars().filter(|c| LATIN.contains(*c)).count();
        common * 100 / beyond.max(1)
    };
    if share(encoding_rs::MACINTOSH) >= 90 && share(guess) < 50 && share(encoding_rs::WINDOWS_1252) < 50 {
        return Some(encoding_rs::MACINTOSH);
    }
    // Capitals of the Mac stand where Windows has signs of other alphabets, and none of its own.
    if guess == encoding_rs::WINDOWS_1251 || guess == encoding_rs::IBM866 || guess == encoding_rs::KOI8_R {
        let small = sample.iter().filter(|b| **b >= 0xE0 || **b == 0xDF).count();
        let of_mac = sample.iter().filter(|b| (0x80..0xA0).contains(*b)).count();
        let of_windows = sample.iter().filter(|b| (0xA8..0xDF).contains(*b) && !matches!(**b, 0xC7 | 0xC8 | 0xCA | 0xD0..=0xD5)).count();
        return (small > 0 && of_mac > 0 && of_windows == 0 && small > of_mac * 3).then_some(encoding_rs::X_MAC_CYRILLIC);
    }
    None
}

/// Texts in UTF-16 without a mark: Latin ones have a zero in every second byte; all have zeros
/// beside their spaces or line ends, and letters of few alphabets.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(2_000) & !1];
    if sample.len() < 8 || !sample.contains(&0) {
        return None;
    }
    let zeros = |start: usize| sample.iter().skip(start).step_by(2).filter(|b| **b == 0).count() * 10 / (sample.len() / 2);
    match (zeros(0), zeros(1)) {
        (0, 6..) => return Some(encoding_rs::UTF_16LE),
        (6.., 0) => return Some(encoding_rs::UTF_16BE),
        _ => {}
    }
    let known = |unit: u16| matches!(unit, 0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xA0..=0x17F | 0x400..=0x52F | 0x600..=0x6FF | 0x2000..=0x206F | 0x3000..=0x303F | 0x4E00..=0x9FFF | 0xFF00..=0xFFEF);
    let fits = |unit: fn([u8; 2]) -> u16| {
        let units = || sample.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        let all = sample.len() / 2;
        units().filter(|unit| known(*unit)).count() * 100 >= all * 97 && units().any(|unit| matches!(unit, 0x0A | 0x20))
    };
    match (fits(u16::from_le_bytes), fits(u16::from_be_bytes)) {
        (true, false) => Some(encoding_rs::UTF_16LE),
        (false, true) => Some(encoding_rs::UTF_16BE),
        _ => None,
    }
}

/// Whether bytes are not a text at all.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    if Encoding::for_bom(bytes).is_some() || utf16_without_mark(bytes).is_some() {
        return false;
    }
    let sample = &bytes[..bytes.len().min(8_000)];
    let odd = sample.iter().filter(|b| **b < 9 || (14..32).contains(*b) && **b != 27).count();
    // One or two such signs are a slip, also in a short text.
    odd > 2 && odd * 50 > sample.len()
}

/// The text of some bytes, the encoding's name, and whether some bytes did not fit.
pub(crate) fn decode(bytes: &[u8]) -> (String, &'static str, bool) {
    let encoding = encoding_of(bytes);
    let (text, used, damaged) = encoding.decode(bytes);
    (text.into_owned(), used.name(), damaged)
}

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Extracted, ReadError> {
    if is_binary(bytes) {
        return Err(ReadError::new(
            "not_text",
            told!("not-a-text", "{file} is named like a text but holds other data. Give it the name of what it holds.", file = name),
        ));
    }
    let (text, encoding, damaged) = decode(bytes);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = plain(Format::Text, paragraphs(&text));
    out.encoding = Some(encoding.to_owned());
    if damaged {
        out.warnings.push(told!(
            "bytes",
            "Some bytes of {file} do not fit the encoding {encoding}; they show as �. Save the text as UTF-8 and import it again.",
            file = name,
            encoding = encoding
        ));
    }
    Ok(out)
}

/// The paragraphs of a text, which empty lines part.
pub(super) fn paragraphs(text: &str) -> Vec<Block> {
    let paragraphs = text.split("\n\n").filter(|p| !p.trim().is_empty());
    paragraphs.map(|p| Block { kind: BlockKind::Paragraph, text: p.to_owned(), label: None }).collect()
}

#[cfg(test)]
mod tests {
    use super::{decode, encoding_of};
    use encoding_rs::{GB18030, MACINTOSH, UTF_8, WINDOWS_1251, WINDOWS_1252, WINDOWS_1256, X_MAC_CYRILLIC};

    const ARABIC: &str = "١. يوقف الطرفان إطلاق النار في جميع الجبهات.\n٢. تفتح الطرق بعد عشرة أيام من التوقيع.\n";
    const RUSSIAN: &str = "1. Стороны прекращают огонь на всех участках.\n2. Дороги открываются через десять дней.\n";
    const FRENCH: &str = "1. Les Parties libèrent les détenus dès la signature de l’accord.\n2. Les routes sont rouvertes à la même date, où qu’elles mènent.\n";
    const CHINESE: &str = "第一条 双方于午夜停火。\n第二条 双方开放道路，允许车队通行。\n";

    #[test]
    fn one_broken_byte_leaves_a_text_in_utf_8() {
        for text in [ARABIC, RUSSIAN, FRENCH, CHINESE] {
            for (at, broken) in [(9, 0xFF), (40, 0xC3), (text.len() - 3, 0x92)] {
                let mut bytes = text.as_bytes().to_vec();
                bytes.insert(at, broken);
                let (read, name, damaged) = decode(&bytes);
                assert!(name == "UTF-8" && damaged, "{name}: {read}");
                let kept = read.chars().filter(|c| text.contains(*c)).count();
                assert!(kept + 3 >= text.chars().count(), "{read}");
            }
        }
    }

    #[test]
    fn texts_in_the_encodings_of_old_machines_are_read() {
        let cases = [
            (ARABIC, WINDOWS_1256),
            (RUSSIAN, WINDOWS_1251),
            (RUSSIAN, X_MAC_CYRILLIC),
            (RUSSIAN, encoding_rs::KOI8_R),
            (FRENCH, WINDOWS_1252),
            (FRENCH, MACINTOSH),
            (CHINESE, GB18030),
        ];
        for (text, encoding) in cases {
            let text = if encoding == WINDOWS_1256 { text.replace('١', "1").replace('٢', "2") } else { text.to_owned() };
            let (bytes, _, lost) = encoding.encode(&text);
            assert!(!lost, "{}", encoding.name());
            assert_eq!(decode(&bytes).0, text, "{}", encoding.name());
        }
        assert_eq!(encoding_of(b"plain"), UTF_8);
    }

    #[test]
    fn utf_16_is_told_without_its_mark() {
        for text in [ARABIC, RUSSIAN, FRENCH, CHINESE] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!((decode(&little).0, decode(&big).0), (text.to_owned(), text.to_owned()));
        }
    }
}
