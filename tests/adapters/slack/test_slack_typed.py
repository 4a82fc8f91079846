"""What people type on Slack: with `/violet`, and without it in a direct message."""

import pytest

from fakes.shares import SpentShares


async def written(slack, words, user=None):
    """Return the answer to what somebody writes to Violet alone."""
    who = user or slack.workspace.fan
    im = slack.workspace.im(who).id
    await slack.direct_message(words, user=who)
    return await slack.said(im)


@pytest.mark.usefixtures("connector")
async def test_a_reminder_is_set_listed_and_ended_in_a_direct_message(slack, subscriptions):
    begun = await written(slack, "remind jessica jones")
    listed = await written(slack, "remind")
    ended = await written(slack, "remind stop jessica jones")

    assert "I will remind you of Jessica Jones" in begun.shown
    assert "I remind you of Jessica Jones" in listed.shown
    assert "not remind you of Jessica Jones" in ended.shown
    assert await subscriptions.every() == []


@pytest.mark.usefixtures("connector")
async def test_what_a_channel_hears_is_said_and_changed_in_a_direct_message(slack, subscriptions):
    home = slack.workspace
    there = f"channel <#{home.general}|general>"
    await written(slack, f"updates subscribe jessica jones {there}", user=home.admin)

    listed = await written(slack, f"updates list {there}", user=home.admin)
    refused = await written(slack, f"updates pause {there}")

    assert "Jessica Jones" in listed.shown
    assert "Only admins and owners" in refused.shown
    assert [one.destination.channel for one in await subscriptions.every()] == [home.general]


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("updates list", "/violet updates subscribe SHOW"),
        ("updates subscribe", "Write it out instead"),
        ("newsdesk review", "Whoever runs me makes you one"),
        ("upcoming", "8 March 2018"),
        ("when jessica jones", "8 March 2018"),
        ("forget me", "I kept nothing of you"),
        ("when is jessica jones season 2 out?", "8 March 2018"),
        ("help", "Ask me"),
    ],
)
async def test_every_verb_works_in_a_direct_message_or_says_how(slack, words, said):
    user = slack.workspace.admin if words == "updates subscribe" else None

    assert said in (await written(slack, words, user)).shown


async def test_a_command_in_a_direct_message_takes_of_the_share(make_connector, slack):
    spent = SpentShares()
    await make_connector(shares=spent).start()

    said = await written(slack, "updates list")

    assert "more at once than I can do" in said.shown
    assert len(spent.turned_away) == 1


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("typed", ["/violet help", "/violet"])
async def test_help_names_the_look_up_verbs_as_they_are_typed_here(slack, typed):
    said = await slack.answer(typed)

    for verb in ("when SHOW", "filming SHOW", "countdown SHOW", "history SHOW", "news", "upcoming"):
        assert f"/violet {verb}" in said.shown


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("updates subscibe loki", "/violet updates subscribe?"),
        ("updates setings", "/violet updates settings?"),
        ("newsdesk reviw", "/violet newsdesk review?"),
    ],
)
async def test_a_verb_that_is_mistyped_is_answered_with_the_nearest(slack, typed, meant):
    said = await slack.answer(f"/violet {typed}")

    assert f"Do you mean {meant}" in said.shown
    assert typed.split()[1] in said.shown


@pytest.mark.usefixtures("connector")
async def test_a_verb_that_is_like_none_is_answered_with_all(slack):
    said = await slack.answer("/violet updates frob")

    assert "I know no “frob” there." in said.shown
    assert "/violet updates subscribe, /violet updates settings, /violet updates" in said.shown


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize(
    "typed", ["updates on jessica jones", "updates about daredevil", "updates jessica jones"]
)
async def test_news_is_asked_for_in_words_that_begin_with_a_verb_too(slack, typed):
    said = await slack.answer(f"/violet {typed}")

    assert "I know no" not in said.shown


@pytest.mark.usefixtures("connector")
async def test_the_whole_channel_can_be_mentioned(slack, subscriptions):
    await slack.answer(
        "/violet updates subscribe jessica jones mention channel for release at 18",
        user=slack.workspace.admin,
    )

    (kept,) = await subscriptions.every()
    assert [whom for _, whom in kept.preferences.mentions] == ["channel"]
    assert (kept.destination.channel, kept.preferences.hour) == (slack.workspace.general, 18)
