//! Folders that a system has for a person, and those that it keeps for itself.

use acmove::runtime::places::is_below;

#[test]
fn a_folder_of_windows_is_one_however_it_is_written() {
    for folder in [r"C:\Windows\System32", "c:/windows/system32/x", r"C:\WINDOWS", r"C:\Windows\"] {
        assert!(is_below(folder, r"C:\Windows"), "{folder}");
    }
    for folder in [r"C:\WindowsOld", r"C:\Users\op\Windows", r"D:\Windows", ""] {
        assert!(!is_below(folder, r"C:\Windows"), "{folder}");
    }
    assert!(!is_below(r"C:\Windows", ""));
}

#[cfg(unix)]
#[test]
fn the_folder_of_downloads_has_the_name_that_the_desktop_keeps_for_it() {
    use std::path::Path;

    use acmove::runtime::places::user_dir;

    let text = "# by xdg-user-dirs\nXDG_DESKTOP_DIR=\"$HOME/\"\nXDG_DOWNLOAD_DIR=\"$HOME/Transfer\\ências\"\nXDG_DOCUMENTS_DIR=\"/data/Doc\"\n";
    let home = Path::new("/home/op");
    assert_eq!(user_dir(text, "DOWNLOAD", home).unwrap(), Path::new("/home/op/Transferências"));
    assert_eq!(user_dir(text, "DOCUMENTS", home).unwrap(), Path::new("/data/Doc"));
    assert_eq!((user_dir(text, "DESKTOP", home), user_dir(text, "MUSIC", home)), (None, None));
}
