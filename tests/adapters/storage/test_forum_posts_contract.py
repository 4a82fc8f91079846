"""Which show has which post in a forum, in memory as in both databases."""

from dataclasses import replace

from bot.ports.forum_posts import ForumPost
from fakes.newsroom import NOW
from fakes.tellings import channel

FORUM = channel("forum", workspace="7")
TRIED = ForumPost(key="key-1", tried_at=NOW)


async def test_a_post_is_known_as_it_was_written_down_last(store):
    known = replace(TRIED, thread="42")
    await store.forum_posts.keep(FORUM, "jessica-jones", TRIED)
    before = await store.forum_posts.of(FORUM, "jessica-jones")

    await store.forum_posts.keep(FORUM, "jessica-jones", known)

    assert before == TRIED
    assert await store.forum_posts.of(FORUM, "jessica-jones") == known


async def test_each_show_and_each_forum_has_its_own(store):
    await store.forum_posts.keep(FORUM, "jessica-jones", TRIED)

    assert await store.forum_posts.of(FORUM, "") is None
    assert await store.forum_posts.of(FORUM, "daredevil") is None
    assert await store.forum_posts.of(channel("other", workspace="7"), "jessica-jones") is None


async def test_what_is_not_there_is_kept_in_mind_no_more(store):
    await store.forum_posts.keep(FORUM, "jessica-jones", TRIED)

    await store.forum_posts.forget(FORUM, "jessica-jones")
    await store.forum_posts.forget(FORUM, "daredevil")

    assert await store.forum_posts.of(FORUM, "jessica-jones") is None
