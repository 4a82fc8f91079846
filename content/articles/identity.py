"""What an item is known by, so that one that is edited, re-dated or re-numbered is no new one."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from content.articles.items import ItemId, RawItem

_TRACKING: Final = re.compile(
    r"utm_\w+|at_\w+|mc_[ce]id|[a-z]{1,2}clid|gclsrc|igsh(?:id)?|mkt_tok|cmpid|ncid|ocid|icid|xtor|"
    r"ref_src|ref_url|guccounter|guce_\w+|ftag|_?hsenc|_hsmi|smid|sr_share|traffic_source|_ga|pk_\w+|"
    r"piwik_\w+|from_rss|rss",
    re.IGNORECASE | re.ASCII,
)
"""Parameters that say where a reader came from, and never what is read."""
_PORTS: Final = {"http": 80, "https": 443}
_WORDS: Final = re.compile(r"\w+")
_EVERYWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:.+", re.IGNORECASE | re.ASCII | re.DOTALL)
_LONG: Final = 20
"""A guid so long is nobody else's; "1042" may be every other feed's too."""


@dataclass(frozen=True, slots=True)
class ItemKeys:
    """All by which one item is known again, the surest first; never empty."""

    keys: tuple[str, ...]
    by_title: str
    """What it is known by where all its other keys were made anew at once."""

    @property
    def item(self) -> ItemId:
        """The id of an item that is seen for the first time under these keys."""
        return ItemId(self.keys[0])


def outlet_of(url: str) -> str:
    """Return the outlet whose address it is: its host, without "www."; empty: it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def canonical_link(link: str) -> str:
    """Return *link* as one and the same for all addresses of one page; empty: it has none.

    Without scheme, "www.", usual port, fragment, tracking parameters and last slash. The home page
    of a site is the page of no item.
    """
    try:
        parts = urlsplit(link.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
        asked = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return ""
    if parts.scheme not in _PORTS or not host:
        return ""
    kept = sorted(pair for pair in asked if not _TRACKING.fullmatch(pair[0]))
    path = parts.path.rstrip("/").removesuffix("/amp")
    if not path and not kept:
        return ""
    place = host if port in {None, *_PORTS.values()} else f"{host}:{port}"
    return f"{place}{path}?{urlencode(kept)}" if kept else f"{place}{path}"


def keys_of(
    items: Sequence[RawItem], days: Sequence[date], *, outlet: str, feed: str
) -> Sequence[ItemKeys]:
    """Return what each of one document's *items*, published on *days*, is known by.

    *feed* is the feed's own name for ever, whatever its address is. A guid that several pages bear
    in one document, or a page that several guids have, tells nothing.
    """
    links = [canonical_link(item.link) for item in items]
    pages = Counter(guid for guid, _ in {(i.guid, k) for i, k in zip(items, links, strict=True)})
    guids = Counter(link for _, link in {(i.guid, k) for i, k in zip(items, links, strict=True)})
    found = []
    for item, link, day in zip(items, links, days, strict=True):
        title = _key("title", outlet, " ".join(_WORDS.findall(_folded(item.title))), str(day))
        keys = []
        if item.guid and pages[item.guid] == 1:
            scope = outlet if len(item.guid) >= _LONG or _is_everywhere(item.guid) else feed
            keys.append(_key("guid", scope, canonical_link(item.guid) or item.guid))
        if link and guids[link] == 1:
            keys.append(_key("link", outlet, link))
        found.append(ItemKeys(tuple(keys) or (title,), title))
    return found


def known_among(items: Sequence[ItemKeys], known: Collection[str], *, is_first: bool) -> list[bool]:
    """Return of each whether it is one of the *known*.

    Where not one of a document's is known by guid or link, although the feed was read before, all
    of these were made anew, as when a site moves; then titles and days decide.
    """
    found = [any(key in known for key in one.keys) for one in items]
    if is_first or any(found):
        return found
    return [one.by_title in known for one in items]


def _is_everywhere(guid: str) -> bool:
    return _EVERYWHERE.fullmatch(guid) is not None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKD", text).casefold()


def _key(*parts: str) -> str:
    written = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(written, digest_size=16).hexdigest()
