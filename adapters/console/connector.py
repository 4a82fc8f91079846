"""The console platform: questions typed at a prompt, or piped in, and posts printed."""

import asyncio
import contextlib
import getpass
import io
import os
import shutil
import sys
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TextIO

import structlog
from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import History
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.patch_stdout import patch_stdout

from adapters.console.completer import ENDS, KnownWords
from adapters.console.history import KeptHistory, history_in
from adapters.console.messages import announcement_text, answer_text
from adapters.console.traits import CONSOLE
from bot.environment import state_folder, wants_colours
from bot.ports.errors import StorageError
from bot.ports.outbox import Delivery, Messenger
from bot.ports.places import PlaceStanding
from bot.ports.platforms import ChannelCheck, Speaker
from bot.router import Router
from bot.terminal_lines import laid_out
from content.answers.phrases import shows_followed
from content.answers.reply import LookUpOffer, ReplyStatus
from content.commands.admin import AdminCommand
from content.commands.parse import Ask, ForgetMe, read_command
from content.commands.powers import AdminChoice, AdminRole, Power
from content.commands.reply import CommandReply, Response
from content.commands.short_replies import Meant, meant_by
from content.commands.verbs import misspelt_command, misspelt_verb
from content.language.from_outside import inert
from content.language.platforms import apologies
from content.language.platforms import console as console_words
from content.language.wording import ENGLISH, Wording
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Delivered, Outcome, Refusal, Rejected

log = structlog.get_logger()

HERE = Destination(platform=CONSOLE.id, workspace="", channel="terminal")
_LONGEST_LINE = 20_000
_DRAIN_S = 2.0
_YES = frozenset({"y", "yes"})


class ConsoleMessenger:
    """Prints announcements; what is printed is delivered."""

    traits = CONSOLE

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write

    async def reserve_slot(self, delivery: Delivery) -> Rejected | None:  # noqa: ARG002  the port's name
        """Print at any time."""
        return None

    async def send(self, delivery: Delivery) -> Outcome:
        """Print it once."""
        try:
            self._write(f"\n{announcement_text(delivery.announcement)}\n")
        except (OSError, ValueError) as error:
            return Rejected(refusal=Refusal.PLATFORM, reason=console_words.gone(error))
        return Delivered(message=delivery.key)

    async def find(self, delivery: Delivery) -> Outcome | None:
        """Take a try that was begun as printed: a terminal has no history to look in.

        Printing and settling are moments apart, so a repetition is likelier than a loss.
        """
        return Delivered(message=delivery.key)

    async def revise(self, delivery: Delivery) -> Outcome:  # noqa: ARG002  the port's name
        """Leave what was printed: the news that corrects it, or came of it, is printed below."""
        return Rejected(refusal=Refusal.MESSAGE, reason=console_words.PRINTED)

    async def probe(self, destination: Destination) -> Rejected | None:  # noqa: ARG002  the port's name
        """Take the terminal as it is: a terminal that is gone comes back with another run."""
        return None

    def look_around(self, places: Sequence[Destination]) -> Sequence[PlaceStanding]:  # noqa: ARG002  the port's name
        """Return nothing: a terminal shows nothing of itself."""
        return ()


class _Terminal:
    """The `Channels` of a terminal, which takes whatever is printed and has no addresses."""

    async def check(
        self,
        destination: Destination,  # noqa: ARG002  the port's name
        wording: Wording = ENGLISH,
        *,
        mentioned: Collection[str] = (),  # noqa: ARG002  the port's name
        pictured: bool = False,  # noqa: ARG002  as above
    ) -> ChannelCheck:
        """Take it as it is."""
        return ChannelCheck(notes=(console_words.printed(wording),))

    async def why_not(
        self,
        power: Power,
        by: Speaker,
        destination: Destination,  # noqa: ARG002  the port's names
        choice: AdminChoice,  # noqa: ARG002
    ) -> str | None:
        """Let whoever sits there do everything; but there is nobody to be made an admin."""
        return console_words.everything_allowed(by.wording) if power is Power.APPOINT else None

    async def why_untold(
        self,
        destination: Destination,  # noqa: ARG002  the port's names
        wording: Wording = ENGLISH,  # noqa: ARG002
    ) -> str | None:
        """Return nothing: it can be printed."""
        return None

    def shown(self, destination: Destination) -> PlaceStanding:
        """Return that it has no name."""
        return PlaceStanding(destination=destination)

    async def find_role(self, typed: str, wording: Wording = ENGLISH) -> AdminRole | str:  # noqa: ARG002  the port's names
        """Return that there are none."""
        return console_words.everything_allowed(wording)

    async def page(self, destination: Destination, message: str) -> str | None:  # noqa: ARG002  the port's names
        """Return nothing: what is printed cannot be opened."""
        return None


TERMINAL = _Terminal()


