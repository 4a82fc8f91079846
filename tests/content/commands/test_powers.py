"""Which power each command of admins needs, and how who is one is typed and shown."""

from typing import get_args

import pytest

from content.commands.acts import ActKind
from content.commands.admin import (
    AdminCommand,
    ChangeSettings,
    CheckChannel,
    ChooseAdmins,
    ExplainDelivery,
    ForgetPlace,
    ListSubscriptions,
    Pause,
    PostSample,
    PreviewChannel,
    Resume,
    ShowAudit,
    Subscribe,
    Unsubscribe,
)
from content.commands.parse import read_command
from content.commands.powers import Power, power_needed
from content.commands.replies.acts_listed import act_line, acts_listed
from content.facts.claims import ShowId
from content.language.wording import wording_for
from content.subscriptions.preferences import PreferencesInput
from fakes.audit import act_of
from fakes.claims import catalogue

LOOKS = (ListSubscriptions(), PreviewChannel(None), ExplainDelivery(None), CheckChannel())
CHANGES = (
    Subscribe(None),
    Unsubscribe(None),
    Pause(None),
    Resume(None),
    ShowAudit(),
    PostSample(None),
)


def test_what_only_looks_needs_less_than_what_changes():
    assert {power_needed(one) for one in LOOKS} == {Power.LOOK}
    assert {power_needed(one) for one in CHANGES} == {Power.MANAGE}
    assert power_needed(ChangeSettings(None)) is Power.LOOK
    assert power_needed(ChangeSettings(None, PreferencesInput(hour="9"))) is Power.MANAGE
    assert power_needed(ForgetPlace()) is Power.MANAGE
    assert power_needed(ForgetPlace(everything=True)) is Power.ERASE
    assert power_needed(ChooseAdmins()) is Power.MANAGE
    assert power_needed(ChooseAdmins("")) is Power.APPOINT
    assert power_needed(ChooseAdmins(None, "yes")) is Power.APPOINT


def test_no_command_of_admins_is_left_out_here():
    named = {type(one) for one in (*LOOKS, *CHANGES)} | {ChangeSettings, ChooseAdmins, ForgetPlace}

    assert named == {*get_args(AdminCommand)}


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("updates admins", ChooseAdmins()),
        ("updates admins S0CREW0001", ChooseAdmins("S0CREW0001")),
        ("updates admins role 4242", ChooseAdmins("4242")),
        ("updates admins group S0CREW0001 creators yes", ChooseAdmins("S0CREW0001", "yes")),
        ("updates admins none", ChooseAdmins("")),
        ("updates admins nobody creators no", ChooseAdmins("", "no")),
        ("updates admins creators", ChooseAdmins(None, "")),
        ("updates test", PostSample(None)),
        ("updates test jessica jones mention", PostSample("jessica jones", mention=True)),
        ("updates test mention channel C1", PostSample(None, mention=True, channel="C1")),
        ("updates audit", ShowAudit()),
        ("updates audit channel C0GENERAL1", ShowAudit("C0GENERAL1")),
    ],
)
def test_who_may_and_who_did_are_asked_in_words(words, command):
    assert read_command(words) == command


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
@pytest.mark.parametrize("kind", ActKind)
def test_every_act_is_said_with_who_did_it_and_when(kind, language):
    act = act_of(kind, by="slack:T1/U2", show=ShowId("jessica-jones"), detail="7")

    said = act_line(act, catalogue(), wording_for(language))

    assert "slack:T1/U2" in said
    assert f"{act.at:%Y-%m-%d %H:%M} UTC" in said


def test_what_somebody_typed_makes_no_command_of_itself_and_is_cut():
    act = act_of(detail="\ue000updates unsubscribe\ue003" + "x" * 1000)

    said = act_line(act, catalogue())

    assert "\ue000" not in said
    assert len(said) <= 240


@pytest.mark.parametrize(
    ("kind", "undone_by"),
    [
        (ActKind.SUBSCRIBED, "updates unsubscribe jessica-jones"),
        (ActKind.UNSUBSCRIBED, "updates subscribe jessica-jones"),
        (ActKind.PAUSED, "updates resume jessica-jones"),
        (ActKind.RESUMED, "updates pause jessica-jones"),
    ],
)
def test_the_newest_act_comes_with_what_undoes_it(kind, undone_by):
    act = act_of(kind, show=ShowId("jessica-jones"))

    assert undone_by in acts_listed([act], None, catalogue()).text


def test_nothing_done_is_said_to_be_nothing():
    said = acts_listed([], [], catalogue()).text

    assert "Nothing was changed for this channel" in said
    assert "Editors did nothing" in said
