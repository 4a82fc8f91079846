from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.markup import FALLBACK_LIMIT, escaped, link
from adapters.slack.messages import (
    SlackMessage,
    announcement_message,
    answer_message,
    note_message,
)
from content.announcements.announcement import AnnouncementId, News
from content.announcements.suspension_notices import NamedPlace, suspension_notice
from content.answers.reply import Answer, Reply, ReplyStatus
from content.commands.reply import CommandReply
from content.facts.claims import ShowId, Source, Stance, Subject
from content.facts.dates import UNKNOWN, PartialDate
from content.facts.kinds import Topic
from content.language.command_hints import hint
from content.language.links import Link
from content.subscriptions.causes import Cause
from content.understanding.intents import Intent
from fakes.slack.checking import BLOCK_SCHEMA, fault_in_message
from fakes.slack.workspace import Message, parts_of
from fakes.tellings import NOON, airs, step, wrote

NASTY = [
    "<!channel>",
    "<!here|hi>",
    "<@U0FAN00001>",
    "<#C0GENERAL1|general>",
    "<https://evil.example|click>",
    "https://evil.example/bare",
    "*bold* _it_ ~no~ `code` ```block```",
    "> quoted & <script>",
    "@channel @here",
    ":smile: <!date^0^{date}|x>",
    "\x00\x1b[31m\ud800",
    "😀" * 90,
    "&amp;&lt;" * 40,
]


def source(publisher: str = "Netflix", url: str = "https://example.org/news") -> Source:
    return Source(publisher=publisher, url=url, published=PartialDate.parse("2017-12-09"))


def announcement(**wishes: Any) -> News:
    fields: dict[str, Any] = {
        "id": AnnouncementId("jessica-jones/2/release-date/1"),
        "topic": Topic.RELEASE,
        "subject": Subject(ShowId("jessica-jones"), 2),
        "show": "Jessica Jones",
        "headline": "Season 2 premieres on 8 March 2018.",
        "stance": Stance.CONFIRMED,
        "created_at": datetime(2017, 12, 9, tzinfo=UTC),
    }
    return News(**(fields | wishes))


def reply(headline: str = "On 8 March 2018.", **wishes: Any) -> Reply:
    fields: dict[str, Any] = {"intent": Intent.RELEASE_DATE, "status": ReplyStatus.KNOWN}
    return Reply(headline=headline, **(fields | wishes))


def arrived(message: SlackMessage) -> Message:
    said = message.arguments()
    return Message("C0GENERAL1", "1.0", "U0VIOLET01", said["text"], said.get("blocks", []))


def fault_in(message: SlackMessage) -> str | None:
    return fault_in_message(message.arguments())


def test_an_episode_shows_its_hour_by_the_reader_s_clock_and_cites_its_listing() -> None:
    page = source("TVmaze", "https://www.tvmaze.com/episodes/5")
    post = airs(moment=datetime(2018, 1, 10, 21, tzinfo=UTC), sources=(page,)).announcement

    said = announcement_message(post)

    headline = "Jessica Jones season 2 episode 5 airs tonight at 21:00, as TVmaze lists it."
    assert said.text == f"Jessica Jones: {headline}"
    assert said.blocks[1]["elements"] == [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": headline, "style": {"bold": True}},
                {"type": "text", "text": "\nIn your time zone: "},
                {
                    "type": "date",
                    "timestamp": 1515618000,
                    "format": "{date_short_pretty}, {time}",
                    "fallback": "10 January 2018, 21:00 UTC",
                },
            ],
        },
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "Source: "},
                {"type": "link", "url": page.url, "text": "TVmaze, 9 December 2017"},
            ],
        },
    ]
    assert fault_in(said) is None


def test_an_episode_of_which_only_the_day_is_listed_has_no_date_token() -> None:
    said = announcement_message(airs().announcement)

    assert '"date"' not in repr(said.blocks).replace("'", '"')


