//! Runs a command: its arguments as they are, no shell, no terminal, nothing to read; what it prints is handed over on the
//! way, and stopping it stops everything that it has started.

use std::{
    borrow::Borrow,
    fmt::Debug,
    io::{self, Read},
    process::{ChildStdin, ExitStatus, Stdio, exit},
    sync::{
        Arc, Mutex, MutexGuard, Once, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    },
    thread,
    time::{Duration, Instant},
};

use process_wrap::std::{ChildWrapper, CommandWrap};

use super::{
    platform::{self, EndSignals},
    process, program, secrets,
};
use crate::{
    domain::{
        infrastructure::TOKEN_VARIABLE,
        secret::Secret,
        text::one_line,
        tool::{Process, ToolEnd},
    },
    driver::output::{Output, Stream},
    engine::ports::ReadyCommand,
    engine::tool_run::{LAST, ToolResult, ToolSpec},
    reading,
};

/// How often somebody looks whether it has ended, or has to.
const BEAT: Duration = Duration::from_millis(50);

/// The same when nothing more can be printed.
const MOMENT: Duration = Duration::from_millis(2);
const MOMENTS: u32 = 50;

/// How often what it printed is handed over.
const HANDED_OVER: Duration = Duration::from_millis(100);

/// How long it may take to end when it was asked to, before it is made to.
const GRACE: Duration = Duration::from_secs(2);

/// How long nothing may come any more, when it has ended and what it has started may still print; and how long that may go on.
const ECHO: Duration = Duration::from_millis(500);
const LONGEST_ECHO: Duration = Duration::from_secs(10);

/// Bytes that are read at once.
const CHUNK: usize = 16 * 1024;

/// A process with everything that it has started.
#[derive(Debug)]
pub struct Child {
    process: Mutex<Box<dyn ChildWrapper>>,
    /// Whether it was made to end before it had ended: not every system tells that from an exit code.
    is_killed: AtomicBool,
}

/// By this a command is stopped, whether it has begun yet or not.
#[derive(Debug, Default)]
pub struct StopSignal {
    wanted: AtomicBool,
    child: Mutex<Option<Arc<Child>>>,
}

impl StopSignal {
    /// Asks it to end, and makes it if it does not.
    pub fn ask(&self) {
        self.wanted.store(true, Ordering::Relaxed);
    }

    /// Ends it at once, with everything that it has started: nothing may go on when nobody watches any more.
    pub fn now(&self) {
        self.ask();
        if let Some(child) = lock(&self.child).as_ref() {
            child.kill();
        }
    }

    fn is_wanted(&self) -> bool {
        self.wanted.load(Ordering::Relaxed)
    }

    /// Takes note of what was begun; where it is not wanted any more, it ends.
    fn begun(&self, child: &Arc<Child>) {
        *lock(&self.child) = Some(Arc::clone(child));
        if self.is_wanted() {
            child.kill();
        }
    }
}

/// A command that stands ready: its process is there, and does nothing before it is run. One that is dropped never does.
#[derive(Debug)]
pub struct Ready<S> {
    spec: ToolSpec,
    stop: S,
    output: Output,
    /// Its process, or why there is none; nothing, where a process cannot be held back here.
    begun: Option<Result<Arc<Child>, String>>,
    process: Option<Process>,
    /// It is let go by this, and ends when this is gone.
    gate: Option<ChildStdin>,
}

impl<S: Borrow<StopSignal>> Ready<S> {
    /// Has a command stand ready; what stands in its way is said when it is run.
    pub fn of(spec: ToolSpec, stop: S) -> Self {
        let mut ready = Self { spec, stop, output: Output::default(), begun: None, process: None, gate: None };
        if process::HOLDS_BACK {
            let begun = ready.begin();
            if let Ok(child) = &begun {
                ready.process = process::started(child.lock().id());
                ready.gate = child.lock().stdin().take();
            }
            ready.begun = Some(begun);
        }
        ready
    }

    fn begin(&mut self) -> Result<Arc<Child>, String> {
        let child = begin(&self.spec, &mut self.output)?;
        self.stop.borrow().begun(&child);
        Ok(child)
    }

