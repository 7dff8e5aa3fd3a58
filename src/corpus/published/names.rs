//! Names of months and weekdays, as publication dates write them.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::tokens::Token;
use crate::calendar::Weekday;

/// The months of a language, January first: months parted by `;`, forms by spaces, words within a form by `_`.
/// Marks and case do not count. English forms that are other words ("may", "mar") are safe, since a month is only ever
/// looked for beside a number.
const MONTHS: &[(&str, &str)] = &[
    (
        "en",
        "january jan jany; february feb feby; march mar mch; april apr apl; may; june jun; july jul; august aug augt; september sept septr sep; october oct octr; november nov novr; december dec decr",
    ),
    (
        "de",
        "januar jan janner jaenner; februar feb feber; marz maerz mrz; april apr; mai; juni jun; juli jul; august aug; september sept sep; oktober okt; november nov; dezember dez",
    ),
    (
        "fr",
        "janvier janv jan; fevrier fevr fev; mars; avril avr; mai; juin; juillet juil; aout; septembre sept; octobre oct; novembre nov; decembre dec",
    ),
    (
        "es",
        "enero ene; febrero feb; marzo mar; abril abr; mayo may; junio jun; julio jul; agosto ago; septiembre setiembre sept sep set; octubre oct; noviembre nov; diciembre dic",
    ),
    (
        "it",
        "gennaio gen; febbraio feb; marzo mar; aprile apr; maggio mag; giugno giu; luglio lug; agosto ago; settembre sett set; ottobre ott; novembre nov; dicembre dic",
    ),
    (
        "pt",
        "janeiro jan; fevereiro fev; marco mar; abril abr; maio mai; junho jun; julho jul; agosto ago; setembro set; outubro out; novembro nov; dezembro dez",
    ),
    (
        "nl",
        "januari jan; februari feb; maart mrt; april apr; mei; juni jun; juli jul; augustus aug; september sept sep; oktober okt; november nov; december dec",
    ),
    (
        "pl",
        "styczen stycznia sty; luty lutego lut; marzec marca mar; kwiecien kwietnia kwi; maj maja; czerwiec czerwca cze; lipiec lipca lip; sierpien sierpnia sie; wrzesien wrzesnia wrz; pazdziernik pazdziernika paz; listopad listopada lis; grudzien grudnia gru",
    ),
    (
        "cs",
        "leden ledna led; unor unora; brezen brezna; duben dubna; kveten kvetna; cerven cervna; cervenec cervence; srpen srpna; zari; rijen rijna; listopad listopadu; prosinec prosince",
    ),
    (
        "sk",
        "januar januara; februar februara; marec marca; april aprila; maj maja; jun juna; jul jula; august augusta; september septembra; oktober oktobra; november novembra; december decembra",
    ),
    (
        "hr",
        "sijecanj sijecnja; veljaca veljace; ozujak ozujka; travanj travnja; svibanj svibnja; lipanj lipnja; srpanj srpnja; kolovoz kolovoza; rujan rujna; listopad listopada; studeni studenoga studenog; prosinac prosinca",
    ),
    (
        "sr",
        "januar januara; februar februara; mart marta; april aprila; maj maja; jun juna juni; jul jula juli; avgust avgusta; septembar septembra; oktobar oktobra; novembar novembra; decembar decembra",
    ),
    (
        "ru",
        "январь января янв; февраль февраля фев февр; март марта мар; апрель апреля апр; май мая; июнь июня июн; июль июля июл; август августа авг; сентябрь сентября сен сент; октябрь октября окт; ноябрь ноября ноя нояб; декабрь декабря дек",
    ),
    (
        "uk",
        "січень січня січ; лютий лютого лют; березень березня бер; квітень квітня кві квіт; травень травня тра трав; червень червня чер черв; липень липня лип; серпень серпня сер серп; вересень вересня вер верес; жовтень жовтня жов жовт; листопад листопада лис; грудень грудня гру груд",
    ),
    ("bg", "януари; февруари; март; април; май; юни; юли; август; септември; октомври; ноември; декември"),
    (
        "tr",
        "ocak oca; subat sub; mart; nisan nis; mayis may; haziran haz; temmuz tem; agustos agu; eylul eyl; ekim eki; kasim kas; aralik ara",
    ),
    (
        "sv",
        "januari jan; februari feb; mars; april apr; maj; juni jun; juli jul; augusti aug; september sep sept; oktober okt; november nov; december dec",
    ),
    (
        "da",
        "januar jan; februar feb; marts mar; april apr; maj; juni jun; juli jul; august aug; september sep sept; oktober okt; november nov; december dec",
    ),
    (
        "no",
        "januar jan; februar feb; mars; april apr; mai; juni jun; juli jul; august aug; september sep sept; oktober okt; november nov; desember des",
    ),
    (
        "fi",
        "tammikuu tammikuuta tammikuun; helmikuu helmikuuta helmikuun; maaliskuu maaliskuuta maaliskuun; huhtikuu huhtikuuta huhtikuun; toukokuu toukokuuta toukokuun; kesakuu kesakuuta kesakuun; heinakuu heinakuuta heinakuun; elokuu elokuuta elokuun; syyskuu syyskuuta syyskuun; lokakuu lokakuuta lokakuun; marraskuu marraskuuta marraskuun; joulukuu joulukuuta joulukuun",
    ),
    (
        "hu",
        "januar jan; februar febr; marcius marc; aprilis apr; majus maj; junius jun; julius jul; augusztus aug; szeptember szept; oktober okt; november nov; december dec",
    ),
    (
        "ro",
        "ianuarie ian; februarie feb; martie mar; aprilie apr; mai; iunie iun; iulie iul; august aug; septembrie sept; octombrie oct; noiembrie noi; decembrie dec",
    ),
    ("ca", "gener; febrer; marc; abril; maig; juny; juliol; agost; setembre; octubre; novembre; desembre"),
    (
        "el",
        "ιανουαριος ιανουαριου ιαν; φεβρουαριος φεβρουαριου φεβ; μαρτιος μαρτιου μαρ; απριλιος απριλιου απρ; μαιος μαιου μαι; ιουνιος ιουνιου ιουν; ιουλιος ιουλιου ιουλ; αυγουστος αυγουστου αυγ; σεπτεμβριος σεπτεμβριου σεπ; οκτωβριος οκτωβριου οκτ; νοεμβριος νοεμβριου νοε; δεκεμβριος δεκεμβριου δεκ",
    ),
    (
        "id",
        "januari jan; februari feb; maret mar; april apr; mei; juni jun; juli jul; agustus agu; september sep; oktober okt; november nov; desember des",
    ),
    (
        "ar",
        "يناير كانون_الثاني جانفي; فبراير شباط فيفري; مارس اذار; ابريل نيسان افريل; مايو ايار ماي; يونيو يونيه حزيران جوان; يوليو يوليه تموز جويلية; اغسطس اب اوت; سبتمبر ايلول; اكتوبر تشرين_الاول; نوفمبر تشرين_الثاني; ديسمبر كانون_الاول",
    ),
    ("fa", "ژانویه; فوریه; مارس; اوریل; مه; ژوین; ژوییه جولای; اوت اگوست; سپتامبر; اکتبر; نوامبر; دسامبر"),
];

