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


def fields(form):
    """What stands in each field."""
    return {
        block["element"]["action_id"]: block["element"]
        for block in form["blocks"]
        if block["type"] == "input"
    }


async def told(slack, words):
    """Wait until the form tells this."""
    await slack.until(lambda: words in str(slack.forms()))


async def test_the_words_alone_open_a_form_for_this_channel(form, slack):
    named = fields(form)

    assert named["channel"]["initial_conversation"] == slack.workspace.general
    assert named["show"] == {
        "type": "external_select",
        "action_id": "show",
        "min_query_length": 0,
    }
    assert named["zone"]["initial_option"]["value"] == "UTC"
    assert named["silent"]["initial_option"]["value"] == "no"


async def test_a_form_that_is_sent_subscribes_and_says_so_in_its_place(form, slack, subscriptions):
    await slack.suggest(form, "zone", "berlin")
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
        ("thread", "the countdown", "Copy link"),
        (
            "thread",
            "https://violet-fans.slack.com/archives/C0ELSEWHER/p1512821234000200",
            "another channel",
        ),
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


SUBSCRIBE = "/violet updates subscribe jessica jones"


async def test_a_form_opens_at_once_where_slack_is_slow_and_is_filled_as_soon_as_it_can(
    connector, slack
):
    assert connector
    slack.delays |= {"users.info": 1.6}

    typed = await slack.command("/violet updates subscribe", user=slack.workspace.admin)
    await slack.until(lambda: len(slack.forms()) == 1)
    opened = slack.forms()[0]
    await slack.until(lambda: bool(typed.answers))

    assert "One moment" in str(opened["blocks"])
    assert "zone" in fields(slack.forms()[0])
    assert "Fill in the form" in typed.answers[0].shown


async def test_whoever_is_no_admin_is_told_in_the_form_where_it_had_to_open_first(connector, slack):
    assert connector
    slack.delays |= {"users.info": 1.6}

    said = await slack.answer("/violet updates subscribe", user=slack.workspace.fan)

    assert "Only admins and owners" in said.shown
    assert "Only admins and owners" in str(slack.forms()[0]["blocks"])


async def test_a_form_shows_what_stands_for_the_show_that_is_chosen_in_it(connector, slack):
    assert connector
    await slack.answer(f"{SUBSCRIBE} at 18 in Berlin quiet 22-7", user=slack.workspace.admin)
    await slack.answer("/violet updates subscribe", user=slack.workspace.admin)
    (form,) = slack.forms()

    await slack.choose(form, "show", "jessica-jones")
    await slack.until(lambda: slack.forms()[0]["hash"] != form["hash"])

    shown = fields(slack.forms()[0])
    assert shown["hour"]["initial_option"]["value"] == "18"
    assert shown["zone"]["initial_option"]["value"] == "Europe/Berlin"
    assert shown["quiet"]["initial_value"] == "22-7"
    assert shown["show"]["initial_option"]["value"] == "jessica-jones"


async def test_sending_a_form_again_resets_nothing_that_was_not_touched(
    connector, slack, subscriptions
):
    assert connector
    await slack.answer(f"{SUBSCRIBE} at 18 in Berlin digest daily", user=slack.workspace.admin)
    await slack.answer("/violet updates subscribe", user=slack.workspace.admin)
    (form,) = slack.forms()

    # What stands was never shown: the show was chosen, and the form sent before that arrived.
    await slack.suggest(form, "show", "jess")
    await slack.submit(form, show="jessica-jones", quiet="22-7")
    await told(slack, "Jessica Jones")

    (kept,) = await subscriptions.every()
    wants = kept.preferences
    assert (wants.hour, wants.zone, wants.digest) == (18, "Europe/Berlin", DigestFrequency.DAILY)
    assert wants.quiet == (22, 7)


