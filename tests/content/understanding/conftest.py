from datetime import date

import pytest

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from fakes import asked


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    return asked.shipped()


@pytest.fixture(scope="session")
def today() -> AsOf:
    return AsOf.on(date(2026, 7, 1))
