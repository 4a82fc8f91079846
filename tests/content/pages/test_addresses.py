"""The small link under an answer: on every platform, and only to a show that has a page."""

import pytest

from adapters.console import messages as console
from adapters.discord import messages as discord
from adapters.slack import messages as slack
from content.answers.reply import Answer, Reply, ReplyStatus
from content.facts.claims import ShowId
from content.pages.addresses import PageAddresses, show_path
from content.understanding.intents import Intent
from fakes.claims import catalogue

PAGES = PageAddresses("https://violet.example/x")
URL = "https://violet.example/x/shows/jessica-jones"


def answer(*lines, show="jessica-jones", language="en"):
    said = Reply(
        intent=Intent.RELEASE_DATE,
        show=show and ShowId(show),
        status=ReplyStatus.KNOWN,
        headline="It comes.",
        lines=lines,
        language=language,
    )
    return PAGES.linked(Answer(question="when", replies=(said,)), catalogue())


def test_an_answer_about_a_show_leads_to_its_page_on_every_platform():
    said = answer()

    assert console.answer_text(said).endswith(f"More about it: {URL}")
    (embed,) = discord.answer_message(said).embeds
    assert embed.description == f"-# [More about it]({URL})"
    (block,) = slack.answer_message(said).blocks
    (link,) = block["elements"][-1]["elements"]
    assert link == {"type": "link", "url": URL, "text": "More about it"}


@pytest.mark.parametrize("show", [None, "not-followed"])
def test_what_has_no_page_leads_nowhere(show):
    said = answer(show=show)

    assert said.replies[0].page is None
    assert "violet.example" not in console.answer_text(said)
    assert not discord.answer_message(said).embeds[0].description
    assert "violet.example" not in str(slack.answer_message(said).blocks)


def test_a_long_answer_stays_within_limits_and_its_link_is_whole_or_not_there():
    said = answer(*("word " * 55 for _ in range(60)))

    (embed,) = discord.answer_message(said).embeds
    assert len(embed.description) <= discord.DESCRIPTION_LIMIT
    assert embed.description.endswith(f"({URL})")
    shown = str(slack.answer_message(said).blocks)
    assert ("More about it" in shown) == (URL in shown)


def test_a_slug_stays_one_part_of_its_address():
    assert show_path(ShowId("a/b?c#d")) == "/shows/a%2Fb%3Fc%23d"
