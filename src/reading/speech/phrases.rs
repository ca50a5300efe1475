//! The phrases by which messages are told apart: those of the vendor's documentation, and words for failures in several
//! languages. All are words in lower case between blanks.

pub(super) type Phrases = &'static [&'static str];

/// They name the protection of Intellectual Property.
pub(super) const PROPERTY: Phrases =
    &[" intellectual property ", " ipp ", " ip protected ", " ip protection ", " ip rights ", " ip error "];

/// They name an error of it, whatever else the text says.
pub(super) const PROPERTY_ERROR: Phrases = &[
    " intellectual property error ",
    " invalid intellectual property ",
    " under intellectual property protection ",
    " intellectual property is protected ",
    " intellectual property mismatch ",
    " intellectual property violation ",
    " intellectual property conflict ",
    " intellectual property protection error ",
    " intelectual property mismatch ",
    " ip error ",
    " ip mismatch ",
    " ip violation ",
    " ip conflict ",
    " ip protected modules present ",
    " ip rights of your applications could not be granted ",
    " ipp error ",
    " ipp mismatch ",
    " ipp violation ",
    " ipp conflict ",
];

/// The same protection, as Service Studio words it.
pub(super) const FOREIGN: Phrases =
    &[" foreign module error ", " only allows uploading modules developed in your environment "];

pub(super) const MAINTENANCE: Phrases = &[" maintenance mode "];

/// A license is missing, invalid, or does not cover what was asked.
pub(super) const LICENSE: Phrases = &[
    " licensing error ",
    " license error ",
    " invalid license ",
    " license is invalid ",
    " license is not valid ",
    " license found is not valid ",
    " no valid license ",
    " no license was found ",
    " not licensed ",
    " unlicensed ",
    " license has expired ",
    " license expired ",
    " expired license ",
    " license was not installed ",
    " license not installed ",
    " error installing the license ",
    " license could not be ",
    " license cannot be ",
    " license limit ",
    " license limits ",
    " license does not ",
    " license doesn't ",
    " more resources than allowed by its license ",
    " consuming more resources than allowed ",
    " software units that this server license allows ",
];

/// A warning about a license: what was done may have been done.
pub(super) const LICENSE_WARNING: Phrases = &[
    " license will expire ",
    " must request a new license within ",
    " license contract should be changed ",
    " you should not publish more modules ",
];

/// A publish succeeded, as far as these words go.
pub(super) const PUBLISHED: Phrases = &[
    " published successfully ",
    " successfully published ",
    " published with success ",
    " publish done ",
    " publish succeeded ",
    " publish successful ",
    " publish was successful ",
    " publish completed ",
    " publish finished successfully ",
];

/// The same, denied: that is no success, and no doubt.
pub(super) const UNPUBLISHED: Phrases = &[
    " not published successfully ",
    " not successfully published ",
    " not been published successfully ",
    " not been successfully published ",
    " not published ",
    " not successful ",
    " not succeed ",
    " without success ",
    " no success ",
];

/// Said of a success, and nothing against it.
pub(super) const HARMLESS: Phrases = &[
    " no errors ",
    " 0 errors ",
    " errors 0 ",
    " 0 failed ",
    " failed 0 ",
    " without errors ",
    " no warnings ",
    " 0 warnings ",
    " warnings 0 ",
    " without warnings ",
    " no problems ",
    " or warnings ",
    " and warnings ",
    " error log ",
];

/// Something did not work.
pub(super) const FAILED: Phrases = &[
    " error ",
    " errors ",
    " fail ",
    " fails ",
    " failed ",
    " failure ",
    " invalid ",
    " abort ",
    " aborted ",
    " cannot ",
    " can't ",
    " can not ",
    " could not ",
    " couldn't ",
    " was not ",
    " were not ",
    " unpublished ",
    " not allowed ",
    " not found ",
    " not installed ",
    " not compatible ",
    " unable ",
    " denied ",
    " refused ",
    " rejected ",
    " exception ",
    " unsuccessful ",
    " unsuccessfully ",
    " timed out ",
    " timeout ",
    " being locked ",
    " is locking ",
    " currently being published ",
    // Words of other languages that stand for an error or a failure and for nothing else.
    " erro ",
    " erros ",
    " falha ",
    " falhou ",
    " fehler ",
    " fehlgeschlagen ",
    " erreur ",
    " erreurs ",
    " échec ",
    " échoué ",
    " fallo ",
    " falló ",
    " errore ",
    " fallito ",
    " fallita ",
    " fout ",
    " mislukt ",
    " błąd ",
    " fel ",
    " ошибка ",
];

