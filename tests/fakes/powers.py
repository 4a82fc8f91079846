"""Who may have what done on Discord, as tables: every command and button, every kind of person."""

from content.answers.reply import LookUpOffer
from content.facts.proposals import Proposal
from fakes.claims import claim
from fakes.discord import SEND
from fakes.discord.state import V2, Message
from fakes.newsroom import NOW

ADMINISTRATOR, MANAGE_GUILD, VIEW = 1 << 3, 1 << 5, 1 << 10
PLAIN = VIEW | SEND
CREW, OTHERS = "7100000000000000001", "7100000000000000002"

EVERYONE, ADMINS, TRUE_ADMINS, EDITORS = "everyone", "admins", "true admins", "editors"
EITHER = "admins and editors"
SHOW = {"show": "jessica-jones"}
COMMANDS = {
    "when": (EVERYONE, SHOW),
    "filming": (EVERYONE, SHOW),
    "countdown": (EVERYONE, SHOW),
    "history": (EVERYONE, SHOW),
    "news": (EVERYONE, SHOW),
    "upcoming": (EVERYONE, {}),
    "ask": (EVERYONE, {"question": "when is jessica jones out"}),
    "remind": (EVERYONE, {}),
    "forget me": (EVERYONE, {}),
    "help": (EVERYONE, {}),
    "updates subscribe": (ADMINS, SHOW),
    "updates settings": (ADMINS, {"hour": 12}),
    "updates unsubscribe": (ADMINS, SHOW),
    "updates pause": (ADMINS, {}),
    "updates resume": (ADMINS, {}),
    "updates list": (ADMINS, {}),
    "updates preview": (ADMINS, {}),
    "updates why": (ADMINS, {}),
    "updates doctor": (ADMINS, {}),
    "updates test": (ADMINS, {}),
    "updates calendar": (ADMINS, {}),
    "updates audit": (EITHER, {}),
    "updates forget": (ADMINS, {}),
    "updates admins": (TRUE_ADMINS, {"nobody": True}),
    "newsdesk review": (EDITORS, {}),
    "newsdesk feeds": (EDITORS, {}),
    "newsdesk record": (EDITORS, {}),
    "newsdesk retract": (EDITORS, {"claim": "found-1", "reason": "a mistake"}),
    "newsdesk history": (EDITORS, SHOW),
}
BUTTONS = {
    "remind:jessica-jones": EVERYONE,
    f"look:{LookUpOffer('frieren').key}": EVERYONE,
    "follow:jessica-jones": ADMINS,
    "forget:en": EVERYONE,
    "sources:release_date|2|jessica-jones": EVERYONE,
    "history:release_date|2|jessica-jones": EVERYONE,
    "desk:accept:1:1": EDITORS,
    "desk:amend:1:1": EDITORS,
    "desk:reject:1:1": EDITORS,
    "desk:draft:1:0": EDITORS,
    "desk:done:1:0": EDITORS,
    "deskpage:on:1": EDITORS,
    "feed:pause:1": EDITORS,
    "feed:resume:1": EDITORS,
    "feed:remove:1": EDITORS,
    "feedpage:7:1": EDITORS,
    "feednew:1": EDITORS,
    "feedagain:1": EDITORS,
}
REFUSALS = {
    ADMINS: ("Only those who may manage this server",),
    EITHER: ("Only those who may manage this server",),
    TRUE_ADMINS: ("Only those who may manage this server",),
    EDITORS: ("Only editors", "Whoever runs me makes you one"),
}
PEOPLE = {
    "owner": {EVERYONE, ADMINS, EITHER, TRUE_ADMINS},
    "manager": {EVERYONE, ADMINS, EITHER, TRUE_ADMINS},
    "crew": {EVERYONE, ADMINS, EITHER},
    "others": {EVERYONE},
    "plain": {EVERYONE},
    "robot": {EVERYONE},
    "editor": {EVERYONE, EITHER, EDITORS},
}
"""Each kind of person, and what they may."""


def is_refused(said, audience):
    return any(words in said.text for words in REFUSALS[audience])


def forged(world, channel, custom_id):
    """A message of ours with that button, as an old run left it or somebody brought it there."""
    button = {"type": 2, "style": 2, "label": "Press me", "custom_id": custom_id}
    message = Message(
        id=world.ids.make(),
        channel=channel,
        author=world.bot,
        body={"components": [{"type": 1, "components": [button]}]},
        at=world.clock.now(),
        flags=V2 if custom_id.startswith(("desk", "feed")) else 0,
    )
    channel.messages.append(message)
    return message


async def propose(memory):
    found = claim(id_="found-1", season=3, value="2019-06-14", says="it arrives")
    one = Proposal(claim=found, quote="It arrives.", doubts=("Unlisted.",), found_at=NOW)
    await memory.proposals.propose([one], now=NOW)
