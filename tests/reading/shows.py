"""The shows that our own articles are about: those that are shipped, and some that nobody made."""

from content.facts.catalogue import Catalogue
from content.facts.claims import Authority, Claim, ClaimId, Show, ShowId, Source, Stance, Subject
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.show_files.folders import read_catalogue, shipped_shows

INVENTED = (
    ("nightjar", "Nightjar", "Hulu", ("2025-10-14",)),
    ("ember-falls", "Ember Falls", "NBC", ("2025-01-12", "2026-01-11")),
    ("harbour-lights", "Harbour Lights", "BBC One", ("2021-03-01", "2023-03-05", "2025-03-02")),
    ("dark", "Dark", "Netflix", ("2017-12-01", "2019-06-21", "2020-06-27")),
    ("the-lantern-keepers", "The Lantern Keepers", "Apple TV+", ("2025-11-07",)),
    ("salt-and-pine", "Salt & Pine", "NBC", ("2026-09-17",)),
    ("the-last-cartographer", "The Last Cartographer", "HBO", ("2023-10-08", "2025-09-14")),
    ("blackwater-station", "Blackwater Station", "Paramount+", ("2024-11-17",)),
    ("low-tide", "Low Tide", "Netflix", ("2024-05-03", "2025-08-15")),
    ("copper-and-bone", "Copper & Bone", "AMC", ("2022-06-05", "2023-06-11", "2025-06-08")),
    ("ravenhold", "Ravenhold", "Prime Video", ("2024-09-06", "2026-02-13")),
    ("the-quiet-province", "The Quiet Province", "Channel 4", ("2026-03-02",)),
    ("brackish", "Brackish", "Peacock", ("2026-11-26",)),
    ("tin-parade", "Tin Parade", "FX", ("2022-04-05", "2023-04-04", "2024-04-02")),
)


def shows_of_articles() -> Catalogue:
    """Return the shipped shows with the invented ones, as far as they have come out."""
    shipped = read_catalogue([shipped_shows()]).catalogue
    shows = [*shipped.shows.values()]
    claims = [*shipped.claims]
    for id_, title, network, premieres in INVENTED:
        show = ShowId(id_)
        shows.append(
            Show(id=show, title=title, short=title, network=network, zone="America/New_York")
        )
        claims += [_premiere(show, season, day, network) for season, day in enumerate(premieres, 1)]
    return Catalogue.of(shows, claims)


def _premiere(show: ShowId, season: int, day: str, network: str) -> Claim:
    on = PartialDate.parse(day)
    return Claim(
        id=ClaimId(f"{show}-{season}-date"),
        subject=Subject(show, season),
        kind=Kind.RELEASE_DATE,
        value=on,
        stance=Stance.CONFIRMED,
        authority=Authority.PLATFORM,
        source=Source(publisher=network, url=f"https://news.example/{show}", published=on),
        says=f"season {season} is out",
        claimant=network,
        reported_on=on,
    )
