"""Announcements in the language of a server, and replies in that of a person."""

import re
from functools import partial

import pytest

from content.announcements.in_languages import in_every_language
from content.announcements.news import news
from content.facts.changes import changes_of
from content.facts.kinds import Kind
from content.subscriptions.preference_values import TOPICS_TOLD
from fakes.claims import claim, show
from fakes.tellings import at

DAY = claim(value="2018-03-08", on="2017-12-09")


@pytest.fixture
def premiere():
    (change,) = changes_of([DAY], DAY.subject, Kind.RELEASE_DATE, until=DAY.known_from)
    return in_every_language(partial(news, change, show(), at()))


COMMANDS = [
    ("updates settings", {"zone": "Europe/Nowhere"}),
    ("updates settings", {"kinds": "gossip"}),
    ("updates list", {}),
    ("updates doctor", {}),
    ("updates subscribe", {"show": "jessica-jones", "steps": "7,1,0", "quiet": "22-7"}),
    ("updates subscribe", {"show": "jessica-jones", "digest": "weekly", "silent": True}),
    ("updates subscribe", {"show": "the show that nobody knows"}),
    ("updates list", {}),
    ("updates settings", {"count_on": "listings", "mention": "4711"}),
    ("updates preview", {}),
    ("updates why", {}),
    ("updates why", {"news": "jessica-jones"}),
    ("updates doctor", {}),
    ("updates pause", {}),
    ("updates pause", {}),
    ("updates list", {}),
    ("updates resume", {}),
    ("updates unsubscribe", {"show": "luke-cage"}),
    ("updates unsubscribe", {}),
    ("updates audit", {}),
    ("updates admins", {}),
    ("updates admins", {"role": "4711"}),
    ("updates forget", {}),
    ("updates forget", {"everything": True, "confirm": True}),
    ("newsdesk review", {}),
    ("newsdesk feeds", {}),
    ("newsdesk history", {"show": "jessica-jones"}),
    ("newsdesk retract", {"claim": "nothing", "reason": "wrong"}),
    ("remind", {"show": "jessica-jones"}),
    ("remind", {"show": "jessica-jones"}),
    ("remind", {}),
    ("remind", {"show": "jessica-jones", "stop": True}),
    ("when", {"show": "jessica-jones", "season": "nonsense"}),
    ("when", {"show": "jessica-jones"}),
    ("news", {"since": "nonsense"}),
    ("upcoming", {}),
    ("help", {}),
    ("forget me", {}),
]


SAME_EVERYWHERE = {
    f"{', '.join(TOPICS_TOLD)};",
    "View Channel, Send Messages, Embed Links.",
    "next, last, special, series.",
    "As our source puts it.",
}
"""What is typed, what Discord calls its permissions, and what a source says."""


def sentences(ran):
    """What is said, line by line: of several words, and no list of names or choices."""
    lines = re.split(r"\n|(?<=[.!?:;])\s", ran.text)
    return {line.strip("* ") for line in lines if len(re.findall(r"[a-z]{2,}", line)) > 3}


@pytest.mark.parametrize("locale", ["de", "es-ES", "fr"])
async def test_every_reply_to_a_command_is_in_the_language_of_whoever_gives_it(
    make_connector, world, channel, locale
):
    connector = make_connector(world)
    await connector.start()
    elsewhere = world.channel("elsewhere")
    reader = world.person("luke")
    reader.locale = locale

    for command, options in COMMANDS:
        english = sentences(await world.run_command(command, at=channel, **options))
        theirs = sentences(await world.run_command(command, at=elsewhere, by=reader, **options))

        assert english & theirs <= SAME_EVERYWHERE, f"/{command} {options}"


def title(message):
    return message.body["embeds"][0]["title"]


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en-US", "Jessica Jones season 2 comes out on Thursday 8 March 2018."),
        ("de", "Staffel 2 von Jessica Jones erscheint am Donnerstag, 8. März 2018."),
        ("es-419", "La temporada 2 de Jessica Jones se estrena el jueves 8 de marzo de 2018."),
        ("ja", "Jessica Jones season 2 comes out on Thursday 8 March 2018."),
    ],
)
async def test_news_is_told_in_the_language_of_its_server(
    make_connector, world, channel, delivery, premiere, locale, said
):
    channel.guild.locale = locale
    connector = make_connector(world)
    await connector.start()

    sent = await connector.messenger.send(delivery(announcement=premiere))
    (message,) = world.said_in(channel)
    first = title(message)
    await connector.messenger.revise(delivery(announcement=premiere, revises=sent.message))

    assert (first, title(message)) == (said, said)


async def test_how_sure_it_is_is_said_in_the_same_language(
    make_connector, world, channel, delivery, premiere
):
    channel.guild.locale = "de"
    connector = make_connector(world)
    await connector.start()

    await connector.messenger.send(delivery(announcement=premiere))

    (embed,) = world.said_in(channel)[0].body["embeds"]
    assert embed["footer"]["text"] == "bestätigt"
    assert "Quelle:" in embed["description"]
