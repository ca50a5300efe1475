//! Says when Windows ends the session of a console program: the person logs off, the machine shuts down or starts again.
//!
//! A program that has `user32` loaded, as every program has that asks for the layout of the keyboard or for the clipboard, is told
//! neither by the events of its console. Windows tells windows. So there is one, which nobody sees, on a thread of its own.
#![cfg(windows)]

use std::{
    mem, ptr,
    sync::{Mutex, Once, PoisonError},
    thread,
};

use windows_sys::{
    Win32::{
        Foundation::{HWND, LPARAM, LRESULT, WPARAM},
        System::LibraryLoader::GetModuleHandleW,
        UI::WindowsAndMessaging::{
            CreateWindowExW, DefWindowProcW, DispatchMessageW, GetMessageW, RegisterClassW, WM_ENDSESSION, WNDCLASSW,
            WS_OVERLAPPED,
        },
    },
    core::{PCWSTR, w},
};

/// The class of the window, and its title.
const NAME: PCWSTR = w!("acmove: end of the session");

type Tell = Box<dyn Fn() + Send>;

static TELL: Mutex<Option<Tell>> = Mutex::new(None);
static WINDOW: Once = Once::new();

/// From now on, `tell` is called when the session ends; only the latest is. Windows then leaves the program some five seconds, as
/// the thread that tells waits for the end of the process. Where there can be no window, nothing is ever told.
pub fn on_session_end(tell: impl Fn() + Send + 'static) {
    *TELL.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(tell));
    WINDOW.call_once(|| {
        let _ = thread::Builder::new().name("end of the session".to_owned()).spawn(run);
    });
}

/// The life of the window: as long as that of the process.
fn run() {
    // SAFETY: the strings are constants that end with 0, the procedure is one, all else is unset, and what is null may be.
    let window = unsafe {
        let program = GetModuleHandleW(ptr::null());
        let class = WNDCLASSW { lpfnWndProc: Some(told), hInstance: program, lpszClassName: NAME, ..mem::zeroed() };
        RegisterClassW(&raw const class);
        CreateWindowExW(
            0,
            NAME,
            NAME,
            WS_OVERLAPPED,
            0,
            0,
            0,
            0,
            ptr::null_mut(),
            ptr::null_mut(),
            program,
            ptr::null(),
        )
    };
    if window.is_null() {
        return;
    }
    // SAFETY: a message may be all 0, and lives as long as it is written to and read.
    unsafe {
        let mut message = mem::zeroed();
        while GetMessageW(&raw mut message, ptr::null_mut(), 0, 0) > 0 {
            DispatchMessageW(&raw const message);
        }
    }
}

/// The window's messages. Asked whether the session may end, it says yes, as windows do: others may still refuse, and `wparam` is
/// 0 then.
unsafe extern "system" fn told(window: HWND, message: u32, wparam: WPARAM, lparam: LPARAM) -> LRESULT {
    if message == WM_ENDSESSION && wparam != 0 {
        if let Some(tell) = &*TELL.lock().unwrap_or_else(PoisonError::into_inner) {
            tell();
        }
        // When this has been answered, Windows may end the process.
        loop {
            thread::park();
        }
    }
    // SAFETY: these are what Windows gave.
    unsafe { DefWindowProcW(window, message, wparam, lparam) }
}
