"""What announcements and answers look like on Discord, and that nothing in them does harm."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.markup import escaped, link, units, web_address
from adapters.discord.messages import (
    announcement_message,
    answer_message,
    carries,
    plain_announcement,
    plain_message,
)
from content.announcements.announcement import AnnouncementId, News
from content.announcements.suspension_notices import NamedPlace, suspension_notice
from content.answers.reply import Answer, Reply, ReplyStatus
from content.commands.reply import CommandReply
from content.facts.claims import ShowId, Source, Stance, Subject
from content.facts.dates import PartialDate
from content.facts.kinds import Topic
from content.language.command_hints import hint
from content.language.links import Link
from content.subscriptions.causes import Cause
from content.understanding.intents import Intent
from fakes.discord.limits import message_faults
from fakes.tellings import NOON, airs, step, wrote

_ROUGH = st.text(
    alphabet=st.sampled_from("ab @*_~`|[]()<>#-:/\\.1\n\t𝄞é\u202e\u200b"), max_size=600
)
_SOURCES = st.builds(
    Source,
    publisher=_ROUGH,
    url=st.one_of(_ROUGH, st.just("https://example.org/a_(b)?c=d"), st.text(max_size=1500)),
    published=st.sampled_from([PartialDate.parse("2018-03"), PartialDate.parse("XXXX")]),
)
_REPLIES = st.builds(
    Reply,
    intent=st.just(Intent.RELEASE_DATE),
    status=st.just(ReplyStatus.KNOWN),
    headline=_ROUGH.map(lambda text: "A" + text * 3),
    lines=st.lists(_ROUGH.map(lambda text: text * 8), max_size=8).map(tuple),
    citation=st.none() | _ROUGH,
    sources=st.lists(_SOURCES, max_size=8).map(tuple),
    moment=st.none() | st.just(datetime(2018, 3, 8, 8, tzinfo=UTC)),
)


def payload(message) -> dict:
    return {"content": message.content, "embeds": [embed.to_dict() for embed in message.embeds]}


def source(publisher="Collider", url="https://collider.com/a", published="2017-12-09") -> Source:
    return Source(publisher=publisher, url=url, published=PartialDate.parse(published))


def test_an_announcement_says_the_news_what_else_there_is_and_who_says_so(announcement):
    said = announcement_message(
        announcement(
            lines=("It was 2018 before.",),
            conflict="Variety says 9 March.",
            sources=(source(),),
            moment=datetime(2018, 3, 8, 8, tzinfo=UTC),
        ),
        "key-1",
    )

    assert said.content is None
    assert [embed.to_dict() for embed in said.embeds] == [
        {
            "type": "rich",
            "flags": 0,
            "color": 0x7A3FA0,
            "author": {"name": "Jessica Jones"},
            "title": "Season 2 premieres on 8 March 2018",
            "description": "It was 2018 before.\n"
            "Variety says 9 March.\n"
            "In your time zone: <t:1520496000:F>, <t:1520496000:R>\n"
            "Source: [Collider, 9 December 2017](https://collider.com/a)",
            "url": "https://collider.com/a#violet=key-1",
            "footer": {"text": "confirmed"},
        }
    ]


def test_a_countdown_step_shows_its_moment_in_the_readers_zone_and_is_confirmed():
    moment = datetime(2018, 3, 8, 8, tzinfo=UTC)
    said = announcement_message(replace(step(7).announcement, moment=moment), "key-1")

    (embed,) = said.embeds
    assert embed.description == "In your time zone: <t:1520496000:F>, <t:1520496000:R>"
    assert embed.footer.text == "confirmed"


TVMAZE = "https://www.tvmaze.com/episodes/5"


def test_an_episode_shows_its_hour_in_the_readers_zone_and_cites_its_listing():
    post = airs(
        moment=datetime(2018, 1, 10, 21, tzinfo=UTC),
        sources=(source("TVmaze", TVMAZE, "2018-01-10"),),
    ).announcement

    (embed,) = announcement_message(post, "key-1").embeds
    plain = plain_announcement(post, "key-1")

    assert embed.author.name == "Jessica Jones"
    assert embed.title == (
        "Jessica Jones season 2 episode 5 airs tonight at 21:00, as TVmaze lists it."
    )
    assert embed.description == (
        "In your time zone: <t:1515618000:t>, <t:1515618000:R>\n"
        f"Source: [TVmaze, 10 January 2018]({TVMAZE})"
    )
    assert embed.footer.text == "reported"
    assert (
        plain.content
        == f"**{embed.title}**\n-# [Jessica Jones](<https://discord.com/#violet=key-1>)"
    )


def test_an_episode_of_which_only_the_day_is_listed_has_no_timestamp():
    headline = "Jessica Jones season 2 episode 5 airs today, Wednesday 10 January 2018."

    (embed,) = announcement_message(airs(headline=headline).announcement, "key-1").embeds

    assert embed.to_dict().get("description") is None


def test_an_episode_that_has_moved_is_struck_through():
    now = "Since then, TVmaze has moved it: it is listed on Thursday 11 January 2018."

    (embed,) = announcement_message(airs(superseded=now).announcement, "key-1").embeds

    assert embed.title.startswith("~~Jessica Jones season 2 episode 5")
    assert embed.description == now


def test_a_notice_is_from_violet_and_links_where_to_mend_it():
    page = "https://discord.com/channels/1/2"
    notice = suspension_notice(
        [NamedPlace(name="news", page=page)],
        server="Fans",
        cause=Cause.FORBIDDEN,
        reason="No permission.",
        key="here",
        at=NOON,
    )

    (embed,) = announcement_message(notice, "key-1").embeds
    plain = plain_announcement(notice, "key-1")

    assert embed.to_dict() == {
        "type": "rich",
        "flags": 0,
        "color": 0x7A3FA0,
        "author": {"name": "Violet"},
        "title": "I cannot post in #news of Fans.",
        "description": "No permission.\nI look again by myself, and go on as soon as it works; "
        f"there is nothing else to do.\nSource: [The channel]({page})",
        "url": f"{page}#violet=key-1",
    }
    assert plain.content == (
        "**I cannot post in #news of Fans.**\nNo permission.\n"
        "I look again by myself, and go on as soon as it works; there is nothing else to do.\n"
        "-# [Violet](<https://discord.com/#violet=key-1>)"
    )


def test_an_announcement_is_known_by_its_key_and_by_no_other(announcement):
    said = announcement_message(announcement(), "key-1")

    assert carries(said.embeds, "key-1")
    assert not carries(said.embeds, "ey-1")


def test_nobody_reads_the_key_of_an_announcement(announcement):
    news = announcement(sources=(source(),))
    (embed,) = announcement_message(news, "key-1").embeds
    plain = re.sub(r"\(<[^>]*>\)", "", plain_announcement(news, "key-1").content or "")

    read = [embed.title, embed.description, embed.footer.text, embed.author.name, plain]
    assert all("key-1" not in (text or "") for text in read)


def test_what_was_posted_with_its_key_in_the_footer_is_known_still():
    old = discord.Embed(title="It wrapped.").set_footer(text="confirmed · key-1")

    assert carries([old], "key-1")
    assert carries([], "key-1", "**It wrapped.**\n-# Jessica Jones · key-1")


def test_the_key_follows_what_an_address_ends_in_already(announcement):
    page = source("Collider", "https://collider.com/a#part-2", "2017-12-09")
    (embed,) = announcement_message(announcement(sources=(page,)), "key-1").embeds

    assert embed.url == "https://collider.com/a#part-2&violet=key-1"
    assert carries([embed], "key-1")


def test_an_answer_has_an_embed_for_each_reply_and_links_what_it_cites():
    cited = Reply(
        intent=Intent.RELEASE_DATE,
        status=ReplyStatus.KNOWN,
        headline="On 8 March 2018.",
        citation="Source: Netflix, in Collider, 9 December 2017",
        sources=(source(), source(), source("Variety", "https://variety.com/b")),
    )
    uncited = Reply(
        intent=Intent.HELP, status=ReplyStatus.DONE, headline="Ask me.", sources=(source(),)
    )

    said = answer_message(Answer(question="when?", replies=(cited, uncited)))

    assert [embed.title for embed in said.embeds] == ["On 8 March 2018.", "Ask me."]
    assert [embed.description for embed in said.embeds] == [
        (
            "[Source: Netflix, in Collider, 9 December 2017](https://collider.com/a)\n"
            "Also: [Variety, 9 December 2017](https://variety.com/b)"
        ),
        "Source: [Collider, 9 December 2017](https://collider.com/a)",
    ]


def test_a_citation_is_linked_only_to_the_page_that_it_names():
    reply = Reply(
        intent=Intent.RELEASE_DATE,
        status=ReplyStatus.KNOWN,
        headline="On 8 March 2018.",
        citation="Source: Netflix",
        sources=(source(),),
    )

    said = answer_message(Answer(question="when?", replies=(reply,)))

    assert said.embeds[0].description == (
        "Source: Netflix\nSource: [Collider, 9 December 2017](https://collider.com/a)"
    )


def test_a_bare_day_is_never_shown_through_an_instant():
    said = announcement_message(step(7).announcement, "key-1")

    assert "<t:" not in str(payload(said))


def test_a_silent_answer_makes_an_empty_message():
    said = answer_message(Answer(question="lol"))

    assert (said.content, said.embeds) == (None, ())


def test_more_replies_than_fit_are_left_out_and_said_to_be():
    reply = Reply(
        intent=Intent.RELEASE_DATE, status=ReplyStatus.KNOWN, headline="H", lines=("x" * 3000,)
    )

    said = answer_message(Answer(question="?", replies=(reply,) * 12))

    assert len(said.embeds) == 2
    assert said.content == "There is more; ask about one show at a time."


def test_a_headline_too_long_for_a_title_is_said_in_full_all_the_same():
    reply = Reply(intent=Intent.HELP, status=ReplyStatus.DONE, headline="word " * 100)

    said = answer_message(Answer(question="?", replies=(reply,)))

    assert said.embeds[0].title is None
    assert said.embeds[0].description == ("word " * 100).strip()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("@everyone <@123> <#5>", "@\u200beveryone \\<@\u200b123\\> \\<#5\\>"),
        ("[x](https://evil.test)", "\\[x\\](https\\://evil.test)"),
        ("**bold** _it_ ~~no~~ ||spoiler|| `code`", None),
        ("# big", "\\# big"),
        ("-# small", "\\-# small"),
        ("> quote", "\\> quote"),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("one\n# two", "one # two"),
        ("well-known at 9.30, C#", "well-known at 9.30, C#"),
        ("\u202eback\u200bwards\x07", "backwards"),
    ],
)
def test_text_shows_as_it_was_written_and_does_nothing(written, shown):
    result = escaped(written, 500)

    if shown is None:
        assert re.sub(r"\\[*_~|`]", "", result) == "bold it no spoiler code"
    else:
        assert result == shown


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://collider.com/a(b)c d", "https://collider.com/a%28b%29c%20d"),
        ("http://example.org:8080/?q=<x>#y]", "http://example.org:8080/?q=%3Cx%3E#y%5D"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("https://example.org/100%25", "https://example.org/100%25"),
        ("javascript:alert(1)", None),
        ("https://netflix.com@evil.test/", None),
        ("https:///nowhere", None),
        ("https://a.test:notaport/", None),
        ("https://example.org/" + "x" * 2000, None),
        ("collider.com", None),
    ],
)
def test_only_web_pages_are_linked_and_none_breaks_out_of_its_link(url, address):
    assert web_address(url) == address


def test_a_page_that_cannot_be_linked_is_still_named():
    assert link("The [Times]", "javascript:1") == "The \\[Times\\]"
    assert link("", "https://example.org/a") == "[example.org](https://example.org/a)"


def test_the_shows_name_is_not_escaped_where_discord_reads_no_formatting(announcement):
    said = announcement_message(announcement(show="M*A*S*H [@everyone]"), "key-1")

    assert said.embeds[0].author.name == "M*A*S*H [@\u200beveryone]"


def test_where_no_embed_may_be_posted_whole_lines_say_the_same():
    reply = Reply(
        intent=Intent.HELP,
        status=ReplyStatus.DONE,
        headline="Ask *me*.",
        lines=("x" * 1500, "y" * 1500, "z"),
    )

    said = plain_message(answer_message(Answer(question="?", replies=(reply,))))

    assert said.embeds == ()
    assert said.content == "Ask \\*me\\*.\n" + "x" * 1500


def test_where_a_single_line_is_too_long_without_an_embed_the_cure_is_named():
    reply = Reply(intent=Intent.HELP, status=ReplyStatus.DONE, headline="word " * 500)

    said = plain_message(answer_message(Answer(question="?", replies=(reply,))))

    assert said.content is not None
    assert "Embed Links" in said.content


@given(_ROUGH, st.integers(0, 300))
def test_escaped_text_never_passes_its_limit_nor_ends_in_half_an_escape(text, limit):
    result = escaped(text, limit)

    assert units(result) <= limit
    assert not re.search(r"(?<!\\)(\\\\)*\\…?$", result)
    assert "@" not in re.sub("@\u200b", "", result)


@given(st.lists(_REPLIES, max_size=14))
def test_no_answer_ever_passes_a_limit_of_discord(replies):
    said = answer_message(Answer(question="?", replies=tuple(replies)))

    faults = message_faults(payload(said))
    assert faults == ([] if replies else ["cannot send an empty message"])


@given(
    headline=_ROUGH.map(lambda text: "A" + text),
    lines=st.lists(_ROUGH.map(lambda text: text * 10), max_size=10).map(tuple),
    sources=st.lists(_SOURCES, max_size=9).map(tuple),
    show=_ROUGH,
    conflict=st.none() | _ROUGH,
)
def test_no_announcement_ever_passes_a_limit_of_discord(headline, lines, sources, show, conflict):
    news = News(
        id=AnnouncementId("1"),
        topic=Topic.RELEASE,
        subject=Subject(ShowId("jessica-jones"), 2),
        show=show,
        headline=headline,
        lines=lines,
        sources=sources,
        conflict=conflict,
        stance=Stance.REPORTED,
        created_at=datetime(2018, 2, 1, tzinfo=UTC),
    )
    said = announcement_message(news, "k" * 25)

    assert message_faults(payload(said)) == []
    assert carries(said.embeds, "k" * 25)


def stopping(**wishes) -> CommandReply:
    stop = hint("remind", stop="True", show="luke-cage")
    return CommandReply(headline=f"Type {stop}.", lines=(f"No more of it: {stop} *",), **wishes)


def test_a_command_in_a_sentence_can_be_clicked_where_discord_reads_formatting():
    (embed,) = answer_message(stopping(), {"remind": 4711}).embeds

    assert embed.title == "Type /remind stop:True show:luke-cage."
    assert embed.description == "No more of it: </remind:4711> stop:True show:luke-cage \\*"


def test_a_command_whose_id_is_not_known_is_shown_as_it_is_typed():
    (embed,) = answer_message(stopping(), {"updates": 4711}).embeds

    assert embed.description == "No more of it: /remind stop:True show:luke-cage \\*"


def test_a_command_of_two_words_is_clicked_by_the_id_of_the_first():
    reply = CommandReply(headline="Paused.", lines=(f"Go on with: {hint('updates resume')}",))

    (embed,) = answer_message(reply, {"updates": 4711}).embeds

    assert embed.description == "Go on with: </updates resume:4711>"


def test_a_command_is_called_as_its_reader_finds_it_on_discord():
    (embed,) = answer_message(stopping(language="de"), {"remind": 4711}).embeds

    assert embed.title == "Type /erinnern beenden:True serie:luke-cage."
    assert embed.description == "No more of it: </remind:4711> beenden:True serie:luke-cage \\*"


def test_a_reply_to_a_command_shows_its_sources_its_links_and_what_comes_beside_it():
    beside = Reply(intent=Intent.UPDATES, status=ReplyStatus.KNOWN, headline="Season 2 is out.")
    links = (Link("The post here, 8 March 2018", "https://discord.com/channels/1/2/3"),)

    own, other = answer_message(stopping(sources=(source(),), links=links, also=(beside,))).embeds

    assert own.description.splitlines()[1:] == [
        "Source: [Collider, 9 December 2017](https://collider.com/a)",
        "Source: [The post here, 8 March 2018](https://discord.com/channels/1/2/3)",
    ]
    assert other.title == "Season 2 is out."


def test_the_same_news_says_its_own_key_in_every_channel_and_is_not_changed_by_one() -> None:
    news = step(3).announcement
    first, second = announcement_message(news, "key-1"), announcement_message(news, "key-2")
    first.embeds[0].title = "something else"

    assert carries(first.embeds, "key-1")
    assert carries(second.embeds, "key-2")
    assert announcement_message(news, "key-2") == second


HOSTILE = "@everyone [free](https://evil.example) **now** <@1> `x` # ~~y~~ Jessica Jones"


def test_a_headline_is_a_title_and_a_link_that_says_whose_page_it_is():
    post = wrote(
        lines=("Also told by Deadline.",),
        sources=(source("Variety (variety.com)", "https://variety.com/a", "2018-01-10"),),
    ).announcement

    (embed,) = announcement_message(post, "key-1").embeds
    plain = plain_announcement(post, "key-1")

    assert embed.author.name == "Jessica Jones"
    assert embed.title == "Jessica Jones Season 2 Moved to May"
    assert embed.description == (
        "Also told by Deadline.\n"
        "Source: [Variety (variety.com), 10 January 2018](https://variety.com/a)"
    )
    assert embed.footer.text == "reported"
    assert plain.content == (
        f"**{embed.title}**\nAlso told by Deadline.\n-# [Jessica Jones](<https://discord.com/#violet=key-1>)"
    )


def test_what_a_stranger_wrote_into_a_title_formats_mentions_and_links_nothing():
    post = wrote(headline=HOSTILE).announcement

    (embed,) = announcement_message(post, "key-1").embeds
    plain = plain_announcement(post, "key-1").content

    for said in (embed.title, plain):
        assert "[free](" not in said
        assert "<@1>" not in said
        assert "**now**" not in said
        assert "@everyone" not in said
