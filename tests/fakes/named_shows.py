"""Shows of a listing that several tests name; two of them bear one name, and one is hostile."""

from datetime import date

from content.listings.records import ListedStatus, ListingId
from fakes.listed import listed_season, listed_show

SEVERANCE = listed_show(
    listed_season(2, "2017-01-17", episodes=10),
    listed_season(3, "2019-02-05", episodes=8),
    name="Severance",
    listing=ListingId("44933"),
    url="https://www.tvmaze.com/shows/44933/severance",
    network="Apple TV",
    premiered=date(2016, 2, 18),
)
GHOSTS_UK = listed_show(
    listed_season(1, "2015-04-15"),
    name="Ghosts",
    listing=ListingId("37856"),
    url="https://www.tvmaze.com/shows/37856/ghosts",
    network="BBC One",
    country="GB",
    status=ListedStatus.ENDED,
    premiered=date(2015, 4, 15),
)
GHOSTS_US = listed_show(
    listed_season(6, "2019-01-14"),
    name="Ghosts",
    listing=ListingId("48449"),
    url="https://www.tvmaze.com/shows/48449/ghosts",
    network="CBS",
    premiered=date(2016, 10, 7),
)
HOSTILE = listed_show(
    listed_season(1, "2019-05-01"),
    name="@everyone <!channel> **Hostile** [x](https://evil.example) | \u202e" + "h" * 200,
    listing=ListingId("666"),
    url="https://www.tvmaze.com/shows/666/hostile",
    network="<@&1> " + "n" * 30,
)
