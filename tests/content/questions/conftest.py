from datetime import date

import pytest

from content.as_of import AsOf
from content.catalogue import Catalogue
from content.reading import read_catalogue, shipped_shows


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    return read_catalogue([shipped_shows()]).catalogue


@pytest.fixture(scope="session")
def today() -> AsOf:
    return AsOf.on(date(2026, 7, 1))
