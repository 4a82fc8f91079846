"""Forums: a post a show, into which all of its news goes, each once whatever becomes of answers."""

import pytest

from content.announcements.announcement import AnnouncementId, Notice
from content.facts.claims import ShowId, Subject
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from fakes.discord import ALL, MANAGE_THREADS, SEND_IN_THREADS, Fault
from fakes.forum_posts import FakeForumPosts
from fakes.newsroom import NOW

FORUM = 15
DAREDEVIL = {"subject": Subject(ShowId("daredevil"), 3), "show": "Daredevil"}


def tag(id_, name, *, moderated=False):
    return {
        "id": id_,
        "name": name,
        "moderated": moderated,
        "emoji_id": None,
        "emoji_name": None,
    }


@pytest.fixture
def forum(world):
    return world.channel("shows", kind=FORUM)


@pytest.fixture
def posts():
    return FakeForumPosts()


@pytest.fixture
async def messenger(make_connector, world, forum, posts):
    connector = make_connector(world, posts=posts)
    await connector.start()
    await world.until(lambda: connector._client.get_channel(int(forum.id)), "the forum")
    return connector.messenger


def threads(forum):
    return [one for one in forum.guild.channels if one.parent is forum and not one.deleted]


def creates(world):
    return [one for one in world.requests if one.method == "POST" and one.path.endswith("/threads")]


async def test_news_of_a_show_goes_into_one_post_that_has_its_name(
    messenger, world, forum, delivery
):
    first = await messenger.send(delivery(forum))
    second = await messenger.send(delivery(forum, key="key-2"))

    (post,) = threads(forum)
    assert post.name == "Jessica Jones"
    assert len(world.said_in(post)) == 2
    assert [one.message.partition("/")[0] for one in (first, second)] == [post.id, post.id]
    assert first.message == f"{post.id}/{post.id}"


async def test_each_show_has_a_post_of_its_own_and_what_is_about_none_another(
    messenger, forum, delivery, announcement
):
    notice = Notice(id=AnnouncementId("n"), headline="Something.", created_at=NOW)
    await messenger.send(delivery(forum))
    await messenger.send(delivery(forum, key="2", announcement=announcement(**DAREDEVIL)))
    await messenger.send(delivery(forum, key="3", announcement=notice))

    assert [one.name for one in threads(forum)] == ["Jessica Jones", "Daredevil", "News"]


async def test_what_is_about_no_one_show_has_a_post_called_in_the_language_of_the_server(
    make_connector, world, forum, posts, delivery
):
    forum.guild.locale = "de"
    connector = make_connector(world, posts=posts)
    await connector.start()
    await world.until(lambda: connector._client.get_channel(int(forum.id)), "the forum")
    notice = Notice(id=AnnouncementId("n"), headline="Something.", created_at=NOW)

    await connector.messenger.send(delivery(forum, announcement=notice))

    assert [one.name for one in threads(forum)] == ["Neuigkeiten"]


async def test_a_role_is_mentioned_and_nobody_is_notified_where_it_is_silent(
    messenger, world, forum, delivery
):
    await messenger.send(delivery(forum, mention="4242", silent=True))

    (said,) = world.said_in(threads(forum)[0])
    assert said.content == "<@&4242>"
    assert said.body["allowed_mentions"] == {"parse": [], "roles": ["4242"]}
    assert said.flags == 1 << 12


@pytest.mark.parametrize(
    ("tags", "allowed", "requires", "applied"),
    [
        ([tag("1", "jessica jones"), tag("2", "Other")], ALL, False, ["1"]),
        ([tag("1", "Other"), tag("2", "Release")], ALL, False, ["2"]),
        ([tag("1", "Other")], ALL, False, []),
        ([tag("1", "Other"), tag("2", "More")], ALL, True, ["1"]),
        (
            [tag("1", "Jessica Jones", moderated=True), tag("2", "More")],
            ALL & ~MANAGE_THREADS,
            True,
            ["2"],
        ),
        ([tag("1", "Jessica Jones", moderated=True)], ALL, True, ["1"]),
    ],
)
async def test_a_post_has_the_tags_that_name_its_show_or_its_news_and_one_where_one_must_be(
    make_connector, world, posts, delivery, tags, allowed, requires, applied
):
    forum = world.channel(
        "tagged", kind=FORUM, tags=tags, requires_tag=requires, app_permissions=allowed
    )
    connector = make_connector(world, posts=posts)
    await connector.start()
    await world.until(lambda: connector._client.get_channel(int(forum.id)), "the forum")

    await connector.messenger.send(delivery(forum))

    (post,) = threads(forum)
    assert post.applied_tags == applied


