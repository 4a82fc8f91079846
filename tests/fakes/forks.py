"""The program, in processes that need not load it first: they are forked off one that has.

Each is a process of its own, with its own folder, environment and streams, and goes through
`python -m bot` to its very end; only the second that Python takes to import all of it is saved.
"""

import asyncio
import atexit
import contextlib
import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PATH = os.pathsep.join(str(folder) for folder in (ROOT, ROOT / "tests"))
_NUMBER = struct.Struct("i")


class Fork:
    """One process; its *words* are those after `python`, and *streams* its first three files."""

    def __init__(
        self, words: Sequence[str], folder: Path, env: Mapping[str, str], streams: Sequence[int]
    ) -> None:
        self._server = socket.socket(socket.AF_UNIX)
        self._server.connect(_server())
        asked = json.dumps({"words": words, "folder": str(folder), "env": dict(env)}).encode()
        socket.send_fds(self._server, [_NUMBER.pack(len(asked))], streams)
        self._server.sendall(asked)
        self.pid: int = _NUMBER.unpack(self._server.recv(_NUMBER.size))[0]
        self._code: int | None = None
        self._server.setblocking(False)

    @property
    def returncode(self) -> int | None:
        """How it ended, the number of a signal as a negative one; None while it runs."""
        if self._code is None:
            with contextlib.suppress(BlockingIOError):
                self._take(self._server.recv(_NUMBER.size))
        return self._code

    def join(self, timeout_s: float = 60.0) -> int:
        """Wait until it has ended; return how."""
        if self._code is None:
            ended, _, _ = select.select([self._server], [], [], timeout_s)
            assert ended, f"it still runs after {timeout_s:g} s"
        code = self.returncode
        assert code is not None
        return code

    async def wait(self) -> int:
        """Wait until it has ended; return how."""
        if self._code is None:
            self._take(await asyncio.get_running_loop().sock_recv(self._server, _NUMBER.size))
        assert self._code is not None
        return self._code

    def send_signal(self, number: int) -> None:
        if self.returncode is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _take(self, told: bytes) -> None:
        if told:  # nothing where somebody else has taken what the server told
            self._code = _NUMBER.unpack(told)[0]
            self._server.close()


@cache
def _server() -> str:
    """Start what forks; return where it listens. It ends with this process."""
    folder = tempfile.mkdtemp(prefix="violet-forks-")
    address = f"{folder}/socket"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen()
        server = subprocess.Popen(  # noqa: S603  our own program, our own words
            [sys.executable, "-c", f"from fakes.forks import serve; serve({listening.fileno()})"],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": PATH},
            pass_fds=[listening.fileno()],
            stdin=subprocess.PIPE,  # of the kind that its forks will have, which Python asks once
            stdout=subprocess.PIPE,
        )

    @atexit.register
    def end() -> None:
        server.communicate()
        Path(address).unlink()
        Path(folder).rmdir()

    return address


def serve(listening: int) -> None:
    """Fork a process for each that connects, until whoever started this has gone."""
    codes: list[int] = []
    atexit.register(_leave, codes)  # what is registered first is called last
    _load_everything()
    asked = _asked_of_a_fork(listening)
    if asked is not None:
        try:
            _become(asked)
            codes.append(0)
        except SystemExit as end:
            codes.append(end.code if isinstance(end.code, int) else int(end.code is not None))
            raise


def _asked_of_a_fork(listening: int) -> dict[str, Any] | None:
    """Return, in each fork, what that is to become; in the server, None at its end."""
    ended, has_ended = os.pipe()
    os.set_blocking(has_ended, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(has_ended)
    asking: dict[int, socket.socket] = {}
    with socket.socket(fileno=listening) as listener:
        while True:
            ready, _, _ = select.select([listener, ended, 0], [], [])
            if 0 in ready:
                return None
            if ended in ready:
                os.read(ended, 1024)
                _tell_who_ended(asking)
            if listener in ready:
                one, _ = listener.accept()
                size, streams, _, _ = socket.recv_fds(one, _NUMBER.size, 3)
                with one.makefile("rb") as file:
                    asked = json.loads(file.read(_NUMBER.unpack(size)[0]))
                pid = os.fork()
                if pid == 0:
                    break
                for stream in streams:
                    os.close(stream)
                one.sendall(_NUMBER.pack(pid))
                asking[pid] = one
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for inherited in (one, *asking.values()):
        inherited.close()
    os.close(ended)
    os.close(has_ended)
    return asked | {"streams": streams}


def _tell_who_ended(asking: dict[int, socket.socket]) -> None:
    while asking:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        with asking.pop(pid) as one, contextlib.suppress(BrokenPipeError):  # nobody asks any more
            one.sendall(_NUMBER.pack(os.waitstatus_to_exitcode(status)))


def _load_everything() -> None:
    for package in ("bot", "adapters", "content"):
        folders = importlib.import_module(package).__path__
        for module in pkgutil.walk_packages(folders, f"{package}."):
            if not module.name.endswith((".__main__", ".env")):  # these do something at once
                importlib.import_module(module.name)
    gc.collect()
    gc.freeze()  # a collection in a fork would copy all of this


def _leave(codes: list[int]) -> None:
    """Leave at once where all is done: to clear away what was loaded takes as long as to load."""
    if codes:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(codes[0])


def _become(asked: dict[str, Any]) -> None:
    """Be `python` with these words; returns or raises as that would."""
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["env"])
    for number, stream in enumerate(asked["streams"]):
        os.dup2(stream, number)
        os.close(stream)
    option, what, *words = asked["words"]
    sys.argv = [option, *words]
    if option == "-m":
        runpy.run_module(what, run_name="__main__", alter_sys=True)
    else:
        exec(compile(what, "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102
