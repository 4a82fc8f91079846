"""Installing Violet in a workspace: once, by the browser that asked, with nothing left over."""

import asyncio
import logging
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from adapters.slack.manifest import SCOPES
from adapters.slack.oauth import COOKIE
from adapters.slack.traits import SLACK
from bot.ports.errors import ForeignInstallationError
from bot.ports.web import WebRequest
from bot.ports.workspaces import WorkspaceKey, WorkspaceStanding
from fakes.slack import FakeSlack, Fault
from fakes.slack.workspace import Group
from fakes.slack_by_oauth import Hosted

QUESTION = "when is jessica jones season 2 out?"


@pytest.fixture
async def violet(slack: FakeSlack, opened_sqlite):
    async with Hosted(slack, opened_sqlite) as violet:
        yield violet


def query_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


async def stored(violet):
    return await violet.workspaces.every()


async def test_after_installing_she_answers_in_the_workspace(violet, slack):
    page = await violet.install(slack.workspace)

    await slack.mention(QUESTION)
    assert "8 March 2018" in (await slack.said()).shown
    assert page.status == 200
    assert "<h1>Violet is in your workspace.</h1>" in page.page


async def test_slack_is_asked_for_what_the_manifest_names_and_sends_back_where_it_says(violet):
    begun = await violet.browser().get("/slack/install", Host="evil.example")

    asked = query_of(begun.location)
    assert begun.status == 303
    assert set(asked["scope"].split(",")) == set(SCOPES)
    assert asked["redirect_uri"] == f"{violet.address}/slack/oauth_redirect"
    assert "evil" not in str(begun.headers)


async def test_the_way_back_is_never_taken_from_a_header(violet, slack):
    browser = violet.browser()
    begun = await browser.get("/slack/install")
    back = slack.oauth.approve(begun.location, slack.workspace)

    ended = await browser.get(
        back, **{"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher"}
    )

    assert ended.location == f"{violet.address}/slack/install/done"


async def test_the_cookie_is_for_this_host_alone_and_no_script_reads_it(violet):
    browser = violet.browser()
    await browser.get("/slack/install")

    (line,) = browser.cookie_lines
    assert line.startswith("__Host-")
    assert {"Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=600"} <= set(line.split("; "))
    assert "Domain" not in line


async def test_a_state_is_128_random_bits_and_not_in_the_cookie(violet):
    browsers = [violet.browser() for _ in range(20)]
    states = [query_of((await one.get("/slack/install")).location)["state"] for one in browsers]

    assert len({*states}) == 20
    assert all(len(bytes.fromhex(state)) == 16 for state in states)
    assert all(s not in one.cookies[COOKIE] for s, one in zip(states, browsers, strict=True))


async def test_another_browser_cannot_end_what_one_began(violet, slack):
    """Somebody sends a victim the address that installs their own workspace, or takes a code."""
    mine, victim = violet.browser(), violet.browser()
    begun = await mine.get("/slack/install")
    await victim.get("/slack/install")
    back = slack.oauth.approve(begun.location, slack.workspace)

    with_none = await violet.browser().get(back)
    with_another = await victim.get(back)

    assert with_none.location.endswith("/slack/install/stale")
    assert with_another.location.endswith("/slack/install/stale")
    assert await stored(violet) == []


async def test_a_state_is_good_once(violet, slack):
    browser = violet.browser()
    begun = await browser.get("/slack/install")
    cookies = dict(browser.cookies)
    first = await browser.get(slack.oauth.approve(begun.location, slack.workspace))
    browser.cookies = cookies
    other = slack.add_team(2)

    again = await browser.get(slack.oauth.approve(begun.location, other))

    assert first.location.endswith("/done")
    assert again.location.endswith("/stale")
    assert [one.key.team for one in await stored(violet)] == [slack.workspace.team]