async def test_a_forum_whose_tags_moderators_alone_may_set_is_refused_with_the_cure(
    make_connector, world, posts, delivery
):
    forum = world.channel(
        "tagged",
        kind=FORUM,
        tags=[tag("1", "Other", moderated=True)],
        requires_tag=True,
        app_permissions=ALL & ~MANAGE_THREADS,
    )
    connector = make_connector(world, posts=posts)
    await connector.start()
    await world.until(lambda: connector._client.get_channel(int(forum.id)), "the forum")

    outcome = await connector.messenger.send(delivery(forum))

    assert isinstance(outcome, Rejected)
    assert outcome.refusal is Refusal.DESTINATION
    assert "allow me Manage Posts" in outcome.reason


@pytest.mark.parametrize(
    "fault",
    [Fault.CLOSED_AFTER, Fault.TIMED_OUT_AFTER, Fault.UNAVAILABLE_AFTER, Fault.BAD_GATEWAY_AFTER],
)
@pytest.mark.parametrize("is_archived", [False, True])
async def test_a_post_whose_answer_was_lost_is_found_and_not_made_again(
    messenger, world, forum, delivery, fault, is_archived
):
    world.faults.next_sends(fault)
    lost = await messenger.send(delivery(forum))
    (post,) = threads(forum)
    post.is_archived = is_archived

    found = await messenger.find(delivery(forum, is_unknown=True, first_tried_at=NOW))

    assert isinstance(lost, Unknown)
    assert found == Delivered(message=f"{post.id}/{post.id}")
    assert len(creates(world)) == 1


@pytest.mark.parametrize("fault", [Fault.CLOSED, Fault.UNAVAILABLE])
async def test_a_post_that_was_not_made_is_found_to_be_missing_and_made(
    messenger, world, forum, delivery, fault
):
    world.faults.next_sends(fault)
    lost = await messenger.send(delivery(forum))

    found = await messenger.find(delivery(forum, is_unknown=True, first_tried_at=NOW))
    again = await messenger.send(delivery(forum))

    assert isinstance(lost, Unknown)
    assert found is None
    assert isinstance(again, Delivered)
    assert len(threads(forum)) == 1


async def test_other_news_does_not_make_a_second_post_while_the_first_is_in_doubt(
    messenger, world, forum, delivery
):
    world.faults.next_sends(Fault.CLOSED_AFTER)
    await messenger.send(delivery(forum))

    other = await messenger.send(delivery(forum, key="key-2"))
    first = await messenger.find(delivery(forum, is_unknown=True, first_tried_at=NOW))

    (post,) = threads(forum)
    assert len(world.said_in(post)) == 2
    assert other.message.startswith(f"{post.id}/")
    assert first == Delivered(message=f"{post.id}/{post.id}")


async def test_news_in_a_post_whose_answer_was_lost_is_found_there(
    messenger, world, forum, delivery
):
    await messenger.send(delivery(forum))
    world.faults.next_sends(Fault.CLOSED_AFTER)
    lost = await messenger.send(delivery(forum, key="key-2"))

    found = await messenger.find(delivery(forum, key="key-2", is_unknown=True, first_tried_at=NOW))

    (post,) = threads(forum)
    assert isinstance(lost, Unknown)
    assert found == Delivered(message=f"{post.id}/{world.said_in(post)[1].id}")


async def test_a_new_run_goes_on_with_the_same_post(
    make_connector, messenger, world, forum, posts, delivery
):
    await messenger.send(delivery(forum))
    other = make_connector(world, posts=posts)
    await other.start()
    await world.until(lambda: other._client.get_channel(int(forum.id)), "the forum")

    await other.messenger.send(delivery(forum, key="key-2"))

    assert len(threads(forum)) == 1


async def test_news_opens_an_archived_post_again(messenger, world, forum, delivery):
    await messenger.send(delivery(forum))
    (post,) = threads(forum)
    post.is_archived = True

    await messenger.send(delivery(forum, key="key-2"))

    assert not post.is_archived
    assert len(world.said_in(post)) == 2


async def test_an_edit_opens_an_archived_post_again(messenger, world, forum, delivery):
    sent = await messenger.send(delivery(forum))
    (post,) = threads(forum)
    post.is_archived = True

    outcome = await messenger.revise(delivery(forum, key="key-2", revises=sent.message))

    assert outcome == Delivered(message=sent.message)
    assert not post.is_archived
    assert len(world.said_in(post)) == 1