class ConsoleConnector:
    """The `Connector` of this terminal."""

    traits = CONSOLE

    def __init__(
        self,
        router: Router,
        *,
        stdin: TextIO | None = None,
        stdout: TextIO | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._router = router
        self._environment = os.environ if environment is None else environment
        self._stdin = stdin or sys.stdin
        self._stdout = stdout or sys.stdout
        self._speaker = Speaker(destination=HERE, person=_user())
        self._messenger = ConsoleMessenger(self._print)
        self._task: asyncio.Task[None] | None = None
        self._answering = asyncio.Lock()
        self._before: Response | None = None
        """What was said last, which a number may choose from."""
        self._nearest: str | None = None
        """What was probably meant by what was typed last."""
        self._history: History | None = None

    @property
    def messenger(self) -> Messenger:
        """Through which announcements are printed."""
        return self._messenger

    async def start(self) -> None:
        """Greet, and begin to read lines."""
        if self._is_interactive:
            self._history = history_in(state_folder(self._environment))
            shows = shows_followed(self._router.knowledge.catalogue, ENGLISH)
            kept = self._history.filename if isinstance(self._history, KeptHistory) else None
            self._print(console_words.greeting(shows))
            self._print(console_words.keys(None if kept is None else str(kept)))
        self._task = asyncio.create_task(self._converse())

    async def wait(self) -> None:
        """Return at the end of the input, when somebody types quit, or once it was stopped."""
        if self._task:
            await asyncio.wait({self._task})
            if not self._task.cancelled():
                self._task.result()

    async def stop(self) -> None:
        """Stop reading; a line that is being answered is answered first, within two seconds."""
        if self._task and not self._task.done():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_DRAIN_S):
                    await self._answering.acquire()
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    @property
    def _is_interactive(self) -> bool:
        return self._stdin.isatty() and self._stdout.isatty()

    def _print(self, text: str, *, is_answer: bool = False) -> None:
        """Print *text*: an answer before the next prompt, and all else above the one there is."""
        if self._is_interactive:
            width, _ = shutil.get_terminal_size()
            said = laid_out(inert(text), width=width, colours=self._is_coloured)
            print(said, file=self._stdout if is_answer else sys.stdout, flush=True)
        else:
            print(inert(text), file=self._stdout, flush=True)

    @property
    def _is_coloured(self) -> bool:
        return wants_colours(self._environment, at_terminal=self._is_interactive)

    async def _converse(self) -> None:
        if self._is_interactive:
            await self._prompt()
            return
        lines = _lines_of(self._stdin)
        while (line := await lines.get()) is not None:
            if not await self._hear(line):
                return

    async def _prompt(self) -> None:
        session: PromptSession[str] = PromptSession(
            "> ",
            history=self._history,
            completer=KnownWords(self._router.knowledge),
            complete_while_typing=False,
            key_bindings=_keys(),
            color_depth=None if self._is_coloured else ColorDepth.DEPTH_1_BIT,
        )
        with patch_stdout(raw=True):  # what is printed steers nothing but its own colours
            while True:
                try:
                    line = await session.prompt_async(handle_sigint=True)
                except (EOFError, KeyboardInterrupt):
                    line = ENDS[0]
                if not await self._hear(line):
                    self._print(console_words.goodbye())
                    return

    async def _hear(self, line: str) -> bool:
        """Answer one line; False when it says goodbye."""
        words = line[:_LONGEST_LINE].strip()
        if words.casefold() in ENDS:
            return False
        if words.casefold() in _YES and self._nearest:
            words = self._nearest
        if words:
            async with self._answering:
                said = await self._reply(words)
            # Questions that are piped in are not to be seen otherwise.
            said = said if self._is_interactive else f"> {words}\n{said}\n"
            self._print(said, is_answer=True)
        return True

    async def _reply(self, words: str) -> str:
        command, self._nearest = read_command(words), misspelt_command(words)
        if self._nearest:
            return console_words.nearest(self._nearest)
        try:
            answer = await self._answer(words)
        except StorageError as error:
            return apologies.not_looked_up(str(error))
        except Exception:  # one bad question must not end the conversation
            log.exception("question_failed")
            return apologies.went_wrong()
        if isinstance(command, ForgetMe) and isinstance(self._history, KeptHistory):
            self._history.forget()
        if said := answer_text(answer):
            return said
        self._nearest = misspelt_verb(words, *ENDS) if isinstance(command, Ask) else None
        return (
            console_words.nearest(self._nearest) if self._nearest else console_words.no_question()
        )

    async def _answer(self, words: str) -> Response:
        self._before = await self._answer_to(words, meant_by(words, self._before))
        return self._before

    async def _answer_to(self, words: str, meant: Meant | None) -> Response:
        if isinstance(meant, LookUpOffer):
            language = self._before.language if self._before else None
            return await self._router.take_offer(meant, self._speaker, language=language)
        command = meant or read_command(words)
        if isinstance(command, AdminCommand) and command.channel is not None:
            return CommandReply(headline=console_words.one_place(), status=ReplyStatus.OUT_OF_SCOPE)
        return await self._router.handle(command, self._speaker, TERMINAL)


def _keys() -> KeyBindings:
    """Return what Ctrl-C does as in a shell: it drops what is typed, and ends where nothing is."""
    keys = KeyBindings()

    def drop(event: KeyPressEvent) -> None:
        event.current_buffer.reset()

    has_text = Condition(lambda: bool(get_app().current_buffer.text))
    keys.add("c-c", filter=has_text)(drop)
    # Where a colour is pasted it is taken for a press of the mouse, which prompt-toolkit then
    # cannot read; the mouse means nothing here.
    keys.add(Keys.Vt100MouseEvent, eager=True)(lambda _: None)
    return keys


def _lines_of(stream: TextIO) -> asyncio.Queue[str | None]:
    """Lines as they come, None at the end.

    A daemon thread reads them: a regular file has no readiness to wait for, and a thread that is
    blocked in a read must not keep the program from ending.
    """
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str | None] = asyncio.Queue()

    def read() -> None:
        with contextlib.suppress(RuntimeError):  # the loop was closed: nobody is listening
            try:
                for line in stream:
                    loop.call_soon_threadsafe(lines.put_nowait, line)
            except (OSError, ValueError):
                log.warning("console_input_lost", exc_info=True)
            loop.call_soon_threadsafe(lines.put_nowait, None)

    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")  # a stray byte is a question nobody can read, no more

    threading.Thread(target=read, name="console-input", daemon=True).start()
    return lines


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "terminal"
