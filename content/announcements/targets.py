"""What countdowns run to, as known on a day."""

from content.announcements.countdowns import Target
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import Show, Stance, Subject
from content.facts.premieres import premiere_of


def targets_of(catalogue: Catalogue, as_of: AsOf) -> tuple[Target, ...]:
    """Return every premiere whose day is confirmed and not more than a day past."""
    return catalogue.remembered((targets_of, as_of.day), lambda: _targets(catalogue, as_of))


def _targets(catalogue: Catalogue, as_of: AsOf) -> tuple[Target, ...]:
    found = []
    for show in catalogue:
        for season in catalogue.seasons(show.id):
            if season != "series":
                target = _target(catalogue, show, Subject(show.id, season), as_of)
                if target and (as_of.day - target.day).days <= 1:
                    found.append(target)
    return tuple(found)


def _target(catalogue: Catalogue, show: Show, subject: Subject, as_of: AsOf) -> Target | None:
    premiere = premiere_of(catalogue, subject, as_of)
    day = premiere.date.day if premiere.date else None
    if day is None or premiere.stance is not Stance.CONFIRMED:
        return None
    return Target(
        subject=subject,
        day=day,
        zone=show.zone,
        moment=premiere.moment,
        citing=premiere.belief.citing,
    )
