//! What ratatui draws through: crossterm's backend, for a terminal that may have no size, and may be gone.

use std::io::{self, BufWriter};

use ratatui::{
    backend::{Backend, ClearType, CrosstermBackend, WindowSize},
    buffer::Cell,
    layout::{Position, Size},
};

use crate::runtime::tty::{self, Out};

/// Bytes of a large frame: a frame is written at once.
const FRAME: usize = 64 << 10;

/// The backend.
#[derive(Debug)]
pub struct TerminalBackend {
    inner: CrosstermBackend<BufWriter<Out>>,
    /// Where the cursor was put last.
    cursor: Position,
}

impl TerminalBackend {
    /// On the terminal of standard output.
    pub(super) fn open() -> Self {
        let inner = CrosstermBackend::new(BufWriter::with_capacity(FRAME, Out::open()));
        Self { inner, cursor: Position::ORIGIN }
    }
}

impl Backend for TerminalBackend {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.inner.draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    /// What drops a terminal complains where this fails, and a terminal that is gone takes no complaint either.
    fn show_cursor(&mut self) -> io::Result<()> {
        let _ = self.inner.show_cursor();
        Ok(())
    }

    /// The terminal is not asked: its answer would come among the keys.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        self.inner.set_cursor_position(self.cursor)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        let (width, height) = tty::size();
        Ok(Size { width, height })
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}
