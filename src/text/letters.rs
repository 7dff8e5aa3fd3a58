//! Letters, told quickly.

/// Whether a character is a letter: what [`char::is_alphabetic`] says, which searches a table for whatever is not
/// ASCII. The blocks in which most of the world's names are written are letters from end to end.
#[inline]
pub(crate) fn is_letter(character: char) -> bool {
    match character {
        '\0'..='\x7f' => character.is_ascii_alphabetic(),
        // Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ˁ' | 'Σ'..='ϵ' | 'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' | 'ՠ'..='ֈ' => true,
        'א'..='ת' | '\u{620}'..='\u{657}' | '\u{66e}'..='\u{6d3}' => true,
        // Devanagari, Georgian, kana, Chinese characters, Hangul
        'ऄ'..='ह' | 'ა'..='ჺ' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿿' | '가'..='힣' => true,
        _ => character.is_alphabetic(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_letter_is_what_the_standard_says() {
        let differs = |character: &char| is_letter(*character) != character.is_alphabetic();
        assert_eq!(('\0'..=char::MAX).find(differs), None);
    }
}
