from datetime import date

import pytest

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.show_files.folders import read_catalogue, shipped_shows


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    return read_catalogue([shipped_shows()]).catalogue


@pytest.fixture(scope="session")
def today() -> AsOf:
    return AsOf.on(date(2026, 7, 1))
