"""Announcements in the language of a server, and replies in that of a person."""

from functools import partial

import pytest

from content.announcements.in_languages import in_every_language
from content.announcements.news import news
from content.facts.changes import changes_of
from content.facts.kinds import Kind
from fakes.claims import claim, show
from fakes.tellings import at

DAY = claim(value="2018-03-08", on="2017-12-09")


@pytest.fixture
def premiere():
    (change,) = changes_of([DAY], DAY.subject, Kind.RELEASE_DATE, until=DAY.known_from)
    return in_every_language(partial(news, change, show(), at()))


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