async def test_what_is_taken_away_in_a_form_is_as_usual_again(connector, slack, subscriptions):
    assert connector
    await slack.answer(f"{SUBSCRIBE} quiet 22-7 mention here", user=slack.workspace.admin)
    await slack.answer("/violet updates settings", user=slack.workspace.admin)
    (form,) = slack.forms()

    await slack.submit(form, quiet="", mentions="", hour="7")
    await told(slack, "Jessica Jones")

    (kept,) = await subscriptions.every()
    assert (kept.preferences.quiet, kept.preferences.mentions) == (None, ())
    assert kept.preferences.hour == 7


async def test_settings_are_changed_in_a_form_for_one_show_or_for_all(
    connector, slack, subscriptions
):
    assert connector
    home = slack.workspace
    await slack.answer(f"{SUBSCRIBE} at 18", user=home.admin)
    await slack.answer("/violet updates subscribe daredevil at 20", user=home.admin)
    await slack.answer("/violet updates settings", user=home.admin)
    (form,) = slack.forms()
    offered = await slack.suggest(form, "heard", "dare")

    await slack.choose(form, "heard", "daredevil")
    await slack.until(lambda: slack.forms()[0]["hash"] != form["hash"])
    chosen = slack.forms()[0]
    await slack.submit(chosen, silent="yes")
    await told(slack, "Daredevil")

    assert chosen["callback_id"] == "settings"
    assert "initial_option" not in fields(form)["hour"]
    assert [one["value"] for one in offered] == ["daredevil"]
    assert fields(chosen)["hour"]["initial_option"]["value"] == "20"
    kept = {one.show: one.preferences for one in await subscriptions.every()}
    assert (kept["daredevil"].silent, kept["daredevil"].hour) == (True, 20)
    assert (kept["jessica-jones"].silent, kept["jessica-jones"].hour) == (False, 18)


async def test_whoever_is_no_admin_sees_the_settings_in_words(connector, slack):
    assert connector
    await slack.answer(f"{SUBSCRIBE} at 18", user=slack.workspace.admin)

    said = await slack.answer("/violet updates settings", user=slack.workspace.fan)

    assert "18:00" in said.shown
    assert slack.forms() == []


async def test_one_thread_can_be_subscribed_in_the_form(form, slack, subscriptions):
    home = slack.workspace
    post = home.write(home.general, home.fan, "the countdown thread")
    link = f"https://violet-fans.slack.com/archives/{home.general}/p{post.ts.replace('.', '')}"

    await slack.submit(form, show="all", thread=link)
    await told(slack, "every show I follow")

    (kept,) = await subscriptions.every()
    assert (kept.destination.channel, kept.destination.thread) == (home.general, post.ts)


async def test_what_became_of_a_form_that_was_closed_is_said_in_the_channel(
    form, slack, subscriptions
):
    slack.delays |= {"conversations.info": 0.2}
    await slack.submit(form, show="all")
    slack.close(form)
    told = slack.workspace.channels[slack.workspace.general].messages

    await slack.until(lambda: any(one.only_for == slack.workspace.admin for one in told))

    assert len(await subscriptions.every()) == 1
    assert "every show I follow" in told[-1].shown


async def test_a_form_that_another_violet_showed_says_that_it_is_out_of_date(
    form, slack, subscriptions
):
    await slack.submit(form | {"private_metadata": "gone"}, show="all")
    await told(slack, "This form is out of date")

    assert "/violet updates subscribe" in str(slack.forms())
    assert await subscriptions.every() == []


async def test_a_new_subscription_has_the_zone_of_whoever_makes_it(connector, slack, subscriptions):
    assert connector
    home = slack.workspace
    home.users[home.admin]["tz"] = "America/Los_Angeles"

    await slack.answer(SUBSCRIBE, user=home.admin)
    await slack.answer("/violet updates subscribe", user=home.admin)
    (form,) = slack.forms()
    await slack.submit(form, show="all")
    await told(slack, "every show I follow")

    assert fields(form)["zone"]["initial_option"]["value"] == "America/Los_Angeles"
    zones = [one.preferences.zone for one in await subscriptions.every()]
    assert zones == ["America/Los_Angeles"] * 2
