"""A source that lives in tests alone: lines of a text file, each of which claims a premiere.

`python -m fakes.notes_source FILE MOMENT` is `violet run --as-of MOMENT` with that source too.
"""

import asyncio
import sys
from datetime import datetime
from pathlib import Path

from bot.app import run
from bot.ports.errors import SourceUnavailableError
from bot.ports.sources import Fetched
from bot.runtime.rehearsal import Rehearsal
from bot.settings import read_settings
from content.facts.catalogue import ShowClaims
from content.facts.claims import Claim
from fakes.claims import claim


class NotesSource:
    """Lines such as ``jessica-jones 2 2018-03-24``, reported by a listing on 1 February 2018."""

    name = "notes"
    every_s = 0.2

    def __init__(self, file: Path) -> None:
        self._file = file

    async def fetch(self, since: str | None) -> Fetched:
        try:
            text = self._file.read_text()
        except OSError as error:
            raise SourceUnavailableError(f"{self._file} cannot be read; put it back") from error
        if text == since:
            return Fetched(cursor=text)
        said = [self._claim(line) for line in text.splitlines()]
        shows = dict.fromkeys(one.subject.show for one in said)
        changed = [
            ShowClaims(show, None, tuple(one for one in said if one.subject.show == show))
            for show in shows
        ]
        return Fetched(changed=changed, is_whole=True, cursor=text)

    @staticmethod
    def _claim(line: str) -> Claim:
        show, season, day = line.split()
        return claim(
            id_=f"note-{show}-{season}-{day}",
            show_id=show,
            season=int(season),
            value=day,
            on="2018-02-01",
            publisher="The notes",
        )


def main() -> None:
    file, moment = sys.argv[1:]
    rehearsal = Rehearsal(start=datetime.fromisoformat(moment))
    asyncio.run(run(read_settings(), rehearsal, sources=[NotesSource(Path(file))]))


if __name__ == "__main__":
    main()
