"""A digest on Slack of which something is no longer so."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.markup import FALLBACK_LIMIT
from adapters.slack.messages import announcement_message
from content.announcements.announcement import AnnouncementId, DigestPost
from content.facts.kinds import Topic
from content.subscriptions.outcomes import Delivered
from fakes.slack import FakeSlack
from fakes.slack.checking import fault_in_message
from fakes.slack.telling import delivery, messenger
from fakes.slack.workspace import parts_of

NOW = "Since then, the release date has changed to 24 March 2018."
LINES = ("Season 2 comes out on 8 March.", "Season 2 has wrapped.")


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


async def test_the_line_that_is_no_longer_so_is_struck_through_and_the_others_stay() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        sent = await violet.send(delivery(announcement=digest(struck=())))
        assert isinstance(sent, Delivered)

        outcome = await violet.revise(delivery(announcement=digest(), revises=sent.message))

        (message,) = slack.bot_messages()
        assert outcome == Delivered(message=sent.message)
        struck = [
            part for part in parts_of(message.blocks) if part.get("style") == {"strike": True}
        ]
        assert [part["text"] for part in struck] == [LINES[0]]
        assert f"{LINES[0]} {NOW}\n{LINES[1]}" in message.shown
        assert f"No longer so: {LINES[0]} {NOW}\n{LINES[1]}" in message.text
        assert slack.violations == []


@given(
    lines=st.lists(st.text(max_size=400), max_size=26).map(tuple),
    struck=st.dictionaries(st.integers(0, 25), st.text(min_size=1, max_size=400), max_size=26),
)
def test_no_edit_of_a_digest_is_beyond_slacks_limits(lines, struck) -> None:
    said = announcement_message(digest(lines, tuple(struck.items())))

    assert fault_in_message(said.arguments()) is None
    assert len(said.text) <= FALLBACK_LIMIT