/// The weekdays of some languages, Monday first, in the same form.
const WEEKDAYS: &[(&str, &str)] = &[
    (
        "en",
        "monday mon; tuesday tues tue; wednesday wed; thursday thurs thur thu; friday fri; saturday sat; sunday sun",
    ),
    ("de", "montag mo; dienstag di; mittwoch mi; donnerstag do; freitag fr; samstag sonnabend sa; sonntag so"),
    ("fr", "lundi lun; mardi; mercredi; jeudi; vendredi; samedi; dimanche"),
    ("es", "lunes; martes; miercoles; jueves; viernes; sabado; domingo"),
    ("it", "lunedi; martedi; mercoledi; giovedi; venerdi; sabato; domenica"),
    ("pt", "segunda segunda_feira; terca; quarta; quinta; sexta; sabado; domingo"),
    ("nl", "maandag; dinsdag; woensdag; donderdag; vrijdag; zaterdag; zondag"),
    ("pl", "poniedzialek; wtorek; sroda; czwartek; piatek; sobota; niedziela"),
    ("cs", "pondeli; utery; streda; ctvrtek; patek; sobota; nedele"),
    ("ru", "понедельник; вторник; среда; четверг; пятница; суббота; воскресенье"),
    ("uk", "понеділок; вівторок; середа; четвер; пятниця; субота; неділя"),
    ("tr", "pazartesi; sali; carsamba; persembe; cuma; cumartesi; pazar"),
    ("sv", "mandag; tisdag; onsdag; torsdag; fredag; lordag; sondag"),
    ("id", "senin; selasa; rabu; kamis; jumat; sabtu; minggu"),
    ("ar", "الاثنين الإثنين; الثلاثاء; الاربعاء; الخميس; الجمعة; السبت; الاحد"),
];