/// Nothing was done, in words of a command's output.
pub(super) const UNDONE: Phrases = &[
    " usage ",
    " unknown option ",
    " unrecognized ",
    " skipped ",
    " ignored ",
    " nothing was ",
    " nothing to do ",
    " cancelled ",
    " canceled ",
    " not uploaded ",
    " not done ",
    " success false ",
    " success no ",
    " succeeded false ",
    " successful false ",
    " no license ",
    " no file ",
    " no such ",
];

/// Something is wrong, and what was done may have been done all the same.
pub(super) const TROUBLE: Phrases =
    &[" warning ", " warnings ", " problem ", " problems ", " incompatible ", " outdated "];

/// Words of a failure that may be one of Intellectual Property, in a form that is not known.
pub(super) const SUSPECT: Phrases = &[
    " ip ",
    " ownership ",
    " activation code ",
    " foreign ",
    " protected ",
    " protection ",
    " another infrastructure ",
    " different infrastructure ",
    " another platform server ",
    " different platform server ",
    " rights ",
];

/// Beginnings of words for *intellectual* and *property*, however they are spelled.
const INTELLECTUAL: [&str; 6] = ["intellect", "intelect", "intellekt", "intelekt", "intelectual", "geistig"];
const PROPERTIES: [&str; 8] =
    ["propert", "propriet", "propriét", "propried", "propied", "eigentum", "eigendom", "własn"];

/// The whole phrase, where words are not parted by blanks.
const ELSEWHERE: [&str; 4] = ["知的財産", "知识产权", "智慧財產", "지적"];

/// Beginnings of words for a success.
const SUCCESS: [&str; 8] = ["success", "succeed", "sucesso", "éxito", "exito", "succès", "succes", "erfolg"];
const SUCCESS_ELSEWHERE: [&str; 3] = ["成功", "성공", "успешн"];

/// Beginnings of words for a failure in several languages, and parts of words where they are not parted by blanks.
const FAILURE: [&str; 20] = [
    "erro",
    "fehl",
    "falh",
    "falló",
    "fallid",
    "fallit",
    "échou",
    "échec",
    "impossib",
    "imposib",
    "ungültig",
    "inválid",
    "invalid",
    "nicht",
    "não",
    "niet",
    "mislukt",
    "ошибк",
    "błąd",
    "exception",
];
const FAILURE_ELSEWHERE: [&str; 8] = ["错误", "錯誤", "失败", "失敗", "エラー", "できません", "오류", "실패"];

/// Whether a word of a command's output says that something failed.
pub(super) fn is_failure_word(word: &str) -> bool {
    FAILURE.iter().any(|start| word.starts_with(start)) || FAILURE_ELSEWHERE.iter().any(|part| word.contains(part))
}

/// Whether words name Intellectual Property, whatever their spelling or language.
pub(super) fn names_property(words: &str) -> bool {
    let list: Vec<&str> = words.split(' ').collect();
    let begins = |word: &str, with: &[&str]| with.iter().any(|start| word.starts_with(start));
    // The two stand side by side, in the one order or the other.
    let pair = |pair: &[&str]| {
        (begins(pair[0], &INTELLECTUAL) && begins(pair[1], &PROPERTIES))
            || (begins(pair[0], &PROPERTIES) && begins(pair[1], &INTELLECTUAL))
    };
    let joined = |word: &&str| begins(word, &INTELLECTUAL) && PROPERTIES.iter().any(|part| word.contains(part));
    list.windows(2).any(pair) || list.iter().any(joined) || ELSEWHERE.iter().any(|phrase| words.contains(phrase))
}

/// Whether a word says that something succeeded.
pub(super) fn is_success_word(word: &str) -> bool {
    SUCCESS.iter().any(|start| word.starts_with(start)) || SUCCESS_ELSEWHERE.iter().any(|part| word.contains(part))
}
