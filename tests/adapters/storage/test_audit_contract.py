"""What admins and editors do is kept with the deed, for a year, and shown to those it concerns."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ports.errors import StorageError
from content.commands.acts import ACTS_KEPT_FOR, ActKind
from content.commands.powers import NO_CHOICE, AdminChoice
from content.facts.claims import ShowId
from content.facts.kinds import Topic
from content.facts.proposals import Proposal
from content.subscriptions.preferences import PreferencesPatch
from fakes.audit import act_of
from fakes.claims import claim
from fakes.storage import take
from fakes.tellings import at, channel, subscription, telling

HERE = channel()
SERVER = replace(HERE, channel="", thread="", person="")
JESSICA = ShowId("jessica-jones")


async def kinds_at(store, place=HERE):
    return [one.kind for one in await store.audit.at(place, limit=99)]


async def test_each_change_of_a_channel_is_kept_with_whoever_made_it(store):
    first = act_of(by="discord:1", show=JESSICA, detail="steps 30,7")
    await store.subscriptions.subscribe(subscription(HERE), act=first)
    patch = PreferencesPatch(hour=18)
    changed = act_of(ActKind.CHANGED)
    await store.subscriptions.change(HERE, None, patch, now=at(), act=changed)
    await store.subscriptions.pause(HERE, None, now=at(), act=act_of(ActKind.PAUSED))
    await store.subscriptions.resume(HERE, None, act=act_of(ActKind.RESUMED))
    await store.subscriptions.unsubscribe(HERE, None, act=act_of(ActKind.UNSUBSCRIBED))

    kept = await store.audit.at(HERE, limit=99)

    assert [one.kind for one in kept] == [
        *(ActKind.UNSUBSCRIBED, ActKind.RESUMED, ActKind.PAUSED),
        *(ActKind.CHANGED, ActKind.SUBSCRIBED),
    ]
    assert kept[-1] == first
    assert [one.kind for one in await store.audit.at(HERE, limit=2)] == [
        *(ActKind.UNSUBSCRIBED, ActKind.RESUMED)
    ]


async def test_what_changed_nothing_is_no_act(store):
    patch = PreferencesPatch(hour=18)
    await store.subscriptions.change(HERE, None, patch, now=at(), act=act_of(ActKind.CHANGED))
    await store.subscriptions.pause(HERE, None, now=at(), act=act_of(ActKind.PAUSED))
    await store.subscriptions.resume(HERE, None, act=act_of(ActKind.RESUMED))
    await store.subscriptions.unsubscribe(HERE, None, act=act_of(ActKind.UNSUBSCRIBED))

    assert await kinds_at(store) == []


async def test_a_channel_is_not_shown_what_was_done_for_another(store):
    other, elsewhere = channel("other"), channel("news", workspace="others")
    for place in (other, elsewhere):
        act = act_of(destination=place)
        await store.subscriptions.subscribe(subscription(place), act=act)

    assert await kinds_at(store) == []
    assert await kinds_at(store, other) == [ActKind.SUBSCRIBED]


async def test_a_test_post_is_kept_with_whoever_asked_and_mentions_as_its_subscription(store):
    wants = replace(subscription(HERE).preferences, mentions=((Topic.RELEASE, "4242"),))
    await store.subscriptions.subscribe(replace(subscription(HERE), preferences=wants))
    (kept,) = await store.subscriptions.of(HERE)
    news = telling("a-date", created_at=at()).announcement

    act = act_of(ActKind.SAMPLED)
    is_queued = await store.outbox.tell(news, HERE, now=at(), as_for=kept.id, act=act)
    is_queued_again = await store.outbox.tell(news, HERE, now=at(), act=act)

    (post,) = await take(store, now=at())
    assert (is_queued, is_queued_again) == (True, False)
    assert (post.announcement, post.mention) == (news, "4242")
    assert await kinds_at(store) == [ActKind.SAMPLED]


async def test_each_server_chooses_its_admins_by_itself_and_every_channel_shows_that(store):
    choice = AdminChoice(role="4242", role_name="crew", creators=True)
    act = act_of(ActKind.ADMINS_CHOSEN, destination=SERVER, detail="crew")
    await store.server_admins.choose(HERE, AdminChoice(role="1"), act=act)
    await store.server_admins.choose(HERE, choice, act=act)

    assert await store.server_admins.of(channel("another")) == choice
    assert await store.server_admins.of(channel(workspace="others")) == NO_CHOICE
    assert await kinds_at(store, channel("another")) == [ActKind.ADMINS_CHOSEN] * 2
    assert await kinds_at(store, channel(workspace="others")) == []


async def test_what_editors_do_is_kept_for_everyone(store):
    url, editor = "https://outlet.example/feed?key=secret", "slack:T1/U2"
    one = claim(id_="found-1")
    await store.proposals.propose(
        [Proposal(claim=one, quote="", doubts=(), found_at=at())], now=at()
    )
    (waiting,) = (await store.proposals.waiting(limit=1)).oldest
    await store.proposals.decide(waiting.number, accepted=False, by=editor, now=at())
    mine = claim(id_="newsdesk-1", value="2018-05-05")
    recorded = await store.editor_claims.record(mine, by=editor, now=at())
    _, feed = await store.feeds.add(url, title="", by=editor, now=at())
    await store.feeds.pause(feed.number, by=editor, now=at())
    await store.feeds.resume(feed.number, by=editor, now=at())
    await store.feeds.remove(feed.number, by=editor, now=at())

    kept = await store.audit.on_newsdesk(limit=99)

    assert {one.by for one in kept} == {editor}
    assert [(one.kind, one.detail) for one in kept] == [
        (ActKind.FEED_REMOVED, "outlet.example/feed"),
        (ActKind.FEED_RESUMED, "outlet.example/feed"),
        (ActKind.FEED_PAUSED, "outlet.example/feed"),
        (ActKind.FEED_ADDED, "outlet.example/feed"),
        (ActKind.CLAIM_RECORDED, recorded.kept.claim.id),
        (ActKind.REJECTED, str(waiting.number)),
    ]
    assert await kinds_at(store) == []


async def test_what_was_done_more_than_a_year_ago_is_forgotten(store):
    old = act_of(at=at())
    await store.subscriptions.subscribe(subscription(HERE), act=old)
    await store.subscriptions.subscribe(subscription(HERE), act=act_of(at=at(hours=1)))

    kept = await store.retention.prune_acts(now=at() + ACTS_KEPT_FOR - timedelta(seconds=1))
    gone = await store.retention.prune_acts(now=at() + ACTS_KEPT_FOR)

    assert (kept, gone) == (0, 1)
    assert len(await kinds_at(store)) == 1


async def test_a_change_that_is_not_stored_leaves_no_act_behind(database):
    impossible = replace(subscription(HERE), created_at=at().replace(tzinfo=None))

    with pytest.raises((StorageError, ValueError)):
        await database.subscriptions.subscribe(impossible, act=act_of())

    assert await kinds_at(database) == []
