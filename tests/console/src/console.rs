//! The console and who sits at it.

use std::{
    env,
    fs::File,
    io::{self, BufRead as _, Read as _, Write as _},
    os::windows::{
        io::{AsRawHandle as _, FromRawHandle as _},
        process::CommandExt as _,
    },
    process::{Child, Command, ExitCode, Stdio},
    ptr::null,
    sync::mpsc,
    thread,
    time::Duration,
};

use windows_sys::Win32::{
    Foundation::{HANDLE, HWND, INVALID_HANDLE_VALUE, LPARAM},
    Storage::FileSystem::PIPE_ACCESS_INBOUND,
    System::{
        Console::{
            CONSOLE_SCREEN_BUFFER_INFO, COORD, ENHANCED_KEY, GenerateConsoleCtrlEvent, GetConsoleMode,
            GetConsoleScreenBufferInfo, INPUT_RECORD, INPUT_RECORD_0, KEY_EVENT, KEY_EVENT_RECORD, KEY_EVENT_RECORD_0,
            LEFT_ALT_PRESSED, LEFT_CTRL_PRESSED, MOUSE_EVENT, MOUSE_EVENT_RECORD, RIGHT_ALT_PRESSED, SHIFT_PRESSED,
            SMALL_RECT, SetConsoleCtrlHandler, SetConsoleScreenBufferSize, SetConsoleWindowInfo, WriteConsoleInputW,
        },
        Pipes::{CreateNamedPipeW, PIPE_TYPE_BYTE, PIPE_WAIT},
    },
    UI::WindowsAndMessaging::{
        EnumWindows, GetWindowThreadProcessId, SendMessageW, SendNotifyMessageW, WM_ENDSESSION, WM_QUERYENDSESSION,
    },
};

/// Keys that Windows knows by a number.
const VK_TAB: u16 = 0x09;
const VK_RETURN: u16 = 0x0d;
const VK_SHIFT: u16 = 0x10;
const VK_ESCAPE: u16 = 0x1b;
const VK_MENU: u16 = 0x12;
const VK_NUMPAD0: u16 = 0x60;

/// Records that are handed over at once; a console takes a paste in pieces too.
const AT_ONCE: usize = 2000;

/// How long fast fingers take from one key to the next.
const FINGERS: Duration = Duration::from_millis(30);

/// Why the session ends: somebody logs off.
const LOGS_OFF: LPARAM = 0x8000_0000;

/// How often somebody looks whether the program has ended.
const BEAT: Duration = Duration::from_millis(5);

/// By this variable the second process of the two knows that it sits at the console.
const INSIDE: &str = "ACMOVE_CONSOLE_INSIDE";

/// A process that has a console, and shows no window for it.
const CREATE_NO_WINDOW: u32 = 0x0800_0000;

/// Runs a program in a new console and plays a person at it: that takes a second process, which the console belongs to.
pub fn play() -> ExitCode {
    let played = if env::var_os(INSIDE).is_some() { Player::start().map(Player::play) } else { outside() };
    played.unwrap_or_else(|error| {
        eprintln!("failed {error}");
        ExitCode::FAILURE
    })
}

