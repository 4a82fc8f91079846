"""The form behind `/violet updates subscribe`."""

import pytest

from content.facts.kinds import Topic
from content.subscriptions.schedule import DigestFrequency
from fakes.slack import Fault


@pytest.fixture
async def form(connector, slack):
    """The form as an admin sees it."""
    assert connector
    await slack.answer("/violet updates subscribe", user=slack.workspace.admin)
    (form,) = slack.forms()
    return form


async def told(slack, words):
    """Wait until the form tells this."""
    await slack.until(lambda: words in str(slack.forms()))


async def test_the_words_alone_open_a_form_for_this_channel(form, slack):
    named = {block["block_id"]: block["element"] for block in form["blocks"]}

    assert named["channel"]["initial_conversation"] == slack.workspace.general
    assert named["show"] == {
        "type": "external_select",
        "action_id": "show",
        "min_query_length": 0,
    }
    assert named["zone"]["initial_value"] == "UTC"


async def test_a_form_that_is_sent_subscribes_and_says_so_in_its_place(form, slack, subscriptions):
    answered = await slack.submit(
        form,
        show="jessica-jones",
        kinds=["release", "cast"],
        steps="30, 7",
        zone="Europe/Berlin",
        hour="18",
        quiet="22-7",
        count_on="listings",
        digest="weekly",
        mentions="here for release",
    )
    await told(slack, "This channel now hears about Jessica Jones")

    (kept,) = await subscriptions.every()
    assert answered["response_action"] == "update"
    assert kept.destination.channel == slack.workspace.general
    assert (kept.preferences.steps, kept.preferences.zone, kept.preferences.hour) == (
        (30, 7),
        "Europe/Berlin",
        18,
    )
    assert (kept.preferences.topics, kept.preferences.quiet) == (
        {Topic.RELEASE, Topic.CAST},
        (22, 7),
    )
    assert kept.preferences.counts_on_listings
    assert (kept.preferences.digest, kept.preferences.mentions) == (
        DigestFrequency.WEEKLY,
        ((Topic.RELEASE, "here"),),
    )


async def test_a_form_sent_as_it_is_means_the_usual(form, slack, subscriptions):
    await slack.submit(form, show="all")
    await told(slack, "every show I follow")

    (kept,) = await subscriptions.every()
    assert (kept.show, kept.preferences.steps, kept.preferences.hour) == (
        None,
        (100, 30, 14, 7, 3, 1, 0),
        9,
    )


@pytest.mark.parametrize(
    ("field", "typed", "cure"),
    [
        ("steps", "soon", "30,7,1,0"),
        ("zone", "Gotham", "Europe/Berlin"),
        ("quiet", "at night", "22-7"),
        ("mentions", "here for gossip", "release"),
        ("mentions", "@fans", "a user group by its id"),
    ],
)
async def test_a_bad_value_is_marked_in_its_own_field(
    form, slack, subscriptions, field, typed, cure
):
    answered = await slack.submit(form, show="all", **{field: typed})

    assert answered["response_action"] == "errors"
    assert list(answered["errors"]) == [field]
    assert cure in answered["errors"][field]
    assert await subscriptions.every() == []


async def test_whoever_is_no_admin_sees_no_form(connector, slack):
    said = await slack.answer("/violet updates subscribe", user=slack.workspace.fan)

    assert connector
    assert "Only admins and owners" in said.shown
    assert slack.forms() == []


async def test_a_form_sent_by_somebody_who_is_no_admin_any_more_changes_nothing(
    form, slack, subscriptions
):
    await slack.submit(form, show="all", user=slack.workspace.fan)
    await told(slack, "Only admins and owners")

    assert await subscriptions.every() == []


async def test_a_private_channel_takes_an_invitation_first(form, slack, subscriptions):
    await slack.submit(form, show="all", channel=slack.workspace.private)
    await told(slack, "/invite @Violet")

    assert await subscriptions.every() == []


async def test_where_slack_is_too_slow_for_a_form_the_words_are_told(connector, slack):
    slack.fail_next(Fault.refused("expired_trigger_id"), method="views.open")

    said = await slack.answer("/violet updates subscribe", user=slack.workspace.admin)

    assert connector
    assert "/violet updates subscribe jessica jones" in said.shown


async def test_where_slack_fails_the_form_says_so(form, slack, subscriptions):
    slack.fail_next(Fault.http(503), method="conversations.info")

    await slack.submit(form, show="all")
    await told(slack, "did not answer me")

    assert await subscriptions.every() == []


@pytest.mark.waits(2)
@pytest.mark.parametrize(
    "fault", [Fault.http(503), Fault.reset_before(), Fault.refused("internal_error")]
)
async def test_where_slack_stumbles_over_a_form_it_says_what_came_of_it_all_the_same(
    form, slack, subscriptions, fault
):
    slack.fail_next(fault, method="views.update")

    await slack.submit(form, show="all")
    await told(slack, "every show I follow")

    assert len(await subscriptions.every()) == 1
