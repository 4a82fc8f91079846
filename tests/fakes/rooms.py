"""A channel's room: who manages its news, what is around it, and what is said there."""

from bot.ports.listings import Directory
from bot.ports.places import PlaceStanding
from bot.ports.platforms import ChannelCheck, Speaker
from content.commands.parse import read_command
from content.commands.powers import AdminRole
from content.commands.reply import Response
from content.facts.catalogue import Catalogue
from content.language.wording import ENGLISH
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Refusal, Rejected
from fakes.claims import catalogue, claim, show
from fakes.database import FakeDatabase
from fakes.newsroom import FixedKnowledge, StoppedClock, make_router
from fakes.storage import record, take
from fakes.tellings import channel

HERE = channel()
ADMIN = Speaker(destination=HERE, person="an-admin")
DAREDEVIL = show("daredevil", title="Marvel's Daredevil", short="Daredevil")


class Channels:
    """A platform with pages, on which nothing is in the way unless a test says so."""

    def __init__(self) -> None:
        self.faults = ()

    async def why_not(self, power, by, destination, choice):  # noqa: ARG002  the port's names
        return None

    async def why_untold(self, destination, wording=ENGLISH):  # noqa: ARG002  the port's names
        return None

    def shown(self, destination):
        return PlaceStanding(destination=destination, name=destination.channel)

    async def find_role(self, typed, wording=ENGLISH):  # noqa: ARG002  the port's names
        return AdminRole(id=typed, name=typed)

    async def check(self, destination, wording=ENGLISH, *, mentioned=(), pictured=False):  # noqa: ARG002  the port's names
        return ChannelCheck(problems=self.faults, notes=(f"I see {destination.channel}.",))

    async def page(self, destination, message):
        return f"https://chat.example/{destination.channel}/{message}"


class Room:
    """A router with its memory, its clock and what is around it."""

    def __init__(self, directory: Directory | None = None, known: Catalogue | None = None) -> None:
        self.memory, self.clock, self.around = FakeDatabase(), StoppedClock(), Channels()
        dated = claim(value="2018-03-08", by="Netflix")
        known = known or catalogue(dated, shows=(show(), DAREDEVIL))
        self.router = make_router(
            directory,
            self.memory,
            clock=self.clock,
            knowledge=FixedKnowledge(known),
            subscriptions=self.memory.subscriptions,
            outbox=self.memory.outbox,
            journal=self.memory.journal,
            retention=self.memory.retention,
        )

    async def types(self, words: str, destination: Destination | None = None) -> str:
        return (await self.answer_to(words, destination)).text

    async def answer_to(
        self, words: str, destination: Destination | None = None, *, by: Speaker = ADMIN
    ) -> Response:
        return await self.router.handle(
            read_command(words), by, self.around, destination=destination
        )

    async def subscriptions(self):
        return await self.memory.subscriptions.of(HERE)

    async def news(self, *tellings) -> None:
        await record(self.memory, *tellings, until=self.clock.now())

    async def settle_next(self, outcome) -> None:
        """Let whatever is due next end like that."""
        (delivery,) = await take(self.memory, now=self.clock.now())
        await self.memory.outbox.begin(delivery, now=self.clock.now())
        self.clock.pass_time(1)
        await self.memory.outbox.settle(delivery, outcome, now=self.clock.now())

    async def archive(self) -> None:
        """Let the channel refuse whatever is due next, and everything from then on."""
        gone = "The channel is archived."
        await self.settle_next(Rejected(refusal=Refusal.DESTINATION, reason=gone))
        self.clock.pass_time(59)
