"""What Tab offers at the prompt."""

from collections.abc import Iterable
from typing import Final

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from bot.ports.sources import Knowledge
from content.commands.completion import completion_of
from content.language.from_outside import inert

ENDS: Final = ("quit", "exit", "bye")
"""What ends the conversation."""


class KnownWords(Completer):
    """Completes from what is in memory; nothing is waited for."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def get_completions(
        self,
        document: Document,
        complete_event: CompleteEvent,  # noqa: ARG002  the library's name
    ) -> Iterable[Completion]:
        """Return what may stand where the cursor is."""
        found = completion_of(
            document.text_before_cursor, self._knowledge.catalogue, others=ENDS[:1]
        )
        for word in found.words:
            yield Completion(inert(word), start_position=-found.replaced)