async def test_a_locked_post_is_said_to_be_that_and_tried_again(
    make_connector, world, posts, delivery
):
    forum = world.channel("shows", kind=FORUM, app_permissions=ALL & ~MANAGE_THREADS)
    connector = make_connector(world, posts=posts)
    await connector.start()
    await world.until(lambda: connector._client.get_channel(int(forum.id)), "the forum")
    await connector.messenger.send(delivery(forum))
    (post,) = threads(forum)
    post.is_archived = post.is_locked = True

    outcome = await connector.messenger.send(delivery(forum, key="key-2"))

    assert isinstance(outcome, Rejected)
    assert (outcome.refusal, outcome.retry_after_s) == (Refusal.LATER, 3600.0)
    assert outcome.reason == (
        "The post “Jessica Jones” is locked; whoever may manage posts can unlock it."
    )


async def test_an_edit_in_a_locked_post_waits_and_its_forum_goes_on(
    make_connector, world, posts, delivery
):
    forum = world.channel("shows", kind=FORUM, app_permissions=ALL & ~MANAGE_THREADS)
    connector = make_connector(world, posts=posts)
    await connector.start()
    await world.until(lambda: connector._client.get_channel(int(forum.id)), "the forum")
    sent = await connector.messenger.send(delivery(forum))
    (post,) = threads(forum)
    post.is_archived = post.is_locked = True

    outcome = await connector.messenger.revise(delivery(forum, key="2", revises=sent.message))

    assert (outcome.refusal, outcome.retry_after_s) == (Refusal.LATER, 3600.0)
    assert "“Jessica Jones” is locked" in outcome.reason


async def test_an_edit_in_a_post_that_was_deleted_is_of_a_message_that_is_gone(
    messenger, forum, delivery
):
    sent = await messenger.send(delivery(forum))
    threads(forum)[0].deleted = True

    outcome = await messenger.revise(delivery(forum, key="2", revises=sent.message))

    assert outcome.refusal is Refusal.MESSAGE


async def test_news_whose_answer_was_lost_is_told_anew_where_its_post_was_deleted(
    messenger, world, forum, delivery
):
    await messenger.send(delivery(forum))
    world.faults.next_sends(Fault.CLOSED_AFTER)
    await messenger.send(delivery(forum, key="key-2"))
    threads(forum)[0].deleted = True
    doubtful = delivery(forum, key="key-2", is_unknown=True, first_tried_at=NOW)

    found = await messenger.find(doubtful)
    told = await messenger.send(doubtful)

    (post,) = threads(forum)
    assert found is None
    assert told == Delivered(message=f"{post.id}/{post.id}")


async def test_a_post_that_was_deleted_is_made_anew(messenger, world, forum, delivery):
    await messenger.send(delivery(forum))
    threads(forum)[0].deleted = True

    await messenger.send(delivery(forum, key="key-2"))

    (post,) = threads(forum)
    assert len(world.said_in(post)) == 1


async def test_a_server_that_is_full_of_threads_is_tried_again(messenger, world, forum, delivery):
    world.rest.threads.most_active = 0

    outcome = await messenger.send(delivery(forum))

    assert isinstance(outcome, Rejected)
    assert outcome.refusal is Refusal.LATER
    assert "as many open posts and threads" in outcome.reason


async def test_news_answers_the_first_message_of_its_own_post(messenger, world, forum, delivery):
    sent = await messenger.send(delivery(forum))

    await messenger.send(delivery(forum, key="key-2", reply_to=sent.message))

    (post,) = threads(forum)
    assert world.said_in(post)[1].replies_to == post.id


async def test_a_forum_of_which_the_gateway_did_not_tell_is_found_to_be_one(
    messenger, world, delivery
):
    hidden = world.channel("hidden", kind=FORUM, is_visible=False)

    refused = await messenger.send(delivery(hidden))
    outcome = await messenger.send(delivery(hidden))

    assert (refused.refusal, refused.retry_after_s) == (Refusal.LATER, 0.0)
    assert isinstance(outcome, Delivered)
    assert len(threads(hidden)) == 1


async def test_a_forum_is_looked_at_for_what_it_takes_to_post_there(
    make_connector, world, forum, delivery
):
    lacking = world.channel("lacking", kind=FORUM, app_permissions=ALL & ~SEND_IN_THREADS)
    connector = make_connector(world)
    await connector.start()
    await world.until(lambda: connector._client.get_channel(int(lacking.id)), "the forum")

    refused = await connector.messenger.probe(delivery(lacking).destination)

    assert await connector.messenger.probe(delivery(forum).destination) is None
    assert refused.refusal is Refusal.DESTINATION
    assert "Violet lacks Send Messages in Posts" in refused.reason
