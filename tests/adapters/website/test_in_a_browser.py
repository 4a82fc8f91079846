"""The pages in a real browser: for eyes, keyboards and screen readers, on a desk and on a phone.

Debian's chromium, or whatever CHROMIUM names, is driven; none is downloaded.
"""

import asyncio
import os
import shutil
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import async_playwright

from content.show_files.folders import read_catalogue, shipped_shows
from fakes.claims import catalogue, claim, show
from fakes.website import opened_website

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
_LONGEST_S = 300
PICTURES = os.environ.get("PICTURES_OF_PAGES")
"""A folder in which to keep what the browser shows, for whoever wants to look."""

pytestmark = [
    pytest.mark.skipif(
        not CHROMIUM, reason="no chromium is installed: NO page was looked at in a browser"
    ),
    pytest.mark.waits(20),
]


@pytest.fixture
def shipped():
    return read_catalogue([shipped_shows()]).sound


@asynccontextmanager
async def browsing(address, **how):
    """Open a page; whatever it complains of, or asks of anybody else, is a fault."""
    faults = []
    async with asyncio.timeout(_LONGEST_S), async_playwright() as play:
        browser = await play.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        context = await browser.new_context(**how)
        context.set_default_timeout(60_000)
        page = await context.new_page()
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "request",
            lambda asked: (
                None if asked.url.startswith(address) else faults.append(f"asked {asked.url}")
            ),
        )
        try:
            yield page, faults
        finally:
            await browser.close()


async def found_by_axe(page):
    """Return what keeps somebody out of *page*, each with the elements that do."""
    seen = await Axe().run(page)
    return [
        (one["id"], [node["html"][:200] for node in one["nodes"]])
        for one in seen.response["violations"]
    ]


async def see_pictures(page):
    """Wait until all are there: none is asked for before it comes into view."""
    for image in await page.locator("img").all():
        await image.scroll_into_view_if_needed()
        await image.evaluate("one => one.decode()")


async def pictured(page, name):
    if PICTURES:
        await page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
async def test_nothing_keeps_anybody_out(shipped, colours, screen):
    name = f"{colours}-{screen['width']}"
    paths = {
        "list": "/",
        "found": "/?q=dare&lang=de",
        "show": "/shows/jessica-jones",
        "day": "/shows/daredevil-born-again?as_of=2023-10-15&lang=fr",
        "missing": "/shows/none",
        "no-day": "/shows/loki?as_of=x",
    }
    async with (
        opened_website(shipped, NOW) as readers,
        browsing(readers.address, viewport=screen, color_scheme=colours) as (page, faults),
    ):
        found = {}
        for what, path in paths.items():
            await page.goto(readers.address + path)
            for shut in await page.locator("details").all():
                await shut.evaluate("one => { one.open = true }")
            await see_pictures(page)
            found[what] = await found_by_axe(page)
            wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, what
            await pictured(page, f"{what}-{name}")

    assert found == {what: [] for what in paths}
    assert [one for one in faults if "40" not in one] == []


async def test_a_page_is_read_without_any_script(shipped):
    async with (
        opened_website(shipped, NOW) as readers,
        browsing(readers.address, java_script_enabled=False) as (page, faults),
    ):
        await page.goto(readers.address)
        await page.get_by_label("Find a show by its name").fill("jessica")
        await page.keyboard.press("Enter")
        await page.get_by_role("link", name="Marvel's Jessica Jones").click()
        await page.get_by_label("What was known on").fill("2017-05-04")
        await page.get_by_role("button", name="Look back").click()

        assert await page.get_by_text("As known on 4 May 2017").is_visible()
        assert page.url.endswith("/shows/jessica-jones?as_of=2017-05-04")
        dated = page.locator('[data-season="2"] [data-kind="release-date"]')
        assert "2018" in await dated.inner_text()
        picture = dated.get_by_role("img")
        assert "How its release date came to be" in str(await picture.get_attribute("alt"))
        await page.get_by_role("link", name="What is known today").click()
        assert page.url.endswith("/shows/jessica-jones")

    assert faults == []


async def test_all_of_it_is_reached_by_keyboard(shipped):
    async with (
        opened_website(shipped, NOW) as readers,
        browsing(readers.address, viewport=PHONE) as (page, faults),
    ):
        await page.goto(f"{readers.address}/shows/jessica-jones")
        await page.keyboard.press("Tab")
        first = await page.evaluate("document.activeElement.textContent")
        await page.keyboard.press("Enter")
        inside = await page.evaluate("document.activeElement.id")
        await page.locator("summary").first.focus()
        await page.keyboard.press("Enter")
        opened = await page.locator("details").first.evaluate("one => one.open")
        headings = await page.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4')].map(one => Number(one.tagName[1]))"
        )

    assert first == "Skip to what is on the page"
    assert inside == "content"
    assert opened
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))
    assert faults == []


@pytest.mark.parametrize(
    ("name", "title"),
    [
        (
            "hostile",
            "<img src=x onerror=document.title='owned'><script>document.title='x'</script>",
        ),
        ("long", "Incomprehensibilities" * 10),
        ("arabic", "مسلسل جيسيكا جونز: الموسم"),
        ("japanese", "ジェシカ・ジョーンズ " * 12),
    ],
)
async def test_any_title_is_shown_and_does_nothing(name, title):
    said = [
        claim(value="2018", on="2017-01-01", publisher=f"Page {n}", via=f"v{n}", says=title)
        for n in range(40)
    ]
    held = catalogue(*said, shows=(show(title=title, short=title, network=title),))
    async with (
        opened_website(held, NOW) as readers,
        browsing(readers.address, viewport=PHONE) as (page, faults),
    ):
        await page.goto(f"{readers.address}/shows/jessica-jones")
        await see_pictures(page)
        heading = await page.locator("h1").inner_text()
        bad = await page.locator("script, h1 img, [onerror]").count()
        wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found = await found_by_axe(page)
        await pictured(page, f"title-{name}")

    assert heading.startswith(title[:150].strip())
    assert (bad, found) == (0, [])
    assert wide <= 0
    assert faults == []
