"""The words behind `updates`, `remind` and `newsdesk`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.commands.admin import (
    ChangeSettings,
    CheckChannel,
    ExplainDelivery,
    ListSubscriptions,
    Pause,
    PreviewChannel,
    Remind,
    Resume,
    Subscribe,
    Unsubscribe,
)
from content.commands.parse import Ask, Review, read_command
from content.subscriptions.preferences import PreferencesInput


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("updates", ListSubscriptions()),
        ("updates list channel #C1", ListSubscriptions("#C1")),
        ("updates subscribe", Subscribe(None)),
        ("updates subscribe all", Subscribe("all")),
        ("updates subscribe agatha all along", Subscribe("agatha all along")),
        ("updates subscribe loki silent", Subscribe("loki", PreferencesInput(silent="yes"))),
        ("updates subscribe loki picture", Subscribe("loki", PreferencesInput(picture="yes"))),
        (
            "updates settings loki picture no",
            ChangeSettings("loki", PreferencesInput(picture="no")),
        ),
        ("updates subscribe loki silent no", Subscribe("loki", PreferencesInput(silent="no"))),
        (
            "updates subscribe severance count on listings in Europe/Berlin",
            Subscribe(
                "severance", PreferencesInput(counts_on_listings="listings", zone="Europe/Berlin")
            ),
        ),
        (
            "updates settings Count On: confirmed",
            ChangeSettings(None, PreferencesInput(counts_on_listings="confirmed")),
        ),
        ("updates subscribe count arthur strong", Subscribe("count arthur strong")),
        (
            "updates subscribe the count on",
            Subscribe("the", PreferencesInput(counts_on_listings="listings")),
        ),
        ("updates settings", ChangeSettings(None)),
        ("updates settings loki loud", ChangeSettings("loki", PreferencesInput(silent="no"))),
        ("updates settings quiet 22 - 7", ChangeSettings(None, PreferencesInput(quiet="22 - 7"))),
        ("updates unsubscribe echo", Unsubscribe("echo")),
        ("updates pause", Pause(None)),
        ("Updates Pause echo", Pause("echo")),
        ("updates resume echo channel #C1", Resume("echo", "#C1")),
        ("updates preview echo", PreviewChannel("echo")),
        ("updates why", ExplainDelivery(None)),
        ("updates why is it in berlin", ExplainDelivery("is it in berlin")),
        ("updates why the new date channel #C1", ExplainDelivery("the new date", "#C1")),
        ("updates doctor", CheckChannel()),
        ("updates about echo", Ask("updates about echo")),
        ("remind", Remind(None)),
        ("remind list", Remind(None)),
        ("remind echo", Remind("echo")),
        ("remind me of jessica jones season 3", Remind("jessica jones", "3")),
        ("remind me when jj s3 drops", Ask("remind me when jj s3 drops")),
        ("remind me", Ask("remind me")),
        ("remind stop echo", Remind("echo", stop=True)),
        ("remind stop", Remind(None, stop=True)),
        ("newsdesk", Review()),
        ("newsdesk review", Review()),
        ("Newsdesk Review Done 3", Review("3")),
        ("newsdesk review 3", Review("3")),
        ("newsdesk review done", Review("")),
        ("newsdesk review accept 12", Review(accept="12")),
        ("newsdesk review Reject #3", Review(reject="#3")),
        ("newsdesk records", Ask("newsdesk records")),
    ],
)
def test_a_verb_is_an_order(words, command):
    assert read_command(words) == command


def test_preferences_come_in_any_order():
    one = read_command("updates subscribe loki in Berlin at 6 pm steps 30, 7 kinds cast, release")
    other = read_command("updates subscribe loki kinds cast, release steps 30, 7 at 6 pm in Berlin")

    assert one == other
    assert one == Subscribe(
        "loki", PreferencesInput(topics="cast, release", steps="30, 7", zone="Berlin", hour="6 pm")
    )


def test_a_show_whose_name_holds_a_word_of_a_preference_is_put_in_quotation_marks():
    assert read_command("updates subscribe “Lost in Space” at 9") == Subscribe(
        "Lost in Space", PreferencesInput(hour="9")
    )


def test_several_roles_can_be_mentioned():
    read = read_command("updates settings mention 42 for release mention here for cast, trailer")

    assert read == ChangeSettings(
        None, PreferencesInput(mentions="42 for release\nhere for cast, trailer")
    )


@given(st.text(max_size=80))
def test_whatever_follows_is_read_as_something(words):
    assert read_command(f"updates {words}") is not None
    assert read_command(f"remind {words}") is not None
