"""The port `ForumPosts`, in memory."""


class FakeForumPosts:
    """The port `ForumPosts`."""

    def __init__(self):
        self.kept = {}

    async def of(self, forum, show):
        return self.kept.get((forum, show))

    async def keep(self, forum, show, post):
        self.kept[forum, show] = post

    async def forget(self, forum, show):
        self.kept.pop((forum, show), None)
