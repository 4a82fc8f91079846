"""A digest on Discord of which something is no longer so."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.messages import announcement_message, carries, plain_announcement
from content.announcements.announcement import AnnouncementId, DigestPost
from content.facts.kinds import Topic
from content.subscriptions.outcomes import Delivered
from fakes.discord.limits import message_faults

NOW = "Since then, the release date has changed to 24 March 2018."
LINES = ("Season 2 comes out on 8 March.", "Season 2 has wrapped.")
_ROUGH = st.text(alphabet=st.sampled_from("ab @*_~`|[]()<>#-:/\\.1\n\t𝄞é\u202e"), max_size=300)


def digest(lines=LINES, struck=((0, NOW),)) -> DigestPost:
    return DigestPost(
        id=AnnouncementId("digest:here"),
        topic=Topic.RELEASE,
        title="Jessica Jones",
        headline="The day in 2 pieces of news",
        lines=lines,
        struck=struck,
        created_at=datetime(2018, 2, 1, tzinfo=UTC),
    )


async def test_the_line_that_is_no_longer_so_is_struck_through_and_the_others_stay(
    connector, world, channel, delivery
):
    sent = await connector.messenger.send(delivery(announcement=digest(struck=())))

    outcome = await connector.messenger.revise(
        delivery(announcement=digest(), revises=sent.message)
    )

    (message,) = world.said_in(channel)
    assert outcome == Delivered(message=sent.message)
    (embed,) = message.body["embeds"]
    assert embed["title"] == "The day in 2 pieces of news"
    assert embed["description"].splitlines() == [
        f"~~Season 2 comes out on 8 March.~~ {NOW}",
        "Season 2 has wrapped.",
    ]
    assert embed["url"].endswith("violet=key-1")


def test_the_plain_form_strikes_the_same_line():
    said = plain_announcement(digest(), "key-1")

    assert said.content is not None
    assert said.content.splitlines()[1:3] == [
        f"~~Season 2 comes out on 8 March.~~ {NOW}",
        "Season 2 has wrapped.",
    ]


def test_an_edit_pushes_no_line_out_of_a_full_digest():
    lines = tuple(f"{number}: {'x' * 140}" for number in range(25))
    struck = tuple((number, NOW) for number in range(24))

    (before,) = announcement_message(digest(lines, ()), "key-1").embeds
    (after,) = announcement_message(digest(lines, struck), "key-1").embeds

    assert (before.description or "").splitlines()[-1] == lines[-1]
    assert (after.description or "").splitlines()[-1] == lines[-1]
    assert (after.description or "").count(NOW) == 24


@given(
    lines=st.lists(_ROUGH, max_size=26).map(tuple),
    struck=st.dictionaries(st.integers(0, 25), _ROUGH.map("a".__add__), max_size=26),
)
def test_no_edit_of_a_digest_ever_passes_a_limit_of_discord(lines, struck):
    news = digest(lines, tuple(struck.items()))

    said, plain = announcement_message(news, "k" * 25), plain_announcement(news, "k" * 25)

    assert message_faults({"embeds": [embed.to_dict() for embed in said.embeds]}) == []
    assert message_faults({"content": plain.content}) == []
    assert carries(said.embeds, "k" * 25)
    assert carries((), "k" * 25, plain.content or "")