/// A name and which month or weekday (from 0) it is, in which languages.
type Names = HashMap<String, Vec<(&'static str, u32)>>;

static MONTH_NAMES: LazyLock<Names> = LazyLock::new(|| names(MONTHS));
static WEEKDAY_NAMES: LazyLock<Names> = LazyLock::new(|| names(WEEKDAYS));

fn names(table: &[(&'static str, &str)]) -> Names {
    let mut names = Names::new();
    for &(language, forms) in table {
        for (index, forms) in (0..).zip(forms.split(';')) {
            for form in forms.split_whitespace() {
                names.entry(fold(&form.replace('_', " "))).or_default().push((language, index));
            }
        }
    }
    names
}

/// The month (1 to 12) that a token names, alone or with the next one, and of how many tokens the name is made. A name
/// that stands for two months in two languages needs the language.
pub(super) fn month(tokens: &[Token], language: Option<&str>) -> Option<(u32, usize)> {
    let (month, length) = look_up(&MONTH_NAMES, tokens, language)?;
    Some((month + 1, length))
}

/// The weekday that a token names.
pub(super) fn weekday(tokens: &[Token]) -> Option<(Weekday, usize)> {
    let (index, length) = look_up(&WEEKDAY_NAMES, tokens, None)?;
    Some((Weekday::ALL[index as usize], length))
}

fn look_up(names: &Names, tokens: &[Token], language: Option<&str>) -> Option<(u32, usize)> {
    let first = tokens.first().filter(|token| token.is_word())?;
    let single = fold(first.text);
    let pair = || {
        let second = tokens.get(1).filter(|token| token.is_word())?;
        agreed(names.get(&format!("{single} {}", fold(second.text)))?, language).map(|index| (index, 2))
    };
    pair().or_else(|| Some((agreed(names.get(&single)?, language)?, 1)))
}

fn agreed(meanings: &[(&str, u32)], language: Option<&str>) -> Option<u32> {
    let own = meanings.iter().find(|(name, _)| language.is_some_and(|language| language == *name));
    let (_, first) = own.or(meanings.first())?;
    (own.is_some() || meanings.iter().all(|(_, index)| index == first)).then_some(*first)
}

/// Lower case without marks; Arabic alefs and Persian letters in one form each.
pub(super) fn fold(word: &str) -> String {
    let plain = word.nfd().filter(|&character| !is_combining_mark(character)).flat_map(char::to_lowercase);
    let plain = plain.filter(|&character| !is_combining_mark(character));
    plain
        .map(|character| match character {
            'ı' => 'i',
            'ł' => 'l',
            'ø' => 'o',
            'ى' | 'ي' => 'ی',
            'ك' => 'ک',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    #[test]
    fn every_language_has_twelve_months_and_seven_days() {
        for (language, forms) in MONTHS {
            assert_eq!(forms.split(';').count(), 12, "{language}");
        }
        for (language, forms) in WEEKDAYS {
            assert_eq!(forms.split(';').count(), 7, "{language}");
        }
    }

    #[test]
    fn months_are_known_by_their_names() {
        for (name, language, expected) in [
            ("JUNE", None, Some((6, 1))),
            ("März", None, Some((3, 1))),
            ("août", None, Some((8, 1))),
            ("Şubat", None, Some((2, 1))),
            ("ağustos", None, Some((8, 1))),
            ("июня", None, Some((6, 1))),
            ("أكتوبر", None, Some((10, 1))),
            ("كانون الثاني", None, Some((1, 2))),
            ("ژوئن", None, Some((6, 1))),
            ("listopada", None, None),
            ("listopada", Some("pl"), Some((11, 1))),
            ("listopada", Some("hr"), Some((10, 1))),
            ("tomorrow", None, None),
        ] {
            assert_eq!(month(&tokens(name), language), expected, "{name}");
        }
        assert_eq!(weekday(&tokens("Tuesday")), Some((Weekday::Tuesday, 1)));
    }
}
