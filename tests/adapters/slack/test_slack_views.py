"""The home and the forms of channels are within Slack's limits, whatever stands in them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.forms import (
    ChannelForm,
    FormState,
    filled_in,
    offered_options,
    settings_form,
    show_options,
    subscribe_form,
    told_form,
)
from adapters.slack.home import (
    Heard,
    HeardRow,
    HomeKey,
    HomePages,
    Reminded,
    home_view,
)
from adapters.slack.messages import note_message
from adapters.slack.modals import METADATA_LIMIT, option
from content.answers.reply import Answer, Reply, ReplyStatus, ShowChoice
from content.facts.claims import Stance
from content.facts.kinds import Topic
from content.subscriptions.preference_fields import FIELDS, read_preferences
from content.subscriptions.preference_values import STEPS_OFFERED, TOPICS_TOLD
from content.subscriptions.preferences import USUAL, Preferences
from content.subscriptions.schedule import DigestFrequency
from content.understanding.intents import Intent
from fakes.slack.checking import VIEW_SCHEMA, fault_in_options, fault_in_view
from fakes.slack.workspace import parts_of

CHANNELS = st.from_regex(r"[CG][A-Z0-9]{8,12}", fullmatch=True)
SHOWS = st.from_regex(r"[a-z][a-z0-9-]{0,70}", fullmatch=True)
NASTY = ["<!channel>", "&amp;" * 90, "😀" * 300, "\x00", ""]
WORDS = st.text(max_size=600) | st.sampled_from(NASTY)
TITLES = st.lists(st.tuples(SHOWS, WORDS), max_size=120, unique_by=lambda pair: pair[0])
WHOM = st.sampled_from(["here", "channel"]) | st.from_regex(r"S[A-Z0-9]{8,19}", fullmatch=True)
PREFERENCES = st.builds(
    Preferences,
    topics=st.frozensets(st.sampled_from(TOPICS_TOLD), min_size=1),
    lowest_stance=st.sampled_from([Stance.CONFIRMED, Stance.REPORTED, Stance.RUMOURED]),
    steps=st.sets(st.sampled_from(STEPS_OFFERED)).map(lambda s: tuple(sorted(s, reverse=True))),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/Argentina/ComodRivadavia"]),
    hour=st.integers(0, 23),
    quiet=st.none() | st.just((22, 7)),
    digest=st.sampled_from(DigestFrequency),
    mentions=st.dictionaries(st.sampled_from(TOPICS_TOLD), WHOM).map(
        lambda found: tuple((topic, found[topic]) for topic in TOPICS_TOLD if topic in found)
    ),
    silent=st.booleans(),
    living=st.booleans(),
    counts_on_listings=st.booleans(),
)
STATES = st.builds(
    FormState,
    form=st.sampled_from(ChannelForm),
    channel=CHANNELS,
    thread=st.sampled_from(["", "1512821234.000200"]),
    show=SHOWS,
    filling=st.integers(0, 50),
    from_home=st.booleans(),
)
ROWS = st.builds(
    HeardRow,
    key=st.builds(HomeKey, CHANNELS, st.sampled_from(["", "1512821234.000200"]), SHOWS),
    words=WORDS,
    is_paused=st.booleans(),
    set_aside=WORDS,
)


def as_sent(view: dict[str, Any]) -> dict[str, Any]:
    """The form as Slack sends it where nobody touched anything."""
    values = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            state = {"type": element["type"]} | {
                name.replace("initial", "selected"): value
                for name, value in element.items()
                if name.startswith("initial_") and name != "initial_value"
            }
            state["value"] = element.get("initial_value")
            values[block["block_id"]] = {element["action_id"]: state}
    return view | {"state": {"values": values}}


@pytest.mark.skipif(not VIEW_SCHEMA.exists(), reason=f"needs {VIEW_SCHEMA}")
@given(
    coming=WORDS,
    lines=st.lists(WORDS, max_size=80),
    reminders=st.lists(st.builds(Reminded, show=SHOWS, name=WORDS), max_size=60),
    rows=st.none() | st.lists(ROWS, max_size=12),
    has_more=st.booleans(),
    pages=st.builds(HomePages, st.integers(0, 9), st.integers(0, 9)),
    note=WORDS,
)
def test_a_home_is_within_every_limit(
    coming, lines, reminders, rows, has_more, pages, note
) -> None:
    said = Reply(
        intent=Intent.UPCOMING,
        status=ReplyStatus.KNOWN,
        headline=coming,
        lines=tuple(lines),
    )
    heard = None if rows is None else Heard(rows=tuple(rows), has_more=has_more)

    view = home_view(
        coming=Answer(question="", replies=(said,)),
        reminders=reminders,
        heard=heard,
        pages=pages,
        note=note,
    )

    assert fault_in_view(view) is None
    assert not any(part.get("type") == "mrkdwn" for part in parts_of(view["blocks"]))
    assert HomePages.from_kept(view["private_metadata"]) == pages


@pytest.mark.skipif(not VIEW_SCHEMA.exists(), reason=f"needs {VIEW_SCHEMA}")
@given(
    state=STATES,
    stands=st.lists(PREFERENCES, max_size=3),
    title=WORDS,
    note=WORDS,
)
def test_a_form_is_within_every_limit_and_left_alone_it_says_nothing(
    state, stands, title, note
) -> None:
    show = option(title, state.show)
    if state.form is ChannelForm.SETTINGS:
        view = settings_form(state=state, stands=stands, show=show, note=note)
    else:
        view = subscribe_form(
            channel=state.channel, stands=stands, show=show, note=note, state=state
        )
    chosen, _, preferences = filled_in(as_sent(view))

    assert fault_in_view(view) is None
    assert len(view["private_metadata"]) <= METADATA_LIMIT
    assert FormState.from_kept(view["private_metadata"]) == state
    assert chosen == state.show
    assert not preferences


@given(wants=PREFERENCES)
def test_whatever_a_form_shows_is_read_again_as_it_stands(wants) -> None:
    view = subscribe_form(channel="C0GENERAL1", stands=[wants])
    emptied = {
        **view,
        "blocks": [
            one | {"element": {k: v for k, v in one["element"].items() if "initial" not in k}}
            for one in view["blocks"]
            if one["type"] == "input"
        ],
    }
    _, _, said = filled_in(as_sent(view) | {"blocks": emptied["blocks"]})

    assert read_preferences(said).applied_to(USUAL) == wants


@given(typed=WORDS, titles=TITLES)
def test_what_is_offered_is_within_every_limit(typed, titles) -> None:
    choices = [ShowChoice(record=id_, label=title) for id_, title in titles]

    assert fault_in_options({"options": offered_options(typed, "zone")}) is None
    assert fault_in_options({"options": show_options(choices[:25], typed)}) is None


@pytest.mark.parametrize(
    "kept", ["", "{}", "[]", "null", '{"form":"other","channel":"C"}', "x" * 9]
)
def test_what_slack_keeps_of_another_violet_is_no_state(kept: str) -> None:
    assert FormState.from_kept(kept) is None
    assert HomePages.from_kept(kept) == HomePages()
    assert HomeKey.from_value(kept) is None


@given(sentence=WORDS)
def test_a_form_that_tells_something_is_within_every_limit(sentence) -> None:
    view = told_form(note_message(sentence or "A sentence.").blocks)

    assert fault_in_view(view) is None


def test_every_preference_is_in_the_form() -> None:
    view = subscribe_form(channel="C0GENERAL1")

    asked = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    of_discord_alone = {"events", "instant"}
    assert {field.key for field in FIELDS} - of_discord_alone <= asked
    assert Topic.TRIVIA.value not in str(view)
