//! Numbers as lists show them, in every script that has numbers of its own.

/// A number as a format writes it; one that we do not know writes digits.
pub(super) fn spelled(number: u32, format: &str) -> String {
    if number == 0 || number > 32_767 {
        return if format == "none" { String::new() } else { number.to_string() };
    }
    let at = number as usize - 1;
    let repeated = |letters: &str| {
        let all: Vec<char> = letters.chars().collect();
        std::iter::repeat_n(all[at % all.len()], at / all.len() + 1).collect::<String>()
    };
    let from = |first: u32, count: u32| (number <= count).then(|| char::from_u32(first + number - 1)).flatten().map(String::from);
    let digits = || number.to_string();
    match format {
        "none" => String::new(),
        "lowerLetter" => repeated("abcdefghijklmnopqrstuvwxyz"),
        "upperLetter" => repeated("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "russianLower" => repeated("абвгдежзиклмнопрстуфхцчшщыэюя"),
        "russianUpper" => repeated("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"),
        "arabicAlpha" => repeated("أبتثجحخدذرزسشصضطظعغفقكلمنهوي"),
        "arabicAbjad" => repeated("أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"),
        "lowerRoman" => roman(number),
        "upperRoman" => roman(number).to_uppercase(),
        "decimalZero" => format!("{number:02}"),
        "numberInDash" => format!("- {number} -"),
        "decimalFullWidth" | "decimalFullWidth2" => in_script(number, 0xFF10),
        "hindiNumbers" => in_script(number, 0x0966),
        "thaiNumbers" => in_script(number, 0x0E50),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting"
        | "ideographDigital"
        | "japaneseDigitalTenThousand"
        | "taiwaneseDigital" => {
            if matches!(format, "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital") {
                digits().chars().filter_map(|c| "〇一二三四五六七八九".chars().nth(c as usize - '0' as usize)).collect()
            } else {
                counted(number, "零一二三四五六七八九", ["", "十", "百", "千"], true)
            }
        }
        "chineseLegalSimplified" => counted(number, "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"], false),
        "ideographLegalTraditional" | "japaneseLegal" => counted(number, "零壹貳參肆伍陸柒捌玖", ["", "拾", "佰", "仟"], false),
        "ideographTraditional" => repeated("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => repeated("子丑寅卯辰巳午未申酉戌亥"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => from(0x2460, 20).unwrap_or_else(digits),
        "decimalEnclosedParen" => from(0x2474, 20).unwrap_or_else(digits),
        "decimalEnclosedFullstop" => from(0x2488, 20).unwrap_or_else(digits),
        "ideographEnclosedCircle" => from(0x3280, 10).unwrap_or_else(digits),
        "ordinal" => format!("{number}{}", ending(number)),
        "cardinalText" => word(number, false).unwrap_or_else(digits),
        "ordinalText" => word(number, true).unwrap_or_else(digits),
        _ => digits(),
    }
}

fn in_script(number: u32, zero: u32) -> String {
    number.to_string().chars().filter_map(|c| char::from_u32(zero + c as u32 - '0' as u32)).collect()
}

fn ending(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

fn word(number: u32, is_ordinal: bool) -> Option<String> {
    const CARDINALS: [&str; 20] = [
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "Nine",
        "Ten",
        "Eleven",
        "Twelve",
        "Thirteen",
        "Fourteen",
        "Fifteen",
        "Sixteen",
        "Seventeen",
        "Eighteen",
        "Nineteen",
        "Twenty",
    ];
    const ORDINALS: [&str; 20] = [
        "First",
        "Second",
        "Third",
        "Fourth",
        "Fifth",
        "Sixth",
        "Seventh",
        "Eighth",
        "Ninth",
        "Tenth",
        "Eleventh",
        "Twelfth",
        "Thirteenth",
        "Fourteenth",
        "Fifteenth",
        "Sixteenth",
        "Seventeenth",
        "Eighteenth",
        "Nineteenth",
        "Twentieth",
    ];
    let words = if is_ordinal { ORDINALS } else { CARDINALS };
    words.get(number as usize - 1).map(|word| (*word).to_owned())
}

/// 二十三, and 十二 without a one before it where the format leaves it out.
fn counted(number: u32, digits: &str, units: [&str; 4], is_short: bool) -> String {
    if number > 9_999 {
        return number.to_string();
    }
    let digits: Vec<char> = digits.chars().collect();
    let mut out = String::new();
    let mut gap = false;
    for (place, unit) in units.iter().enumerate().rev() {
        let digit = (number / 10_u32.pow(place as u32) % 10) as usize;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push(digits[0]);
            gap = false;
        }
        if !(is_short && digit == 1 && place == 1 && out.is_empty()) {
            out.push(digits[digit]);
        }
        out.push_str(unit);
    }
    out
}

fn roman(mut number: u32) -> String {
    let parts = [
        (1_000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut out = String::new();
    for (value, text) in parts {
        while number >= value && out.len() < 40 {
            out.push_str(text);
            number -= value;
        }
    }
    out
}
