"""The port `Postponements`, in memory."""

from bot.ports.errors import StorageError


class FakePostponements:
    """The port `Postponements`."""

    def __init__(self):
        self.kept = {}
        self.is_broken = False

    async def until(self, what):
        if self.is_broken:
            raise StorageError("as the test wants it")
        return self.kept.get(what)

    async def put_off(self, what, until):
        if self.is_broken:
            raise StorageError("as the test wants it")
        if until is None:
            self.kept.pop(what, None)
        else:
            self.kept[what] = until
