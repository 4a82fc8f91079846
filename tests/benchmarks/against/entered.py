"""Which files of a project a program enters, and on whose behalf; imports nothing of ours.

`python -P entered.py ROOT WRITTEN run` is `violet run` of the tree at ROOT. SIGUSR1 begins a
record, SIGUSR2 writes it to the file WRITTEN: a JSON list of tasks, each with its number, that of
the task which made it, and the files whose functions it entered.
"""

import asyncio
import contextvars
import json
import os
import runpy
import signal
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType


@dataclass(eq=False)
class Task:
    """One of asyncio's, or whatever runs outside of all."""

    number: int
    made_by: int | None
    runs: object
    files: set[str] = field(default_factory=set)


OF_CONTEXT: contextvars.ContextVar[Task | None] = contextvars.ContextVar("task", default=None)
"""A task's context is a copy of that of whoever made it, and so names the maker at first."""


class Recorder:
    """What `sys.setprofile` is given, in every thread."""

    def __init__(self, root: Path, written: Path) -> None:
        self._root = f"{root}{os.sep}"
        self._folders = tuple(str(root / one) + os.sep for one in ("bot", "adapters", "content"))
        """The tree may hold an environment with libraries too."""
        self._written = written
        self._tasks = [Task(0, None, None)]
        self._is_on = False

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        """Note which file a function stands in that is called; a module's own code is none."""
        if event != "call" or frame.f_code.co_name == "<module>":
            return
        name = frame.f_code.co_filename
        if name.startswith(self._folders) and name != __file__:
            task = self._task()
            if self._is_on:
                task.files.add(name.removeprefix(self._root))

    def _task(self) -> Task:
        maker = OF_CONTEXT.get()
        try:
            runs = asyncio.current_task()
        except RuntimeError:  # a thread without a loop works for whoever sent it there
            runs = None
        if runs is None:
            return maker or self._tasks[0]
        if maker is not None and maker.runs is runs:
            return maker
        task = Task(len(self._tasks), maker.number if maker else None, runs)
        self._tasks.append(task)
        OF_CONTEXT.set(task)
        return task

    def begin(self, *_: object) -> None:
        """Forget what was entered so far."""
        for task in self._tasks:
            task.files.clear()
        self._is_on = True

    def write(self, *_: object) -> None:
        """Write it down, all at once."""
        self._is_on = False
        found = [
            {"number": task.number, "made_by": task.made_by, "files": sorted(task.files)}
            for task in self._tasks
        ]
        part = self._written.with_suffix(".part")
        part.write_text(json.dumps(found))
        part.rename(self._written)


def main(root: str, written: str, *words: str) -> None:
    """Run `violet` with *words*."""
    recorder = Recorder(Path(root), Path(written))
    signal.signal(signal.SIGUSR1, recorder.begin)
    signal.signal(signal.SIGUSR2, recorder.write)
    sys.argv = ["violet", *words]
    threading.setprofile(recorder)
    sys.setprofile(recorder)
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
