"""Calendars as they are fetched: only what is new, and nothing for whoever does not know where."""

from datetime import timedelta

import aiohttp
import icalendar
import pytest

from adapters.calendar.routes import CalendarRoutes
from adapters.http.public import public_listener
from content.calendar.addresses import token_fingerprint
from content.commands.acts import ActKind
from content.facts.catalogue import ShowClaims
from content.facts.claims import ShowId, Stance
from fakes.audit import act_of
from fakes.claims import catalogue, claim, show
from fakes.database import FakeDatabase
from fakes.newsroom import NOW, FixedKnowledge, StoppedClock
from fakes.tellings import channel, subscription
from fakes.web_ports import free_port

TOKEN = "5ec3e7" * 6
JESSICA, DAREDEVIL = ShowId("jessica-jones"), ShowId("daredevil")
OTHERS = show("daredevil", title="Daredevil", short="Daredevil")


class Site:
    """Calendars at a listener, with what they are made of."""

    def __init__(self):
        self.memory = FakeDatabase()
        self.clock = StoppedClock()
        self.known = catalogue(
            claim(value="2018-03-08"),
            claim(value="2018-10-19", show_id="daredevil", season=3, stance=Stance.PLANNED),
            shows=(show(), OTHERS),
        )
        self.port = free_port()
        self.routes = CalendarRoutes(
            clock=self.clock,
            knowledge=FixedKnowledge(self.known),
            calendars=self.memory.calendars,
            subscriptions=self.memory.subscriptions,
        )

    async def ask(self, path, method="GET", **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with (
            aiohttp.ClientSession() as session,
            session.request(method, f"http://127.0.0.1:{self.port}{path}", headers=named) as answer,
        ):
            return answer.status, answer.headers.copy(), await answer.read()

    async def give(self, token=TOKEN):
        await self.memory.calendars.give(
            channel(), token_fingerprint(token), renews=True, act=act_of(ActKind.CALENDAR_GIVEN)
        )

    async def hear(self, show_id, **wanted):
        await self.memory.subscriptions.subscribe(subscription(channel(), show=show_id, **wanted))


@pytest.fixture
async def site():
    made = Site()
    listener = public_listener(made.routes.routes)
    await listener.start("127.0.0.1", made.port)
    yield made
    await listener.stop()


def titles(body):
    return [str(one["summary"]) for one in icalendar.Calendar.from_ical(body).walk("VEVENT")]


async def test_a_show_has_its_calendar(site):
    status, headers, body = await site.ask("/calendar/jessica-jones.ics")

    assert (status, headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert titles(body) == ["Jessica Jones season 2"]
    assert headers["Cache-Control"] == "public,max-age=3600"
    assert headers["Last-Modified"] == "Sat, 09 Dec 2017 00:00:00 GMT"


async def test_whoever_has_it_already_is_sent_nothing_again(site):
    path = "/calendar/jessica-jones.ics"
    _, headers, body = await site.ask(path)
    etag = headers["ETag"]
    assert etag.startswith('"')

    for has in (etag, f'"other", W/{etag}', "*"):
        status, again, nothing = await site.ask(path, If_None_Match=has)
        assert (status, nothing, again["ETag"]) == (304, b"", etag)
    assert (await site.ask(path, If_None_Match='"other"'))[2] == body


async def test_it_can_be_looked_at_without_its_body(site):
    _, headers, body = await site.ask("/calendar/jessica-jones.ics")
    status, alone, nothing = await site.ask("/calendar/jessica-jones.ics", method="HEAD")

    assert (status, nothing) == (200, b"")
    assert alone["ETag"] == headers["ETag"]
    assert int(alone["Content-Length"]) == len(body)


async def test_it_is_another_once_a_date_has_moved_and_the_same_when_another_show_has(site):
    path = "/calendar/jessica-jones.ics"
    _, before, _ = await site.ask(path)

    own = claim(value="2018-11-01", show_id="daredevil", season=3, on="2018-01-15")
    site.known.put(ShowClaims(DAREDEVIL, OTHERS, (own,)))
    assert (await site.ask(path, If_None_Match=before["ETag"]))[0] == 304

    moved = (*site.known.about(JESSICA), claim(value="2018-03-15", on="2018-01-20"))
    site.known.put(ShowClaims(JESSICA, show(), moved))
    status, _, body = await site.ask(path, If_None_Match=before["ETag"])
    assert status == 200
    (event,) = icalendar.Calendar.from_ical(body).walk("VEVENT")
    assert (event["sequence"], event["dtstart"].dt.day) == (1, 15)


async def test_it_is_the_same_tomorrow_where_nothing_was_said(site):
    _, before, _ = await site.ask("/calendar/jessica-jones.ics")
    site.clock.pass_time(timedelta(days=1).total_seconds())

    status, _, _ = await site.ask("/calendar/jessica-jones.ics", If_None_Match=before["ETag"])

    assert status == 304


async def test_a_channels_calendar_has_its_shows_as_surely_as_it_wants_them(site):
    await site.give()
    await site.hear(DAREDEVIL)
    assert titles((await site.ask(f"/calendar/feed/{TOKEN}.ics"))[2]) == []

    await site.memory.subscriptions.unsubscribe(channel(), None)
    await site.hear(DAREDEVIL, lowest_stance=Stance.PLANNED)
    status, headers, body = await site.ask(f"/calendar/feed/{TOKEN}.ics")

    assert (status, titles(body)) == (200, ["Daredevil season 3 (planned)"])
    assert headers["Cache-Control"].startswith("private")
    here = channel()
    for secret in (here.workspace, here.channel, here.platform, TOKEN):
        assert secret not in body.decode()
        assert secret not in str(headers)


async def test_a_channel_that_hears_of_every_show_has_every_show(site):
    await site.give()
    await site.hear(None, lowest_stance=Stance.PLANNED)

    _, _, body = await site.ask(f"/calendar/feed/{TOKEN}.ics")

    assert titles(body) == ["Jessica Jones season 2", "Daredevil season 3 (planned)"]


async def test_what_is_paused_is_not_in_it(site):
    await site.give()
    await site.hear(JESSICA)
    await site.memory.subscriptions.pause(channel(), None, now=NOW)

    assert titles((await site.ask(f"/calendar/feed/{TOKEN}.ics"))[2]) == []


async def test_nobody_can_tell_what_never_was_from_what_is_no_longer(site):
    await site.give("0" * 36)
    await site.give(TOKEN)  # the one before holds no longer
    await site.memory.calendars.stop(channel(), act=act_of(ActKind.CALENDAR_STOPPED))
    nowhere = (
        *(f"/calendar/feed/{'0' * 36}.ics", f"/calendar/feed/{TOKEN}.ics"),
        *("/calendar/feed/x.ics", "/calendar/feed/%F0%9F%98%80.ics"),
        *("/calendar/feed/" + "a" * 2000 + ".ics", "/calendar/nobody.ics"),
        *("/calendar/%3Cscript%3E.ics", "/calendar/..%2F..%2Fetc.ics"),
    )

    answers = [await site.ask(path, Accept="*/*") for path in nowhere]

    assert {(status, body) for status, _, body in answers} == {
        (404, b"There is nothing here.\nThe address may be old or mistyped.\n")
    }
    kept = ("Content-Type", "Cache-Control", "ETag", "X-Robots-Tag")
    assert len({tuple(headers.get(one) for one in kept) for _, headers, _ in answers}) == 1


async def test_it_is_read_in_the_language_that_is_asked_for(site):
    status, _, body = await site.ask("/calendar/jessica-jones.ics?language=de")

    assert status == 200
    assert titles(body) == ["Staffel 2 von Jessica Jones"]
    unknown = await site.ask("/calendar/jessica-jones.ics?language=../../etc")
    assert titles(unknown[2]) == ["Jessica Jones season 2"]


async def test_only_so_many_are_kept(site):
    for number in range(140):
        id_ = ShowId(f"show-{number}")
        one = show(id_, title=f"Show {number}", short=f"Show {number}")
        site.known.put(ShowClaims(id_, one, (claim(show_id=id_),)))
        assert (await site.ask(f"/calendar/{id_}.ics"))[0] == 200

    assert len(site.routes._made) <= 128
