//! Dates as registries write them.

/// Whether a text is a real day, month or year of ISO 8601: `2003-10-31`, `2012-02`, `1988`.
pub fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let year = parts.next().and_then(|part| number(part, 4));
    let month = parts.next().map(|part| number(part, 2));
    let day = parts.next().map(|part| number(part, 2));
    if parts.next().is_some() {
        return false;
    }
    match (year, month, day) {
        (Some(_), None, None) => true,
        (Some(_), Some(Some(month)), None) => (1..=12).contains(&month),
        (Some(year), Some(Some(month)), Some(Some(day))) => (1..=days(year, month)).contains(&day),
        _ => false,
    }
}

/// Reads exactly as many digits as asked for.
fn number(text: &str, digits: usize) -> Option<u16> {
    let right = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if right { text.parse().ok() } else { None }
}

/// The number of days of a month in the Gregorian calendar; 0 where there is no such month.
const fn days(year: u16, month: u16) -> u16 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn only_real_dates_are_dates() {
        for right in ["2003-10-31", "2012-02", "1988", "2024-02-29"] {
            assert!(is_date(right), "{right}");
        }
        for wrong in [
            "2026-02-30",
            "2026-13",
            "26-01-01",
            "2026-1-1",
            "",
            "2026-00-10",
            "2023-02-29",
            "2026-01-01-01",
            "+026-01",
        ] {
            assert!(!is_date(wrong), "{wrong}");
        }
    }
}