async def test_a_state_is_good_for_ten_minutes(violet, slack):
    browser = violet.browser()
    begun = await browser.get("/slack/install")
    slack.oauth.ahead_s += 601

    ended = await browser.get(slack.oauth.approve(begun.location, slack.workspace))

    assert ended.location.endswith("/stale")
    assert await stored(violet) == []


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?code=x",
        "?state=x",
        "?code=x&state=" + "0" * 32,
        "?code=%00&state=%00",
        "?code=" + "x" * 5000 + "&state=" + "x" * 5000,
        "?error=access_denied",
        "?error=<script>&state=<script>",
    ],
)
async def test_whatever_comes_back_that_is_none_of_ours_is_told_so(violet, slack, query):
    browser = violet.browser()
    await browser.get("/slack/install")

    ended = await browser.get(f"/slack/oauth_redirect{query}")

    assert (ended.status, ended.location) == (303, f"{violet.address}/slack/install/stale")
    assert all(method != "oauth.v2.access" for method, _ in slack.calls)


async def test_whoever_says_no_is_told_that_nothing_was_installed(violet):
    browser = violet.browser()
    state = query_of((await browser.get("/slack/install")).location)["state"]

    ended = await browser.get(f"/slack/oauth_redirect?error=access_denied&state={state}")

    page = await browser.get(ended.location, **{"Accept-Language": "de"})
    assert ended.location.endswith("/declined")
    assert "Es wurde nichts installiert." in page.page


async def test_code_state_and_token_stand_in_no_page_no_address_and_no_log(violet, slack, caplog):
    caplog.set_level(logging.DEBUG)
    browser = violet.browser()
    begun = await browser.get("/slack/install")
    back = slack.oauth.approve(begun.location, slack.workspace)

    ended = await browser.get(back)
    page = await browser.get(ended.location)
    await slack.mention(QUESTION)
    await slack.said()

    tokens = await violet.tokens_of(slack.workspace)
    shown = f"{ended.location}{ended.page}{ended.headers}{page.page}{page.headers}{caplog.text}"
    code, state = query_of(back)["code"], query_of(back)["state"]
    for secret in (code, state, tokens.access.text, tokens.refresh.text, slack.app.client_secret):
        assert secret not in shown
    for answer in (begun, ended, page):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/slack/install/nowhere", "/slack/install/DONE"])
async def test_there_is_a_page_for_each_outcome_and_for_nothing_else(violet, path):
    assert (await violet.browser().get(path)).status == 404


async def test_a_slack_that_does_not_answer_is_tried_again_by_the_person(violet, slack):
    slack.fail_next(Fault.http(503), Fault.reset_before(), method="oauth.v2.access")

    for _ in range(2):
        page = await violet.install(slack.workspace)
        assert "Begin anew" in page.page or "written down" in page.page

    assert "is in your workspace" in (await violet.install(slack.workspace)).page


async def test_before_violet_is_connected_nobody_can_install_her(violet, slack):
    await violet.connector.stop()

    page = await violet.install(slack.workspace)

    assert "That does not work just now." in page.page
    assert await stored(violet) == []


async def test_a_database_of_another_bot_takes_no_installation(violet, slack):
    await violet.database.installation.admit(SLACK.id, "A0ANOTHER1")

    page = await violet.install(slack.workspace)

    assert "could not be installed" in page.page
    assert await stored(violet) == []


async def test_the_first_installation_makes_the_database_the_apps(violet, slack):
    await violet.install(slack.workspace)

    assert await violet.database.installation.applications() == {SLACK.id: slack.app.id}


async def test_an_organisation_installs_her_for_all_its_workspaces(violet, slack):
    one, two = (slack.add_team(number, enterprise="E0ORG00001") for number in (2, 3))
    await violet.install(one, org_wide=True)
    there = slack.at(two)
    there.is_org_wide = True

    await there.mention(QUESTION)

    assert "8 March 2018" in (await there.said()).shown
    (kept,) = await stored(violet)
    assert kept.key == WorkspaceKey("E0ORG00001", "")
    assert set((await violet.workspaces.of(kept.key)).every_team) == {one.team, two.team}


