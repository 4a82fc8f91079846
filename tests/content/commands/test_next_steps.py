"""Which buttons stand below what was said, and that each holds all that pressing it needs."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.answers.look_up_offer import look_up_offer
from content.answers.reply import Answer, LookUpOffer, Reply, ReplyStatus, ShowChoice
from content.commands.next_steps import (
    LABEL_LIMIT,
    StepAction,
    next_steps,
    of_look_up,
    of_reminder,
    replaces,
)
from content.commands.reply import CommandReply
from content.facts.as_of import AsOf
from content.facts.claims import ShowId
from content.understanding.intents import Intent
from fakes.newsroom import NOW

TODAY = date(2017, 6, 1)


def said(**fields: Any) -> Reply:
    return Reply(
        **{  # type: ignore[arg-type]
            "intent": Intent.RELEASE_DATE,
            "status": ReplyStatus.NOT_TRACKED,
            "headline": "I don't follow it.",
        }
        | fields
    )


def steps(*replies: Reply, hears: bool = True) -> list[tuple[str, str, str]]:
    below = next_steps(Answer(question="", replies=replies), TODAY, hears=hears)
    return [(str(one.action), one.value, one.label) for one in below]


def test_two_shows_that_are_not_followed_have_a_button_each():
    offers = (LookUpOffer("Dark Matter"), LookUpOffer("Severance"))

    assert steps(*(said(offer=offer) for offer in offers)) == [
        ("look", "release_date||Dark Matter", "Look up Dark Matter"),
        ("look", "release_date||Severance", "Look up Severance"),
    ]


def test_no_more_than_five_can_be_chosen_from_by_a_button():
    choices = tuple(ShowChoice(f"Show ({year})", f"tvmaze:{year}") for year in range(1990, 2000))

    assert len(steps(said(choices=choices))) == 5


def test_the_language_of_the_question_is_kept_for_the_answer():
    offer = LookUpOffer("de:Dark|", season="2")

    ((_, german, _),) = steps(said(offer=offer, language="de"))
    ((_, english, _),) = steps(said(offer=LookUpOffer("Dark")))

    assert german == "de:release_date|2|de:Dark|"
    assert of_look_up(german) == (offer, "de")
    assert of_look_up(english) == (LookUpOffer("Dark"), None)
    assert of_look_up("nonsense") == (None, None)


def test_the_show_of_that_very_name_beside_a_near_one_is_named_on_its_button():
    near = said(status=ReplyStatus.KNOWN, show=ShowId("echo"), offer=LookUpOffer("Echos"))

    assert steps(near)[0][2] == "Look up Echos"


def test_what_was_looked_up_twice_is_followed_by_one_button():
    reply = said(status=ReplyStatus.KNOWN, show=ShowId("severance"), record="tvmaze:44933")

    assert steps(reply, reply) == [
        ("remind", "tvmaze:44933", "Remind me"),
        ("follow", "tvmaze:44933", "Follow here"),
    ]
    assert [one[0] for one in steps(reply, hears=False)] == ["remind"]


def test_a_reminder_keeps_the_season_that_was_named():
    choices = (ShowChoice("Ghosts (CBS)", "tvmaze:48449", "6"), ShowChoice("Ghosts", "tvmaze:1"))
    reply = CommandReply(headline="Which?", choices=choices, chooses_for="remind")

    below = next_steps(reply, TODAY, hears=True)

    assert [of_reminder(one.value) for one in below] == [("tvmaze:48449", "6"), ("tvmaze:1", None)]


def test_a_command_that_a_choice_would_not_complete_has_no_buttons():
    reply = CommandReply(headline="Which?", choices=(ShowChoice("Ghosts", "tvmaze:1"),))

    assert next_steps(reply, TODAY, hears=True) == ()


def test_what_is_so_for_the_moment_only_takes_no_ones_place():
    passing = Answer(question="", replies=(said(is_passing=True),))

    assert not replaces(passing)
    assert replaces(Answer(question="", replies=(said(),)))


@pytest.mark.parametrize("limit", [75, 80, 100])
@given(name=st.text(min_size=1, max_size=300), details=st.text(max_size=30))
def test_a_label_is_cut_in_the_name_and_keeps_what_tells_it_apart(limit, name, details):
    label = f"{name} ({details})"

    cut = ShowChoice(label, "tvmaze:1").within(limit)

    assert len(cut.encode("utf-16-le", "surrogatepass")) // 2 <= limit
    assert cut == label or cut.endswith(label.rpartition(" (")[2])


@given(name=st.text(min_size=1, max_size=200))
def test_whatever_is_looked_up_a_button_holds_it_whole(name):
    offer = look_up_offer(f"when is {name} out?", name, AsOf.at(NOW))
    below = steps(said(offer=offer))

    assert all(len(value) <= 95 for _, value, _ in below)
    assert all(len(label) <= LABEL_LIMIT for _, _, label in below)
    assert offer.name == "" or LookUpOffer.from_key(offer.key) == offer


def test_the_names_of_actions_never_change_since_sent_messages_hold_them():
    assert [str(one) for one in StepAction] == [
        *("remind", "look", "forget", "follow", "sources", "history"),
    ]
