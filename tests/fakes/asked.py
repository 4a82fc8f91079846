"""One question put to the shipped shows, and what was said to it."""

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from content.answers.reply import Reply
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import Show, ShowId
from content.show_files.folders import read_catalogue, shipped_shows
from content.understanding.question import Question


@cache
def shipped() -> Catalogue:
    return read_catalogue([shipped_shows()]).catalogue


@dataclass(frozen=True, eq=False)
class Asked:
    """A question, when it was asked, and the answer in English; each equals itself alone."""

    question: Question
    as_of: AsOf
    said: Reply

    @cached_property
    def known_by(self) -> AsOf:
        """The day that is asked about."""
        past = self.question.as_of
        return past if past and past.moment < self.as_of.moment else self.as_of

    @cached_property
    def show(self) -> Show | None:
        return shipped().shows.get(self.said.show or self.question.show or ShowId(""))

    @cached_property
    def today(self) -> date:
        return self.known_by.day_in(self.show.zone) if self.show else self.known_by.day

    @cached_property
    def zones(self) -> set[str]:
        shows = [shipped().shows[claim.subject.show] for claim in self.said.claims]
        asked = {self.question.zone} if self.question.zone else set()
        return {show.zone for show in shows} | asked
