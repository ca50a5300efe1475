//! Paths as people type them, and as terminals hand over files that are dropped on them.

use acmove::domain::typed_path::{below_home, is_path, readings, without_variables};

#[test]
fn what_terminals_make_of_a_dropped_file_is_undone() {
    // GNOME, Konsole, kitty, macOS, Windows Terminal, PowerShell, xterm.
    let path = "/home/op/x (1).lic";
    for dropped in [
        "/home/op/x (1).lic\n",
        "'/home/op/x (1).lic' ",
        "\"/home/op/x (1).lic\"",
        "/home/op/x\\ \\(1\\).lic",
        "file:///home/op/x%20(1).lic",
        "FILE:///home/op/x%20%281%29.lic\r\n",
        "file://localhost/home/op/x%20(1).lic",
        "file:/home/op/x%20(1).lic",
        "'file:///home/op/x%20(1).lic'",
        "& '/home/op/x (1).lic'",
        "/home/op/'x (1)'.lic",
    ] {
        assert!(readings(dropped).iter().any(|reading| reading == path), "{dropped}: {:?}", readings(dropped));
        assert!(is_path(dropped), "{dropped}");
    }
    for dropped in ["\"C:\\Users\\op\\x (1).lic\"", "C:\\Users\\op\\x (1).lic", "& 'C:\\Users\\op\\x (1).lic'"] {
        assert!(readings(dropped).iter().any(|reading| reading == "C:\\Users\\op\\x (1).lic"), "{dropped}");
    }
    let address = readings("file:///C:/Users/op/x%20(1).lic");
    assert!(address.iter().any(|reading| reading == "C:/Users/op/x (1).lic"), "{address:?}");
}

#[test]
fn what_was_typed_is_tried_first() {
    assert_eq!(readings("it's.lic")[0], "it's.lic");
    assert_eq!(readings("'quoted'.lic ")[0], "'quoted'.lic ");
    assert_eq!(readings("a\\ b.lic")[0], "a\\ b.lic");
    assert_eq!(readings("100%25.lic"), ["100%25.lic"]);
    assert!(readings("").is_empty() && readings("\n").is_empty());
}

#[test]
fn a_text_is_no_path_and_a_code_is_none() {
    for text in [
        "",
        "Published successfully.",
        "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT",
        "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT",
        "Activation Code\n8RV",
        "<html><title>x.lic</title>.lic",
        "AAA Ignore",
    ] {
        assert!(!is_path(text), "{text:?}");
    }
    for path in ["x.lic", "~/Downloads/x", "..\\x", "C:\\x", "d:x.html", "./page", "page.HTM", "'x y.lic'", "é.lic"] {
        assert!(is_path(path), "{path}");
    }
}

#[test]
fn the_home_folder_is_known_by_each_of_its_names_and_only_whole() {
    for home in ["~", "$HOME", "${HOME}", "%USERPROFILE%", "%userprofile%", "$env:USERPROFILE"] {
        assert_eq!(below_home(home), Some(""));
        assert_eq!(below_home(&format!("{home}/Downloads")), Some("Downloads"));
        assert_eq!(below_home(&format!("{home}\\Downloads\\x")), Some("Downloads\\x"));
        assert_eq!(below_home(&format!("{home}x")), None);
        assert!(without_variables(&format!("{home}/Downloads")).is_ok());
    }
    assert_eq!(below_home("x/~"), None);
    assert!(without_variables("~/%TEMP%").is_err());
}