fn outside() -> io::Result<ExitCode> {
    let mut inside = Command::new(env::current_exe()?);
    inside.args(env::args_os().skip(1)).env(INSIDE, "yes").creation_flags(CREATE_NO_WINDOW);
    Ok(if inside.status()?.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A person at a console.
struct Player {
    input: File,
    screen: File,
    child: Child,
    /// The characters on `AltGr`.
    layout: String,
}

impl Player {
    fn start() -> io::Result<Self> {
        // SAFETY: the function is there for the whole life of the program.
        unsafe { SetConsoleCtrlHandler(Some(ignore), 1) };
        let open = |name| File::options().read(true).write(true).open(name);
        let (input, screen) = (open("CONIN$")?, open("CONOUT$")?);
        resize(&screen, 80, 25);
        let name = format!(r"\\.\pipe\msys-dd50a72ab4668b33-pty{}-to-master", std::process::id());
        let drawn = pipe(&name)?;
        let mut arguments = env::args_os().skip(1);
        let program = arguments.next().ok_or_else(|| io::Error::other("no program is named"))?;
        let mut command = Command::new(program);
        command
            .args(arguments)
            .env_remove(INSIDE)
            .stdin(open("CONIN$")?)
            .stdout(File::options().write(true).open(&name)?);
        command.stderr(match env::var_os("CONSOLE_STDERR") {
            Some(path) => Stdio::from(File::create(path)?),
            None => Stdio::null(),
        });
        let child = command.spawn()?;
        // With the command goes this end of the pipe: it closes when the program ends.
        drop(command);
        thread::spawn(move || hand_on(drawn));
        Ok(Self { input, screen, child, layout: String::new() })
    }

    fn play(mut self) -> ExitCode {
        let (sender, orders) = mpsc::channel();
        thread::spawn(move || io::stdin().lock().lines().map_while(Result::ok).all(|line| sender.send(line).is_ok()));
        loop {
            match orders.recv_timeout(BEAT) {
                Ok(order) => self.obey(&order),
                Err(mpsc::RecvTimeoutError::Timeout) => {}
                Err(mpsc::RecvTimeoutError::Disconnected) => drop(self.child.kill()),
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                eprintln!("ended {}", status.code().unwrap_or(-1));
                // What it has left of the console can still be asked for.
                while let Ok(order) = orders.recv() {
                    self.obey(&order);
                }
                return ExitCode::SUCCESS;
            }
        }
    }

    fn obey(&mut self, order: &str) {
        let (word, rest) = order.split_once(' ').unwrap_or((order, ""));
        let numbers: Vec<u32> = rest.split(' ').filter_map(|number| number.parse().ok()).collect();
        match (word, numbers.as_slice()) {
            ("type", _) => unescape(rest).encode_utf16().for_each(|c| {
                self.tell(&self.keys_of(c));
                thread::sleep(FINGERS);
            }),
            ("paste", _) => {
                self.tell(&unescape(rest).encode_utf16().flat_map(|c| self.keys_of(c)).collect::<Vec<_>>());
            }
            ("layout", _) => rest.clone_into(&mut self.layout),
            ("key", &[vk, c, state]) => {
                self.tell(&[true, false].map(|is_down| key(is_down, vk as u16, c as u16, state)));
            }
            ("down", &[vk, c, state]) => self.tell(&[key(true, vk as u16, c as u16, state)]),
            ("mouse", &[x, y, buttons, flags]) => self.tell(&[mouse(x as i16, y as i16, buttons, flags)]),
            ("size", &[columns, rows]) => resize(&self.screen, columns as i16, rows as i16),
            // SAFETY: no pointers.
            ("event", &[event]) => drop(unsafe { GenerateConsoleCtrlEvent(event, 0) }),
            ("session", _) => end_session(self.child.id()),
            ("mode", _) => eprintln!("mode {:x} {:x}", mode(&self.input), mode(&self.screen)),
            ("kill", _) => drop(self.child.kill()),
            _ => eprintln!("unknown {order}"),
        }
    }

    /// What a console makes of a character of a paste.
    fn keys_of(&self, c: u16) -> Vec<INPUT_RECORD> {
        let char = char::from_u32(u32::from(c));
        if char.is_some_and(|c| self.layout.contains(c)) {
            return alt_gr(c);
        }
        match char {
            // Half of a character.
            None => numpad(c),
            // A letter that no key has comes as if one had it.
            Some(char) if !char.is_ascii() && char.is_alphabetic() => vec![key(true, 0, c, 0), key(false, 0, c, 0)],
            Some(char) if !char.is_ascii() => numpad(c),
            Some(char) => ascii(char),
        }
    }

    fn tell(&self, records: &[INPUT_RECORD]) {
        for records in records.chunks(AT_ONCE) {
            let mut taken = 0;
            let count = u32::try_from(records.len()).unwrap_or_default();
            // SAFETY: the pointer and the number are those of one slice.
            let is_told = unsafe { WriteConsoleInputW(handle(&self.input), records.as_ptr(), count, &raw mut taken) };
            if is_told == 0 || taken != count {
                eprintln!("failed {}", io::Error::last_os_error());
            }
        }
    }
}

extern "system" fn ignore(_: u32) -> i32 {
    1
}

fn handle(file: &File) -> HANDLE {
    file.as_raw_handle()
}

/// Asks the windows of a process whether the session may end, and tells them that it does. Nobody waits for what they do then.
fn end_session(process: u32) {
    // SAFETY: the number that is handed over comes back as it was, while this function runs.
    unsafe { EnumWindows(Some(tell_of_end), process as LPARAM) };
}

unsafe extern "system" fn tell_of_end(window: HWND, process: LPARAM) -> i32 {
    let mut owner = 0;
    // SAFETY: the pointer is to a number of this function, and the messages have none.
    unsafe {
        GetWindowThreadProcessId(window, &raw mut owner);
        if owner as LPARAM == process && SendMessageW(window, WM_QUERYENDSESSION, 0, LOGS_OFF) != 0 {
            eprintln!("told");
            SendNotifyMessageW(window, WM_ENDSESSION, 1, LOGS_OFF);
        }
    }
    1
}

/// The end of a pipe that is read.
fn pipe(name: &str) -> io::Result<File> {
    let name: Vec<u16> = name.encode_utf16().chain([0]).collect();
    // SAFETY: the name ends with a zero, and there are no other pointers.
    let pipe = unsafe {
        CreateNamedPipeW(name.as_ptr(), PIPE_ACCESS_INBOUND, PIPE_TYPE_BYTE | PIPE_WAIT, 1, 1 << 16, 1 << 16, 0, null())
    };
    if pipe == INVALID_HANDLE_VALUE {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: it is open, and nobody else's.
    Ok(unsafe { File::from_raw_handle(pipe) })
}

/// Hands on what the program draws, whose end of the pipe is open already.
fn hand_on(mut drawn: File) {
    let (mut buffer, mut out) = (vec![0; 1 << 16], io::stdout());
    while let Ok(read @ 1..) = drawn.read(&mut buffer) {
        if out.write_all(&buffer[..read]).and_then(|()| out.flush()).is_err() {
            return;
        }
    }
}

fn unescape(text: &str) -> String {
    let mut chars = text.chars();
    let mut out = String::new();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            (_, Some('n')) => out.push('\r'),
            (_, Some('t')) => out.push('\t'),
            (_, Some(other)) => out.push(other),
            (c, None) => out.push(c),
        }
    }
    out
}

fn key(is_down: bool, vk: u16, c: u16, state: u32) -> INPUT_RECORD {
    let record = KEY_EVENT_RECORD {
        bKeyDown: i32::from(is_down),
        wRepeatCount: 1,
        wVirtualKeyCode: vk,
        wVirtualScanCode: 0x10,
        uChar: KEY_EVENT_RECORD_0 { UnicodeChar: c },
        dwControlKeyState: state,
    };
    INPUT_RECORD { EventType: KEY_EVENT as u16, Event: INPUT_RECORD_0 { KeyEvent: record } }
}

/// A character that needs no more than Shift.
fn ascii(char: char) -> Vec<INPUT_RECORD> {
    const SHIFTED: &str = "!\"#$%&()*+:<>?@^_{|}~";
    let needs_shift = char.is_ascii_uppercase() || SHIFTED.contains(char);
    let (c, state) = (char as u16, if needs_shift { SHIFT_PRESSED } else { 0 });
    let vk = match char {
        '\r' => VK_RETURN,
        '\t' => VK_TAB,
        '\u{1b}' => VK_ESCAPE,
        'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' => char.to_ascii_uppercase() as u16,
        _ => 0xbd,
    };
    let mut keys = vec![key(true, vk, c, state), key(false, vk, c, state)];
    if needs_shift {
        keys.insert(0, key(true, VK_SHIFT, 0, SHIFT_PRESSED));
        keys.push(key(false, VK_SHIFT, 0, 0));
    }
    keys
}

/// A character that has its key together with `AltGr`, which Windows tells as Ctrl and Alt.
fn alt_gr(c: u16) -> Vec<INPUT_RECORD> {
    let state = LEFT_CTRL_PRESSED | RIGHT_ALT_PRESSED;
    vec![
        key(true, VK_MENU, 0, ENHANCED_KEY | state),
        key(true, u16::from(b'Q'), c, state),
        key(false, u16::from(b'Q'), c, state),
        key(false, VK_MENU, 0, ENHANCED_KEY),
    ]
}

/// A sign that no key has: Alt, a number, and the sign when Alt goes up.
fn numpad(c: u16) -> Vec<INPUT_RECORD> {
    let mut keys = vec![key(true, VK_MENU, 0, LEFT_ALT_PRESSED)];
    for digit in [2, 2, 5] {
        keys.extend([true, false].map(|is_down| key(is_down, VK_NUMPAD0 + digit, 0, LEFT_ALT_PRESSED)));
    }
    keys.push(key(false, VK_MENU, c, 0));
    keys
}

fn mouse(x: i16, y: i16, buttons: u32, flags: u32) -> INPUT_RECORD {
    let record = MOUSE_EVENT_RECORD {
        dwMousePosition: COORD { X: x, Y: y },
        dwButtonState: buttons,
        dwControlKeyState: 0,
        dwEventFlags: flags,
    };
    INPUT_RECORD { EventType: MOUSE_EVENT as u16, Event: INPUT_RECORD_0 { MouseEvent: record } }
}

fn mode(of: &File) -> u32 {
    let mut mode = 0;
    // SAFETY: the pointer is to a number of this function.
    unsafe { GetConsoleMode(handle(of), &raw mut mode) };
    mode
}

/// Gives the window a size, and the buffer behind it the same.
fn resize(screen: &File, columns: i16, rows: i16) {
    let window = SMALL_RECT { Left: 0, Top: 0, Right: columns - 1, Bottom: rows - 1 };
    let smallest = SMALL_RECT { Left: 0, Top: 0, Right: 0, Bottom: 0 };
    // SAFETY: the pointers are to values of this function.
    unsafe {
        SetConsoleWindowInfo(handle(screen), 1, &raw const smallest);
        SetConsoleScreenBufferSize(handle(screen), COORD { X: columns, Y: rows });
        SetConsoleWindowInfo(handle(screen), 1, &raw const window);
    }
    let mut is: CONSOLE_SCREEN_BUFFER_INFO = unsafe { std::mem::zeroed() };
    // SAFETY: as above.
    if unsafe { GetConsoleScreenBufferInfo(handle(screen), &raw mut is) } != 0 {
        eprintln!("size {} {}", is.srWindow.Right - is.srWindow.Left + 1, is.srWindow.Bottom - is.srWindow.Top + 1);
    }
}
