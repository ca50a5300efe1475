//! `console PROGRAM ARGUMENTS…` runs a program in a console of its own, which nobody sees, and plays a person at it. What the
//! program draws goes to standard output, as the bytes that they are; what is to be done is read from standard input, an order a
//! line, and what there is to say of it goes to standard error:
//!
//! | order | what it does |
//! |---|---|
//! | `type TEXT` | presses the keys of a text, as a keyboard does |
//! | `paste TEXT` | what the console itself makes of a paste: keys, with Shift and Alt around those that need them |
//! | `layout CHARS` | characters that this keyboard has on `AltGr` |
//! | `key VK CHAR STATE` | one key, down and up: numbers, as Windows has them |
//! | `down VK CHAR STATE` | the same, only down |
//! | `mouse X Y BUTTONS FLAGS` | a record of the mouse |
//! | `size COLUMNS ROWS` | another size of the window |
//! | `event NUMBER` | Ctrl-C (0) or Ctrl-Break (1), from outside |
//! | `session` | tells the windows of the program that the session ends, as Windows does when somebody logs off |
//! | `mode` | says `mode IN OUT`: the modes of the console, in hexadecimal digits |
//! | `kill` | ends the program as a task manager does |
//!
//! In a text, `\n` is the end of a line and `\\` a backslash. When the program has ended, `ended CODE` is said. The end of
//! the orders ends the program.
//!
//! The library of Rust takes a pipe for a terminal whose name is that of a terminal of MSYS: so the program reads a real console
//! and draws into a pipe, also where the console itself understands no escape sequences.

#[cfg(windows)]
mod console;

#[cfg(windows)]
fn main() -> std::process::ExitCode {
    console::play()
}

#[cfg(not(windows))]
fn main() {
    eprintln!("there are consoles on Windows only");
}
