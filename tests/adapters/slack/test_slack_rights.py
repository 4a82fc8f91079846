"""Who is an admin is asked of Slack seldom, however many orders come and whoever gives them."""

import asyncio

import pytest
from slack_sdk.errors import SlackApiError

from adapters.slack.rights import AdminRights, Membership, TooManyLookUpsError
from adapters.slack.web_api import open_session, web_client
from fakes.slack import Fault


@pytest.fixture
async def rights(slack):
    home = slack.workspace
    session = open_session()
    client = web_client(session, token=home.bot_token, api_base=slack.api_base)
    yield AdminRights(client, team=home.team)
    await session.close()


def people(slack, count, **flags):
    """Return so many more people of the workspace."""
    found = [f"U0CROWD{number:03}" for number in range(count)]
    for person in found:
        slack.workspace.users[person] = slack.workspace._user(person.lower(), **flags)
    return found


def asked(slack) -> int:
    return sum(method == "users.info" for method, _ in slack.calls)


async def test_orders_that_come_at_once_ask_once(slack, rights):
    home = slack.workspace

    found = await asyncio.gather(*(rights.may_administer(home.admin) for _ in range(140)))

    assert set(found) == {True}
    assert asked(slack) == 1


async def test_a_refusal_is_remembered_and_one_person_is_not_another(slack, rights):
    home = slack.workspace
    people_here = (home.admin, home.fan, home.guest, home.visitor)

    found = [await rights.may_administer(one) for _ in range(3) for one in people_here]

    assert found == [True, False, False, False] * 3
    assert asked(slack) == 4


async def test_what_slack_did_not_say_is_asked_again(slack, rights):
    slack.fail_next(Fault.http(503), method="users.info")
    with pytest.raises(SlackApiError):
        await rights.may_administer(slack.workspace.admin)

    assert await rights.may_administer(slack.workspace.admin)


async def test_an_order_that_is_given_up_spoils_no_other(slack, rights):
    orders = [asyncio.create_task(rights.may_administer(slack.workspace.admin)) for _ in range(2)]
    await asyncio.sleep(0)
    orders[0].cancel()

    assert await orders[1]
    assert asked(slack) == 1


async def test_a_crowd_that_may_not_order_leaves_a_reserve_to_admins(slack, rights):
    assert await rights.may_administer(slack.workspace.admin)
    crowd = people(slack, 70)
    turned_away = 0
    for person in crowd:
        try:
            assert not await rights.may_administer(person)
        except TooManyLookUpsError:
            turned_away += 1
    rights._known[slack.workspace.admin] = Membership.ADMIN, 0.0  # ten seconds later

    assert turned_away == 11
    assert await rights.may_administer(slack.workspace.admin)
    assert asked(slack) == 61