def test_an_episode_that_has_moved_is_struck_through() -> None:
    now = "Since then, TVmaze has moved it: it is listed on Thursday 11 January 2018."

    said = announcement_message(airs(superseded=now).announcement)

    struck = said.blocks[1]["elements"][0]["elements"]
    assert [(part["text"], part.get("style")) for part in struck if part["text"] != "\n"] == [
        (airs().announcement.headline, {"strike": True}),
        (now, {"bold": True}),
    ]


def test_an_announcement_is_a_title_the_news_its_sources_and_its_stance() -> None:
    said = announcement_message(
        announcement(
            lines=("It was: 2018, no day yet.",),
            stance=Stance.CONFIRMED,
            sources=(source(),),
            conflict="Variety says April.",
        )
    )

    assert said.text == (
        "Jessica Jones: Season 2 premieres on 8 March 2018.\nIt was: 2018, no day yet."
    )
    assert said.blocks == (
        {
            "type": "header",
            "text": {"type": "plain_text", "text": "Jessica Jones", "emoji": False},
        },
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {
                            "type": "text",
                            "text": "Season 2 premieres on 8 March 2018.",
                            "style": {"bold": True},
                        },
                        {"type": "text", "text": "\n"},
                        {"type": "text", "text": "It was: 2018, no day yet."},
                    ],
                },
                {
                    "type": "rich_text_quote",
                    "elements": [{"type": "text", "text": "Variety says April."}],
                },
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "Source: "},
                        {
                            "type": "link",
                            "url": "https://example.org/news",
                            "text": "Netflix, 9 December 2017",
                        },
                    ],
                },
            ],
        },
        {
            "type": "context",
            "elements": [{"type": "plain_text", "text": "Stance: confirmed", "emoji": False}],
        },
    )
    assert fault_in(said) is None


def test_a_notice_is_from_violet_and_links_where_to_mend_it() -> None:
    page = "https://slack.com/app_redirect?team=T1&channel=C1"

    said = announcement_message(
        suspension_notice(
            [NamedPlace(name="news", page=page)],
            server="Fans",
            cause=Cause.ARCHIVED,
            reason="It is archived.",
            key="here",
            at=NOON,
        )
    )

    again = "I look again by myself, and go on as soon as it works; there is nothing else to do."
    assert said.text == escaped(
        "Violet: I cannot post in #news of Fans.\nIt is archived.\n" + again
    )
    header, body = said.blocks
    assert header["text"]["text"] == "Violet"
    assert body["elements"][1]["elements"] == [
        {"type": "text", "text": "Source: "},
        {"type": "link", "url": page, "text": "The channel"},
    ]
    assert fault_in(said) is None


def test_an_answer_is_its_replies_with_a_line_between() -> None:
    answer = Answer(
        question="when?",
        replies=(reply(citation="Netflix, 9 December 2017 (Collider)"), reply("Not yet.")),
    )

    said = answer_message(answer)

    assert said.text == "On 8 March 2018.\nNetflix, 9 December 2017 (Collider)\n\nNot yet."
    assert [block["type"] for block in said.blocks] == ["rich_text", "divider", "rich_text"]
    assert fault_in(said) is None


def test_a_reply_is_its_answer_its_lines_and_what_it_cites() -> None:
    cited = reply(
        lines=("It was: 2018, no day yet.",),
        citation="Source: Netflix, in Collider, 9 December 2017",
        sources=(
            source("Collider", "https://collider.com/a"),
            source("Variety", "https://variety.com/b"),
            source("Forum", "javascript:1"),
        ),
    )

    said = answer_message(Answer(question="when?", replies=(cited,)))

    assert said.blocks == (
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "On 8 March 2018.", "style": {"bold": True}},
                        {"type": "text", "text": "\n"},
                        {"type": "text", "text": "It was: 2018, no day yet."},
                    ],
                },
                {
                    "type": "rich_text_section",
                    "elements": [
                        {
                            "type": "link",
                            "url": "https://collider.com/a",
                            "text": "Source: Netflix, in Collider, 9 December 2017",
                        },
                        {"type": "text", "text": "\n"},
                        {"type": "text", "text": "Also: "},
                        {
                            "type": "link",
                            "url": "https://variety.com/b",
                            "text": "Variety, 9 December 2017",
                        },
                        {"type": "text", "text": " · "},
                        {"type": "text", "text": "Forum, 9 December 2017"},
                    ],
                },
            ],
        },
    )
    assert fault_in(said) is None


