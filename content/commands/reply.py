"""What is said back to a command, in words that no platform has touched yet."""

from dataclasses import dataclass, replace

from content.answers.reply import Answer, Reply, ReplyStatus, ShowChoice
from content.commands.desk import DeskItem
from content.commands.feed_list import FeedItem
from content.facts.claims import Source
from content.language.command_hints import Spelling, as_typed, spelled
from content.language.links import Link
from content.language.places_named import in_place, without_marks
from content.language.wording import reader_wording


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandReply:
    """What became of a command, or why nothing did; it is no answer to a question."""

    headline: str
    """The outcome: one sentence of plain text."""
    lines: tuple[str, ...] = ()
    """What else there is to say: sentences of plain text."""
    status: ReplyStatus = ReplyStatus.DONE
    sources: tuple[Source, ...] = ()
    """The pages behind what the lines say is known."""
    links: tuple[Link, ...] = ()
    """Pages to open that are no source of anything."""
    also: tuple[Reply, ...] = ()
    """What is shown below it as it would be said by itself."""
    choices: tuple[ShowChoice, ...] = ()
    """The shows among which whoever commands has to choose, as the lines have them."""
    chooses_for: str | None = None
    """The command that each choice completes; None: it would not do all that was wanted."""
    desk: tuple[DeskItem, ...] = ()
    """What waits on the newsdesk and is shown in the lines, in their order, with its buttons."""
    form: DeskItem | None = None
    """What whoever commands has to fill in or to change, as far as it is known; the lines say what
    is wrong with it. Where a platform has no forms, they say which words do the same."""
    feeds: tuple[FeedItem, ...] = ()
    """The feeds that are shown in the lines, in their order, with their buttons."""
    begins_at: int = 1
    """The place of the first that `desk` or `feeds` shows, among all that there are, from 1."""
    goes_on_at: int | None = None
    """The place of the first that there was no more room for; None: the rest is shown."""
    language: str = "en"
    """ISO 639 code of the language that it is in."""

    def about_place(self, name: str | None) -> "CommandReply":
        """Return what it says of the channel called *name*; None: of the one it is said in."""
        wording = reader_wording(self.language)
        return replace(
            self,
            headline=in_place(self.headline, name, wording),
            lines=tuple(in_place(line, name, wording) for line in self.lines),
            links=tuple(
                replace(one, label=in_place(one.label, name, wording)) for one in self.links
            ),
        )

    @property
    def text(self) -> str:
        """All of it, as a person reads it who types commands as words."""
        return self.text_as(as_typed)

    def text_as(self, spelling: Spelling) -> str:
        """Return all of it as a person reads it, with the commands in it spelled that way."""
        said = "\n".join(spelled(line, spelling) for line in (self.headline, *self.lines))
        return "\n\n".join([without_marks(said), *(reply.text_as(spelling) for reply in self.also)])


Response = Answer | CommandReply
"""Whatever is said back to somebody."""


def is_refusal(response: Response) -> bool:
    """Whether nothing is said that anybody but whoever asked could want to read."""
    if isinstance(response, CommandReply) or not response.replies:
        return False
    return all(
        reply.status is ReplyStatus.NOT_TRACKED and not reply.offer and not reply.choices
        for reply in response.replies
    )
