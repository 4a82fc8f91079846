"""The folder: a street of boxes, a file a message."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from content.subscriptions.destination import Destination

STREET = "street"
"""The one workspace there is."""


@dataclass(frozen=True)
class Box:
    """One channel's folder, or one person's."""

    folder: Path

    @property
    def questions(self) -> list[Path]:
        """What was asked, and has no answer yet."""
        asked = sorted(self.folder.glob("questions/*.txt"))
        return [one for one in asked if not self.answer_to(one).exists()]

    @property
    def posts(self) -> list[Path]:
        return sorted(self.folder.glob("posts/*.txt"))

    @property
    def closed(self) -> Path:
        """The file because of which nothing is put into the box, and in which it says why."""
        return self.folder / "closed.txt"

    def asked_in(self, question: Path) -> str:
        return question.read_text()

    def answer_to(self, question: Path) -> Path:
        return self.folder / "answers" / question.name

    def post(self, key: str) -> Path:
        return self.folder / "posts" / f"{key}.txt"


def box_of(root: Path, destination: Destination) -> Box:
    kind = "people" if destination.person else "channels"
    return Box(root / kind / (destination.person or destination.channel))


def boxes_in(root: Path) -> Sequence[Box]:
    """Return the boxes of all channels."""
    return [Box(folder) for folder in sorted(root.glob("channels/*"))]


def write(file: Path, text: str) -> None:
    """Let the file be there with all of its text, or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".draft")
    draft.write_text(text)
    draft.replace(file)