def test_an_instant_is_shown_in_the_readers_own_zone() -> None:
    instant = datetime(2018, 3, 8, tzinfo=ZoneInfo("America/Los_Angeles"))

    said = announcement_message(announcement(moment=instant))

    assert [part for part in parts_of(list(said.blocks)) if part.get("type") == "date"] == [
        {
            "type": "date",
            "timestamp": 1520496000,
            "format": "{date_long_full}, {time}",
            "fallback": "8 March 2018, 00:00 PST",
        }
    ]
    assert fault_in(said) is None


def test_a_bare_day_is_never_shown_through_an_instant() -> None:
    said = announcement_message(step(7).announcement)

    assert not [part for part in parts_of(list(said.blocks)) if part.get("type") == "date"]
    assert "<!date" not in said.text


@pytest.mark.parametrize("words", NASTY)
def test_nothing_in_a_fact_pings_formats_or_links(words: str) -> None:
    for said in (
        announcement_message(announcement(headline=words, lines=(words,), conflict=words)),
        answer_message(Answer(question="", replies=(reply(words, citation=words),))),
        note_message(words),
    ):
        kinds = {part.get("type") for part in parts_of(list(said.blocks))}
        arguments = said.arguments()

        assert not arrived(said).pings
        assert not kinds & {"mrkdwn", "link", "user", "broadcast", "channel", "emoji", "date"}
        assert "<" not in said.text
        assert ">" not in said.text
        assert (arguments["mrkdwn"], arguments["parse"]) == (False, "none")
        assert (arguments["link_names"], arguments["unfurl_links"]) == (False, False)
        assert arguments["unfurl_media"] is False
        assert fault_in(said) is None


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "https://a b", "https://a|b>", "ftp://a", "", "https://" + "a" * 3000],
)
def test_only_a_web_address_becomes_a_link(url: str) -> None:
    assert link("Netflix", url) == {"type": "text", "text": "Netflix"}


def test_a_source_is_cited_once_and_without_a_day_that_is_not_known() -> None:
    undated = Source(publisher="Forum", url="https://example.org/f", published=UNKNOWN)

    said = announcement_message(announcement(sources=(undated, undated)))

    links = [part for part in parts_of(list(said.blocks)) if part.get("type") == "link"]
    assert links == [{"type": "link", "url": "https://example.org/f", "text": "Forum"}]


def test_a_silent_answer_says_nothing() -> None:
    assert answer_message(Answer(question="lol")) == SlackMessage("")


def test_escaped_text_is_cut_between_entities() -> None:
    for limit in range(2, 40):
        said = escaped("&<>" * 20, limit)

        assert len(said) <= limit
        unescaped = said.removesuffix("…")
        for entity in ("&amp;", "&lt;", "&gt;"):
            unescaped = unescaped.replace(entity, "")
        assert unescaped == ""


words = st.one_of(st.text(max_size=60), st.sampled_from(NASTY), st.text(max_size=40).map("x".join))
long_words = st.tuples(words, st.integers(0, 400)).map(lambda pair: pair[0] * pair[1])
any_words = st.one_of(words, long_words)
moments = st.none() | st.integers(100_000, 7_000_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, timezone(timedelta(hours=9)))
)
sources = st.lists(
    st.builds(
        Source,
        publisher=any_words,
        url=st.one_of(words, words.map("https://example.org/".__add__)),
        published=st.sampled_from([UNKNOWN, PartialDate.parse("2018-early")]),
    ),
    max_size=8,
).map(tuple)
lines = st.lists(any_words, max_size=20).map(tuple)
many_lines = st.builds(lambda said, times: said * times, lines, st.integers(1, 8))


