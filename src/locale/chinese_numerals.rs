//! Chinese numerals, as articles and paragraphs have them: 五十七.

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Writes a number up to 9,999; above, the thousands are not written right.
pub(super) fn write(number: u16) -> String {
    let mut text = String::new();
    let mut rest = number;
    let mut gap = false;
    for (value, sign) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = rest / value;
        rest %= value;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push('零');
            gap = false;
        }
        // Ten to nineteen begin with the ten itself.
        if !(value == 10 && digit == 1 && text.is_empty()) {
            text.push(DIGITS.get(usize::from(digit)).copied().unwrap_or('零'));
        }
        text.push_str(sign);
    }
    text
}

/// The digit that a character stands for.
fn digit(character: char) -> Option<u16> {
    let character = match character {
        '〇' => '零',
        '两' => '二',
        other => other,
    };
    let place = DIGITS.iter().position(|known| *known == character)?;
    u16::try_from(place).ok()
}

/// Reads a numeral at the beginning of a text; gives its value, from 1 to 9,999, and its length in bytes.
pub(super) fn read(text: &str) -> Option<(u16, usize)> {
    let mut total = 0_u16;
    let mut pending: Option<u16> = None;
    let mut smallest = 10_000_u16;
    let mut length = 0;
    for character in text.chars().take(12) {
        let unit = match character {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => match digit(character) {
                Some(0) if pending.is_none() => {
                    length += character.len_utf8();
                    continue;
                }
                Some(digit) if pending.is_none() => {
                    pending = Some(digit);
                    length += character.len_utf8();
                    continue;
                }
                // Two digits in a row are written digit by digit (五七), which articles are not.
                Some(_) => return None,
                None => break,
            },
        };
        if unit >= smallest {
            return None;
        }
        smallest = unit;
        total = total.checked_add(pending.take().unwrap_or(1).checked_mul(unit)?)?;
        length += character.len_utf8();
    }
    total = total.checked_add(pending.unwrap_or(0))?;
    (total > 0).then_some((total, length))
}

#[cfg(test)]
mod tests {
    use super::{read, write};

    #[test]
    fn numerals_are_read_back() {
        for number in 1..=9_999 {
            let text = write(number);
            assert_eq!(read(&text), Some((number, text.len())), "{text}");
        }
    }

    #[test]
    fn numerals_are_those_in_use() {
        for (number, text) in [
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (57, "五十七"),
            (100, "一百"),
            (101, "一百零一"),
            (110, "一百一十"),
            (1001, "一千零一"),
        ] {
            assert_eq!(write(number), text);
        }
        assert_eq!(read("条"), None);
        assert_eq!(read("零"), None);
        assert_eq!(read("十十"), None);
    }
}