    /// Runs it to its end. `printed` is given what it prints, at most ten times a second.
    pub fn run(mut self, printed: impl FnMut(Vec<String>)) -> ToolResult {
        let started = Instant::now();
        let begun = self.begun.take().unwrap_or_else(|| self.begin());
        let (stop, output) = (self.stop.borrow(), &mut self.output);
        let end = match begun {
            Ok(child) => {
                process::let_go(self.gate.take());
                let watched = Arc::clone(&child);
                let pump = Pump { child, output, started, stop, printed, heard: started, silent: 0 };
                // A process that cannot be watched any more is killed.
                pump.watch(self.spec.timeout_s).unwrap_or_else(|_| {
                    watched.kill();
                    ToolEnd::Killed
                })
            }
            Err(why) => {
                output.take(Stream::Err, why.as_bytes());
                ToolEnd::NotStarted
            }
        };
        output.end();
        // A telling line counts wherever it stood, also before the part that was kept.
        let (text, telling) = (output.text(), output.noted());
        ToolResult {
            end,
            seconds: u32::try_from(started.elapsed().as_secs()).unwrap_or(u32::MAX),
            last: output.last(LAST),
            serials: reading::serials(&telling),
            failure: reading::failed_publish(&telling),
            objection: reading::objection(&telling, &text),
            text,
        }
    }
}

impl<S: Borrow<StopSignal> + Debug> ReadyCommand for Ready<S> {
    fn process(&self) -> Option<Process> {
        self.process.clone()
    }

    fn run(self: Box<Self>, printed: &mut dyn FnMut(Vec<String>)) -> ToolResult {
        (*self).run(printed)
    }
}

/// Runs a command to its end. `printed` is given what it prints, at most ten times a second.
pub fn run(spec: &ToolSpec, stop: &StopSignal, printed: impl FnMut(Vec<String>)) -> ToolResult {
    Ready::of(spec.clone(), stop).run(printed)
}

/// The signal that stops the command that runs alone now.
static ALONE: Mutex<Option<Arc<StopSignal>>> = Mutex::new(None);

/// Has a command stand ready where nothing else goes on: a signal that ends acmove ends it too, with everything that it has
/// started.
pub fn ready_alone(spec: &ToolSpec) -> Box<dyn ReadyCommand> {
    static WATCHED: Once = Once::new();
    WATCHED.call_once(|| {
        let signals = EndSignals::watch();
        thread::spawn(move || {
            if signals.wait() {
                lock(&ALONE).iter().for_each(|stop| stop.now());
                exit(1);
            }
        });
    });
    let stop = Arc::new(StopSignal::default());
    *lock(&ALONE) = Some(Arc::clone(&stop));
    Box::new(Ready::of(spec.clone(), stop))
}

/// Starts the process, in a session of its own: it has no terminal that it could ask for a password on.
fn begin(spec: &ToolSpec, output: &mut Output) -> Result<Arc<Child>, String> {
    // Only what is filled in has to be there.
    let wanted = |name: &str, variable: &Option<String>| {
        variable.clone().filter(|_| spec.template.placeholders().any(|used| used == name))
    };
    let user = secret(wanted("user", &spec.user_env))?;
    let password = secret(wanted("password", &spec.password_env))?;
    let withheld = spec.withheld.iter().chain(&spec.password_env).cloned().chain([TOKEN_VARIABLE.to_owned()]);
    let login = spec.user_env.as_deref().zip(spec.password_env.as_deref());
    let known = secrets::in_variables(withheld, login.and_then(|(user, password)| secrets::login(user, password)));
    let fresh = Output::without(known, reading::is_telling).noting(reading::is_of_property);
    *output = fresh.in_code_pages(platform::code_pages());
    let arguments = spec.template.fill(|name| match name {
        "user" => user.as_ref().map(|user| user.reveal().to_owned()),
        "password" => password.as_ref().map(|password| password.reveal().to_owned()),
        name => spec.values.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()),
    });
    let (program, arguments) = arguments.split_first().ok_or("There is no program to run.")?;
    let found = program::find(program)?;
    let mut command = process::held_back(&found, arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    for variable in spec.withheld.iter().map(String::as_str).chain([TOKEN_VARIABLE]) {
        command.env_remove(variable);
    }
    let mut wrap = CommandWrap::from(command);
    platform::apart(&mut wrap);
    let child = wrap.spawn().map_err(|error| not_started(program, &error))?;
    Ok(Arc::new(Child { process: Mutex::new(child), is_killed: AtomicBool::new(false) }))
}

fn not_started(program: &str, error: &io::Error) -> String {
    let program = one_line(program);
    // What a batch file is given goes through cmd.exe, which cannot take everything as a text.
    let is_unfit = error.kind() == io::ErrorKind::InvalidInput;
    let why = if is_unfit { " Its arguments cannot be passed unchanged." } else { "" };
    format!("{program} could not be started: {error}.{why}")
}

fn secret(variable: Option<String>) -> Result<Option<Secret>, String> {
    let Some(variable) = variable else { return Ok(None) };
    let unset = || format!("The environment variable {variable} is not set. Set it and reopen the migration.");
    platform::secret(&variable).map(Some).ok_or_else(unset)
}

