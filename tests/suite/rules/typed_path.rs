//! Paths as people type them, and as terminals hand over files that are dropped on them.

use acmove::domain::typed_path::{is_path, readings};

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
