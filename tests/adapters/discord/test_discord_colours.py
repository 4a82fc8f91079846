"""What is said of a show has the show's colour at its side, wherever it is said."""

from adapters.discord.colours import OVER, VIOLET, colours_in
from content.facts.claims import ShowId, Subject
from content.pictures.colours import colours_made_for, contrast
from fakes.newsroom import make_router

RED = ShowId("daredevil")


def stripe(message):
    return message.body["embeds"][0]["color"]


def as_number(colour):
    return int(colour.removeprefix("#"), 16)


async def test_a_post_and_an_answer_have_one_colour_and_another_show_another(
    connector, world, channel, delivery, announcement
):
    other = announcement(subject=Subject(RED, 3), show="Daredevil")
    await connector.messenger.send(delivery())
    await connector.messenger.send(delivery(key="key-2", announcement=other))
    asked = await world.run_command("when", at=channel, show="jessica-jones", season="2")

    first, second = world.said_in(channel)[:2]
    assert stripe(first) == stripe(asked.message) != stripe(second)
    assert VIOLET not in {stripe(first), stripe(second)}


async def test_what_is_no_longer_so_loses_its_colour(
    connector, world, channel, delivery, announcement
):
    await connector.messenger.send(delivery())
    posted = world.said_in(channel)[0]
    over = announcement(superseded="Season 2 premieres on 9 March 2018")

    await connector.messenger.revise(delivery(revises=posted.id, announcement=over))

    assert stripe(world.said_in(channel)[0]) == OVER


async def test_what_is_about_no_one_show_is_violet(connector, world, channel):
    assert connector is not None
    helped = await world.run_command("help", at=channel)

    assert stripe(helped.message) == VIOLET


def test_every_colour_can_be_seen_on_what_is_dark_and_on_what_is_light():
    router = make_router()
    colour_of = colours_in(router.knowledge)
    every = {show: colour_of(show) for show in router.knowledge.catalogue.shows}

    assert len(set(every.values())) > 1
    for colour in every.values():
        said = f"#{colour:06x}"
        assert contrast(said, "#313338") > 2
        assert contrast(said, "#ffffff") > 1.3


def test_a_show_that_is_not_known_has_the_colour_that_its_id_makes():
    colour_of = colours_in(make_router().knowledge)

    unknown = ShowId("dark-winds")
    assert colour_of(unknown) == as_number(colours_made_for(unknown).accent)