/// Watches a process.
struct Pump<'a, F> {
    child: Arc<Child>,
    output: &'a mut Output,
    started: Instant,
    stop: &'a StopSignal,
    printed: F,
    /// When something was printed last.
    heard: Instant,
    /// How often it was looked at since nothing more can be printed.
    silent: u32,
}

impl<F: FnMut(Vec<String>)> Pump<'_, F> {
    fn watch(mut self, timeout_s: u32) -> io::Result<ToolEnd> {
        let (sender, chunks) = sync_channel(16);
        listen(self.child.lock().stdout().take(), Stream::Out, sender.clone());
        listen(self.child.lock().stderr().take(), Stream::Err, sender);
        let deadline = self.started + Duration::from_secs(u64::from(timeout_s));
        let mut stopped: Option<(ToolEnd, Instant)> = None;
        let mut over: Option<(ToolEnd, Instant)> = None;
        let mut handed_over = Instant::now();
        loop {
            let silent = self.listen_for_a_beat(&chunks);
            if handed_over.elapsed() >= HANDED_OVER {
                handed_over = Instant::now();
                self.hand_over();
            }
            if over.is_none() {
                over = self.child.ended()?.map(|end| (end, Instant::now()));
            }
            if let Some((end, since)) = over
                && (silent || self.heard.max(since).elapsed() > ECHO || since.elapsed() > LONGEST_ECHO)
            {
                self.hand_over();
                // Its children that did not end with it are killed now.
                return Ok(match stopped {
                    Some((why, _)) => {
                        self.child.kill();
                        why
                    }
                    None if end == ToolEnd::Killed && self.stop.is_wanted() => ToolEnd::Cancelled,
                    None => end,
                });
            }
            match stopped {
                None if over.is_some() => {}
                None if self.stop.is_wanted() => stopped = Some((ToolEnd::Cancelled, self.ask_to_end())),
                None if Instant::now() > deadline => stopped = Some((ToolEnd::TimedOut, self.ask_to_end())),
                Some((_, since)) if since.elapsed() > GRACE => self.child.kill(),
                Some(_) | None => {}
            }
        }
    }

    /// Takes in what comes within a beat; answers whether nothing more can come.
    fn listen_for_a_beat(&mut self, chunks: &Receiver<(Stream, Vec<u8>)>) -> bool {
        match chunks.recv_timeout(BEAT) {
            Ok((stream, bytes)) => {
                self.output.take(stream, &bytes);
                self.heard = Instant::now();
            }
            Err(RecvTimeoutError::Timeout) => {}
            // A process that has closed all its output is mostly about to end.
            Err(RecvTimeoutError::Disconnected) => {
                self.silent += 1;
                thread::sleep(if self.silent < MOMENTS { MOMENT } else { BEAT });
                return true;
            }
        }
        false
    }

    fn hand_over(&mut self) {
        let fresh = self.output.fresh();
        if !fresh.is_empty() {
            (self.printed)(fresh);
        }
    }

    fn ask_to_end(&self) -> Instant {
        platform::ask_to_end(&mut **self.child.lock());
        Instant::now()
    }
}

/// Reads what a process prints, on a thread of its own: a pipe cannot be waited for with a time.
fn listen(pipe: Option<impl Read + Send + 'static>, stream: Stream, sender: SyncSender<(Stream, Vec<u8>)>) {
    let Some(mut pipe) = pipe else { return };
    thread::spawn(move || {
        let mut buffer = vec![0; CHUNK];
        while let Ok(read @ 1..) = pipe.read(&mut buffer) {
            if sender.send((stream, buffer[..read].to_vec())).is_err() {
                return;
            }
        }
    });
}

impl Child {
    fn lock(&self) -> MutexGuard<'_, Box<dyn ChildWrapper>> {
        lock(&self.process)
    }

    /// Ends it at once, with everything that it has started.
    fn kill(&self) {
        let mut process = self.lock();
        if matches!(process.try_wait(), Ok(None)) {
            self.is_killed.store(true, Ordering::Relaxed);
        }
        let _ = process.start_kill();
    }

    /// How it has ended, if it has.
    fn ended(&self) -> io::Result<Option<ToolEnd>> {
        let status = self.lock().try_wait()?;
        let code = |status: ExitStatus| status.code().filter(|_| !self.is_killed.load(Ordering::Relaxed));
        Ok(status.map(|status| code(status).map_or(ToolEnd::Killed, |code| ToolEnd::Exited { code })))
    }
}

/// Locks, also after a panic: a panic under this lock leaves nothing half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