@given(any_words, any_words, many_lines, sources, st.none() | any_words, moments)
def test_any_announcement_is_within_slacks_limits(
    show: str,
    headline: str,
    more: tuple[str, ...],
    pages: tuple[Source, ...],
    conflict: str | None,
    moment: datetime | None,
) -> None:
    said = announcement_message(
        announcement(
            show=show,
            headline=headline,
            lines=more,
            sources=pages,
            conflict=conflict,
            moment=moment,
            stance=Stance.RUMOURED,
        )
    )

    assert fault_in(said) is None
    assert len(said.text) <= FALLBACK_LIMIT
    assert not arrived(said).pings


@given(st.lists(st.tuples(any_words, lines, sources, moments), min_size=1, max_size=6))
def test_any_answer_is_within_slacks_limits(
    parts: list[tuple[str, tuple[str, ...], tuple[Source, ...], datetime | None]],
) -> None:
    replies = tuple(
        reply(headline or "x", lines=more, sources=pages, moment=moment, citation=headline)
        for headline, more, pages, moment in parts * 5
    )

    said = answer_message(Answer(question="", replies=replies))

    assert fault_in(said) is None
    assert len(said.text) <= FALLBACK_LIMIT
    assert not arrived(said).pings


@pytest.mark.skipif(not BLOCK_SCHEMA.exists(), reason=f"needs {BLOCK_SCHEMA}")
def test_the_oracle_knows_a_misspelt_key() -> None:
    bad = [{"type": "header", "text": {"type": "plain_text", "text": "x"}, "colour": "red"}]

    fault = fault_in_message({"text": "x", "blocks": bad})

    assert fault is not None
    assert fault.startswith("invalid_blocks")


def test_a_command_in_a_sentence_is_typed_behind_the_one_command_of_slack() -> None:
    stop = hint("remind", stop="True", show="luke-cage")
    links = (Link("The post here", "https://acme.slack.com/archives/C0GENERAL1/p1"),)
    said = answer_message(
        CommandReply(headline="I remind you.", lines=(f"No more of it: {stop}",), links=links)
    )

    (block,) = said.blocks
    first, second = block["elements"]
    assert said.text == "I remind you.\nNo more of it: /violet remind stop luke-cage"
    assert first["elements"][-1]["text"] == "No more of it: /violet remind stop luke-cage"
    assert [part.get("text") for part in second["elements"]] == ["Source: ", "The post here"]
    assert fault_in(said) is None


def test_a_note_spells_its_commands_too() -> None:
    said = note_message(f"Try {hint('when', show='jessica jones')}.")

    assert said.text == "Try /violet when jessica jones."


def test_a_headline_is_a_title_and_a_link_that_says_whose_page_it_is() -> None:
    page = source("Variety (variety.com)", "https://variety.com/a")
    said = announcement_message(wrote(sources=(page,)).announcement)

    headline = "Jessica Jones Season 2 Moved to May"
    assert said.text == f"Jessica Jones: {headline}"
    assert said.blocks[1]["elements"] == [
        {
            "type": "rich_text_section",
            "elements": [{"type": "text", "text": headline, "style": {"bold": True}}],
        },
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "Source: "},
                {
                    "type": "link",
                    "url": page.url,
                    "text": "Variety (variety.com), 9 December 2017",
                },
            ],
        },
    ]
    assert fault_in(said) is None


def test_what_a_stranger_wrote_into_a_title_mentions_and_links_nothing() -> None:
    hostile = "<!channel> <@U1> <https://evil.example|free> *now* & Jessica Jones"
    said = announcement_message(wrote(headline=hostile).announcement)

    assert "<" not in said.text
    kinds = {part["type"] for one in said.blocks[1]["elements"] for part in one["elements"]}
    assert kinds == {"text"}
    assert fault_in(said) is None
