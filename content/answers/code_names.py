"""Who was ever filmed under which name."""

from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, ShowId
from content.facts.kinds import Kind


class CodeNames:
    """The code names of every show, however they are written."""

    def __init__(self) -> None:
        self._shows: dict[str, set[ShowId]] = {}
        self._of_show: dict[ShowId, dict[str, list[Claim]]] = {}

    def put(self, catalogue: Catalogue, show: ShowId) -> None:
        """Take in the code names of *show*, in place of those it had."""
        for name in self._of_show.pop(show, {}):
            self._shows[name].discard(show)
            if not self._shows[name]:
                del self._shows[name]
        mine: dict[str, list[Claim]] = {}
        claims = (claim for claim in catalogue.about(show) if claim.kind is Kind.CODE_NAME)
        for claim in sorted(claims, key=lambda one: str(one.subject.season), reverse=True):
            mine.setdefault(str(claim.value).casefold(), []).append(claim)
        if mine:
            self._of_show[show] = mine
        for name in mine:
            self._shows.setdefault(name, set()).add(show)

    def called(self, name: str) -> list[Claim]:
        """Return who was filmed under *name*, by show; of each the latest season first."""
        key = name.casefold()
        return [
            claim for show in sorted(self._shows.get(key, ())) for claim in self._of_show[show][key]
        ]


def code_names_of(catalogue: Catalogue) -> CodeNames:
    """Return the code names of every show in *catalogue*."""
    return catalogue.index(CodeNames, CodeNames, CodeNames.put)
