//! Line mode's place at a terminal or a pipe: what is typed, what LifeTime shows, what commands print, and signals, as one
//! stream of things that come. The threads are those of the screen.

use std::{
    collections::VecDeque,
    io::{self, IsTerminal as _},
    process,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use super::{inbound::Inbound, tools::ToolRunner, watching::Watching};
use crate::{
    domain::{tool::Process, watch::WatchQuestion},
    engine::tool_run::ToolSpec,
    line::{Came, Input, Typed, Unfit},
    runtime::{
        lifetime::Link,
        tty::{self, TerminalSignal, line},
        typing::{Typing, read_pipe},
    },
    tui::message::Msg,
};

/// How long it may take to end in order, when a signal asks for that.
const GRACE: Duration = Duration::from_secs(3);

/// A place at a terminal or a pipe; the terminal is given back when this is closed or dropped.
#[derive(Debug)]
pub struct Desk {
    inbox: Receiver<Came>,
    /// What came and was not wanted yet.
    kept: VecDeque<Came>,
    typing: Option<Arc<Typing>>,
    /// In a pipe: asks for a line.
    wants: Sender<()>,
    /// Whether a line was asked for and did not come yet.
    is_wanted: bool,
    /// Whether nobody types any more.
    is_over: bool,
    lifetime: Watching,
    tools: Arc<ToolRunner>,
    order: Arc<Order>,
    is_closed: bool,
}

/// What signals have asked for.
#[derive(Debug, Default)]
struct Order {
    /// How often it was asked to stop, and nobody has heard it yet.
    unheard: AtomicUsize,
    /// Whether it was asked to end, or somebody leaves.
    is_ending: AtomicBool,
}

impl Desk {
    /// Takes the place; LifeTime is watched by way of a link, where there is one. `marks` says whether a terminal may be asked to
    /// mark pastes.
    pub fn open(link: Option<Link>, marks: bool) -> Self {
        let (sender, inbox) = mpsc::channel();
        let (wants, wanted) = mpsc::channel();
        let order = Arc::new(Order::default());
        let outside = outside(sender.clone());
        let tools = Arc::new(ToolRunner::of(outside.clone()));
        let is_terminal = io::stdin().is_terminal();
        let signals = tty::Signals::watch();
        let typing = is_terminal.then(|| Typing::take(marks));
        let (typed, kind) = (sender.clone(), typing.clone());
        thread::spawn(move || match kind {
            Some(typing) => typing.listen(&typed),
            None => read_pipe(&wanted, &typed),
        });
        let minded = (typing.clone(), Arc::clone(&order), Arc::clone(&tools));
        thread::spawn(move || mind(signals, &sender, minded.0.as_ref(), &minded.1, &minded.2));
        Self {
            inbox,
            kept: VecDeque::new(),
            typing,
            wants,
            is_wanted: false,
            is_over: false,
            lifetime: Watching::of(link, outside),
            tools,
            order,
            is_closed: false,
        }
    }

    /// In a pipe, asks for the next line.
    fn want(&mut self) {
        if self.typing.is_none() && !self.is_wanted && !self.is_over && !self.has_typed() {
            self.is_wanted = true;
            self.is_over |= self.wants.send(()).is_err();
        }
    }

    fn has_typed(&self) -> bool {
        self.kept.iter().any(|came| matches!(came, Came::Typed(_)))
    }

    /// Takes note of what is handed over.
    fn handed(&mut self, came: Came) -> Came {
        match came {
            Came::Stop => self.order.unheard.store(0, Ordering::Relaxed),
            Came::End => self.is_over = true,
            Came::Typed(_) | Came::Outside(_) | Came::Again | Came::Leave => {}
        }
        came
    }

    /// Puts aside everything that came.
    fn keep_all(&mut self) {
        while let Ok(came) = self.inbox.try_recv() {
            self.keep(came);
        }
    }

    /// Puts aside what came.
    fn keep(&mut self, came: Came) {
        self.is_wanted &= !matches!(came, Came::Typed(_) | Came::End);
        self.kept.push_back(came);
    }
}

impl Input for Desk {
    fn next(&mut self) -> Came {
        self.want();
        while self.kept.is_empty() {
            match if self.is_over { self.inbox.try_recv().ok() } else { self.inbox.recv().ok() } {
                Some(came) => self.keep(came),
                None => return Came::End,
            }
        }
        let came = self.kept.pop_front().unwrap_or(Came::End);
        self.handed(came)
    }

    fn outside(&mut self) -> Came {
        let is_outside = |came: &Came| !matches!(came, Came::Typed(_) | Came::End);
        loop {
            if let Some(at) = self.kept.iter().position(is_outside) {
                let came = self.kept.remove(at).unwrap_or(Came::End);
                return self.handed(came);
            }
            match self.inbox.recv() {
                Ok(came) => self.keep(came),
                Err(_) => return Came::End,
            }
        }
    }

    fn has_more(&mut self, patience: Duration) -> bool {
        self.want();
        let end = Instant::now() + patience;
        while !self.has_typed() && !self.is_over && !self.kept.contains(&Came::End) {
            match self.inbox.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(came) => self.keep(came),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        self.has_typed()
    }

    fn is_terminal(&self) -> bool {
        self.typing.is_some()
    }

    fn asks_to_leave(&mut self) -> bool {
        self.keep_all();
        self.kept.iter().any(|came| matches!(came, Came::Stop | Came::Leave))
    }

    fn renew(&mut self, by_itself: bool) {
        let Some(typing) = self.typing.clone() else { return };
        typing.renew(by_itself);
        self.keep_all();
        for came in &mut self.kept {
            if let Came::Typed(Typed { unfit, .. }) = came {
                *unfit = unfit.or(Some(Unfit::Early));
            }
        }
    }

    fn begun(&self) -> String {
        self.typing.as_ref().map_or_else(String::new, |typing| typing.begun())
    }

    fn is_read(&self) -> bool {
        line::is_read()
    }

    fn is_at_work(&self) -> bool {
        true
    }

    fn watch(&mut self, question: Option<WatchQuestion>) {
        self.lifetime.watch(question);
    }

    fn look_now(&mut self, number: u64) {
        self.lifetime.look_now(number);
    }

    fn ready(&mut self, number: u64, spec: Box<ToolSpec>) -> Option<Process> {
        self.tools.ready_at_once(number, spec)
    }

    fn run(&mut self, number: u64, spec: Box<ToolSpec>) {
        self.tools.run(number, spec);
    }

    fn stop(&mut self, number: u64) {
        self.tools.stop(number);
    }

    fn close(&mut self) {
        self.is_closed = true;
        self.order.is_ending.store(true, Ordering::Relaxed);
        self.tools.end();
        self.typing.iter().for_each(|typing| typing.close());
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if !self.is_closed {
            self.close();
        }
    }
}

/// Where LifeTime and commands tell what happens: it comes with everything else.
fn outside(inbox: Sender<Came>) -> Sender<Inbound> {
    let (sender, told) = mpsc::channel();
    thread::spawn(move || {
        for inbound in told {
            let came = match inbound {
                Inbound::Msg(Msg::Engine(msg)) => Came::Outside(msg),
                Inbound::Msg(_) | Inbound::Suspend | Inbound::Resume => continue,
                Inbound::End(_) => Came::Leave,
            };
            if inbox.send(came).is_err() {
                return;
            }
        }
    });
    sender
}

/// Minds signals. The first Ctrl-C asks to stop; where nobody hears it, the second one ends the program at once.
fn mind(
    signals: tty::Signals,
    inbox: &Sender<Came>,
    typing: Option<&Arc<Typing>>,
    order: &Order,
    tools: &Arc<ToolRunner>,
) {
    signals.each(|signal| {
        let is_ending = order.is_ending.load(Ordering::Relaxed);
        match signal {
            TerminalSignal::Resized => {}
            TerminalSignal::Suspend => {
                if typing.is_some() {
                    line::give_back_typing();
                }
                tty::suspend();
            }
            TerminalSignal::Resume => {
                if let Some(typing) = typing {
                    typing.take_again();
                    let _ = inbox.send(Came::Again);
                }
            }
            TerminalSignal::Interrupt if !is_ending && order.unheard.fetch_add(1, Ordering::Relaxed) == 0 => {
                let _ = inbox.send(Came::Stop);
            }
            TerminalSignal::End if !is_ending => {
                order.is_ending.store(true, Ordering::Relaxed);
                let _ = inbox.send(Came::Leave);
                let tools = Arc::clone(tools);
                thread::spawn(move || {
                    thread::sleep(GRACE);
                    end(&tools);
                });
            }
            TerminalSignal::Interrupt | TerminalSignal::End => end(tools),
        }
        true
    });
}

/// Ends the program at once: commands are ended, the terminal is given back.
fn end(tools: &ToolRunner) -> ! {
    tools.end();
    line::give_back_typing();
    process::exit(1);
}
