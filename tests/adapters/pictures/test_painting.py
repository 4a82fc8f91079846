"""Drawing beside everything else: once for all who ask, bounded, and no harm where it fails."""

import asyncio
import io
import os
import sys
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from adapters.pictures.painting import PaintedPictures
from content.facts.claims import ShowId, Subject
from content.pictures.card import step_card
from content.pictures.timeline import timeline_of
from fakes.claims import catalogue, claim, show

CARD = step_card(show(), 2, day=date(2018, 3, 8), days_left=7, citing=(claim(),))


def python(program):
    """Stand in for the interpreter: run *program* in the place of the painter."""
    return sys.executable, "-I", "-c", program


@pytest.fixture
async def pictures():
    made = PaintedPictures()
    yield made
    await made.close()


async def test_a_card_becomes_a_picture_with_words_for_it(pictures):
    drawn = await pictures.card(CARD)

    assert (drawn.name, drawn.alt) == ("countdown.png", CARD.alt)
    assert Image.open(io.BytesIO(drawn.png)).size == (1200, 630)


async def test_a_timeline_becomes_a_picture_too(pictures):
    told = timeline_of(
        catalogue(claim()), Subject(ShowId("jessica-jones"), 2), until=date(2018, 1, 1)
    )

    drawn = await pictures.timeline(told)

    assert (drawn.name, drawn.alt) == ("history.png", told.alt)
    assert Image.open(io.BytesIO(drawn.png)).format == "PNG"


async def test_it_is_drawn_once_for_however_many_channels(pictures):
    many = await asyncio.gather(*(pictures.card(replace(CARD)) for _ in range(200)))
    again = await pictures.card(CARD)

    assert pictures.drawings == 1
    assert {id(one) for one in [*many, again]} == {id(again)}


async def test_whoever_gives_up_takes_it_from_nobody(pictures):
    impatient = asyncio.create_task(pictures.card(CARD))
    patient = asyncio.create_task(pictures.card(CARD))
    await asyncio.sleep(0)
    impatient.cancel()

    assert await patient is not None
    assert pictures.drawings == 1


@pytest.mark.parametrize(
    "program", ["import sys; sys.exit('no memory')", "print(end='')", "raise SystemExit(3)"]
)
async def test_what_cannot_be_drawn_is_left_out_and_not_tried_for_each_channel(program):
    pictures = PaintedPictures(command=python(program))

    drawn = [await pictures.card(CARD) for _ in range(20)]

    assert drawn == [None] * 20
    assert pictures.drawings == 1
    await pictures.close()


async def test_a_machine_that_starts_no_process_harms_nothing():
    pictures = PaintedPictures(command=("/no/such/python",))

    assert await pictures.card(CARD) is None
    await pictures.close()


async def test_so_many_may_wait_and_no_more():
    hangs = PaintedPictures(command=python("import time; time.sleep(60)"))
    cards = [replace(CARD, large=f"{number}") for number in range(40)]
    asked = [asyncio.create_task(hangs.card(card)) for card in cards]
    await asyncio.sleep(0)
    await asyncio.sleep(0)

    turned_away = [one for one in asked if one.done()]
    assert len(turned_away) == 16
    assert [one.result() for one in turned_away] == [None] * 16
    await hangs.close()
    await asyncio.gather(*asked, return_exceptions=True)


async def test_who_draws_is_told_no_secret(monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", "a-secret")
    told = "import os, sys; sys.stdout.write(','.join(os.environ))"
    pictures = PaintedPictures(command=python(told))

    drawn = await pictures.card(CARD)

    assert "DISCORD_TOKEN" in os.environ
    assert b"TOKEN" not in drawn.png
    await pictures.close()