async def test_a_new_look_at_a_workspace_takes_the_place_of_the_old_one(violet, slack):
    await violet.install(slack.workspace)
    before = await violet.tokens_of(slack.workspace)
    await violet.install(slack.workspace)

    (kept,) = await stored(violet)
    assert kept.standing is WorkspaceStanding.INSTALLED
    assert kept.tokens != before
    assert kept.installed_at <= datetime.now(UTC)


async def test_a_database_that_is_given_to_another_bot_ends_this_one(violet, slack):
    await violet.install(slack.workspace)
    other = violet.make(listens=False, look_every_s=0.02)
    await other.start()
    waiting = asyncio.create_task(other.wait())

    await violet.database.installation.adopt(SLACK.id, "A0ANOTHER1")

    with pytest.raises(ForeignInstallationError, match="belongs to another bot"):
        await asyncio.wait_for(waiting, 5)
    with pytest.raises(ForeignInstallationError):
        await violet.make(listens=False).start()
    await other.stop()


async def test_a_workspace_of_an_organisation_is_known_by_whatever_slack_names(violet, slack):
    """A command may say nothing of the installation being the whole organisation's."""
    one, two = (slack.add_team(number, enterprise="E0ORG00001") for number in (2, 3))
    await violet.install(one, org_wide=True)
    there = slack.at(two)

    typed = await there.answer("/violet when jessica jones")

    assert "8 March 2018" in typed.shown


async def test_a_workspace_that_joins_an_organisation_later_is_known_at_its_first_word(
    violet, slack
):
    one = slack.add_team(2, enterprise="E0ORG00001")
    await violet.install(one, org_wide=True)
    there = slack.at(slack.add_team(3, enterprise="E0ORG00001"))
    there.is_org_wide = True

    await there.mention(QUESTION)
    await there.said()

    (kept,) = await stored(violet)
    assert set(kept.every_team) == {one.team, there.workspace.team}


async def test_one_process_may_begin_what_another_one_ends(violet, slack):
    """Behind one address stand several, and none of them knows what another was asked."""
    other = Hosted(slack, violet.database)
    other.installer._public_url = violet.address
    other.entrance.attendant = violet.connector
    browser = violet.browser()
    begun = await browser.get("/slack/install")
    slack.app.redirect_urls = [f"{violet.address}/slack/oauth_redirect"]
    back = query_of(slack.oauth.approve(begun.location, slack.workspace))
    cookie = f"{COOKIE}={browser.cookies[COOKIE]}"
    request = WebRequest(method="GET", path="/", query=back, headers={"cookie": cookie})

    ended, again = await other.installer.end(request), await violet.installer.end(request)

    assert ended.headers["Location"].endswith("/done")
    assert again.headers["Location"].endswith("/stale")


async def test_an_organisations_token_says_in_which_workspace_it_looks(violet, slack):
    """Slack lists private channels and groups of one workspace, not of an organisation."""
    one = slack.add_team(2, enterprise="E0ORG00001")
    await violet.install(one, org_wide=True)
    there = slack.at(one)
    there.is_org_wide = True
    one.channels[one.private].members = {one.admin, one.bot_user}
    one.groups["S0CREW0001"] = Group("S0CREW0001", "crew", {one.fan})

    private = await there.answer(
        f"/violet updates subscribe daredevil channel <#{one.private}|secret>", user=one.admin
    )
    chosen = await there.answer(
        "/violet updates admins <!subteam^S0CREW0001|@crew>", user=one.admin
    )
    by_group = await there.answer("/violet updates subscribe jessica jones", user=one.fan)

    kept = {one.destination.channel for one in await violet.database.subscriptions.every()}
    assert "@crew" in chosen.shown
    assert kept == {one.private, one.general}, (private.shown, by_group.shown)
