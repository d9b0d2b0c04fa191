"""Fork worker processes from one that has imported what they need.

Whoever asks for a worker names the modules. The imports are paid once, their memory is shared, and a worker holds
nothing that the run has open: neither its lock nor its database. The fork server is the parent of all workers and
watches two things: its workers, whose end it reports, and the run, whose end, whatever it was, it sees as the end of
their socket. Then it kills all workers.

The standard library has a fork server too. It leaves a folder in the temporary directory when a run is stopped by a
signal, and starts the program's main module again.
"""

import atexit
import contextlib
import gc
import importlib
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from types import FrameType
from typing import NoReturn

from digest.relaxed_gc import relaxed_gc

START_TIMEOUT = 120.0
"""Seconds until a worker must be there: the first takes one for the imports, on a busy machine three."""

_BOOT = (
    "import sys; sys.path[:] = sys.argv[2:];"
    " from digest.parallel import forkserver, worker; forkserver.serve(int(sys.argv[1]), worker.serve)"
)
_REQUEST = struct.Struct("ii")
"""To the fork server: 0, a length, a socket and modules' names of that length ask for a worker; another number is the
process id of a worker to kill."""
_EVENT = struct.Struct("ii")
"""From the fork server: the process id of a worker, and -1 when it was forked or its status when it has ended."""
_FORKED = -1
"""Stands for a status where a worker was forked: no process ends with it."""


class ForkServer:
    """The fork server, as the run sees it. OSError when it is gone or does not answer."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        options = [f"-W{option}" for option in sys.warnoptions]
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - this very Python
                [sys.executable, *options, "-c", _BOOT, str(theirs.fileno()), *sys.path],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},  # a process with threads is not forked safely
            )
        self._control = ours
        self._control.settimeout(START_TIMEOUT)
        self._lock = threading.Lock()
        self._ended: dict[int, int] = {}

    def fork(self, modules: Sequence[str]) -> tuple[int, socket.socket]:
        """Return the process id of a new worker, which has imported these modules, and our end of its socket."""
        ours, theirs = socket.socketpair()
        names = " ".join(modules).encode()
        try:
            with theirs, self._lock:
                socket.send_fds(self._control, [_REQUEST.pack(0, len(names)), names], [theirs.fileno()])
                while True:
                    pid, status = self._next_event()
                    if status == _FORKED:
                        return pid, ours
                    self._ended[pid] = status
        except OSError:
            ours.close()
            self.stop()  # whoever asks next gets another one
            raise

    def kill(self, pid: int) -> None:
        """Kill a worker, if it is still there."""
        with self._lock:
            self._control.sendall(_REQUEST.pack(pid, 0))

    def wait(self, pid: int) -> str:
        """Wait until a worker has ended, and return how."""
        try:
            with self._lock:
                while pid not in self._ended:
                    ended, status = self._next_event()
                    self._ended[ended] = status
                code = os.waitstatus_to_exitcode(self._ended.pop(pid))
        except OSError:
            return "was lost with its parent process"
        if code == -signal.SIGVTALRM:
            return "took too much of the processor"
        return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"

    def is_alive(self) -> bool:
        """Return whether its process is there."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End it, and with it all workers."""
        self._control.close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _next_event(self) -> tuple[int, int]:
        event = self._control.recv(_EVENT.size)
        if not event:
            raise ConnectionResetError("the fork server has gone")
        pid, status = _EVENT.unpack(event)
        return pid, status


_shared_lock = threading.Lock()
_shared: ForkServer | None = None


def get_shared() -> ForkServer:
    """Return this process's fork server; start one where none is alive."""
    global _shared  # noqa: PLW0603 - one for the process: it holds what all runs in it need
    with _shared_lock:
        if _shared is None or not _shared.is_alive():
            _stop_shared()
            _shared = ForkServer()
        return _shared


@atexit.register
def _stop_shared() -> None:
    global _shared  # noqa: PLW0603 - as above
    if _shared is not None:
        _shared.stop()
        _shared = None


def serve(descriptor: int, do_work: Callable[[socket.socket], None]) -> None:
    """Fork a worker for every socket that arrives, until the run has gone: the life of the fork server."""
    for stopping in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stopping, signal.SIG_IGN)  # to end us is the run's decision
    control = socket.socket(fileno=descriptor)
    workers: set[int] = set()
    # The end of a worker rings a bell. A handler in Python would not do: it runs between two of its instructions, and a
    # signal that came just before we listened would wait there for the run's next request.
    bell, ring = socket.socketpair()
    ring.settimeout(0)
    signal.set_wakeup_fd(ring.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda _signal, _frame: None)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})  # whoever started the run may have blocked it
    watch = select.poll()
    for each in (control, bell):
        watch.register(each, select.POLLIN)
    with contextlib.suppress(OSError), relaxed_gc():
        while True:
            ready = {number for number, _ in watch.poll()}
            if bell.fileno() in ready:
                bell.recv(4096)
                _report_ended(control, workers)
            if control.fileno() in ready:
                request, handles, *_ = socket.recv_fds(control, _REQUEST.size, 1)
                if not request:
                    break
                pid, length = _REQUEST.unpack(request)
                if handles:
                    _import_all(_read(control, length).decode().split(), control, workers)
                    pid = _fork((control, bell, ring), handles[0], do_work)
                    workers.add(pid)
                    control.sendall(_EVENT.pack(pid, _FORKED))
                elif pid in workers:
                    os.kill(pid, signal.SIGKILL)
    _end(workers)


def _report_ended(control: socket.socket, workers: set[int]) -> None:
    """Tell the run which workers have ended."""
    with contextlib.suppress(ChildProcessError):  # there is none any more
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            workers.discard(ended[0])
            control.sendall(_EVENT.pack(*ended))


def _read(control: socket.socket, length: int) -> bytes:
    """Read so many bytes; ConnectionResetError where the run has gone before."""
    found = b""
    while len(found) < length:
        piece = control.recv(length - len(found))
        if not piece:
            raise ConnectionResetError("the run has gone")
        found += piece
    return found


def _end(workers: set[int]) -> NoReturn:
    """Kill the workers, and end."""
    for pid in tuple(workers):
        os.kill(pid, signal.SIGKILL)
    os._exit(0)


def _import_all(modules: Sequence[str], control: socket.socket, workers: set[int]) -> None:
    """Import what a worker needs; end when the run has gone meanwhile, which is looked at ten times a second."""

    def end_with_run(_signal: int, _frame: FrameType | None) -> None:
        # An object of its own: on a busy machine the next signal interrupts this look, and looks again inside it.
        watch = select.poll()
        watch.register(control, 0)  # nothing but the other end's end
        if watch.poll(0):
            _end(workers)

    signal.signal(signal.SIGALRM, end_with_run)
    signal.setitimer(signal.ITIMER_REAL, 0.1, 0.1)
    for module in modules:
        with contextlib.suppress(ImportError):  # the worker that needs it says so, to the run
            importlib.import_module(module)
    gc.freeze()  # what was imported stays: no worker looks at it, or copies its memory for that
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)


def _fork(ours: Sequence[socket.socket], descriptor: int, do_work: Callable[[socket.socket], None]) -> int:
    """Return the process id of a new worker, which keeps none of our sockets."""
    pid = os.fork()
    if pid:
        os.close(descriptor)
        return pid
    try:
        signal.set_wakeup_fd(-1)  # its signals are its own
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for each in ours:
            each.close()
        do_work(socket.socket(fileno=descriptor))
    except BaseException:  # noqa: BLE001 - whatever ends a worker, it must not go on as a second fork server
        traceback.print_exc()
        os._exit(1)
    os._exit(0)
