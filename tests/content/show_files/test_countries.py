from importlib.resources import files

from content.show_files.countries import COUNTRIES


def test_the_countries_are_those_of_the_zone_data():
    table = files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text(encoding="utf-8")

    codes = {line.split("\t")[0] for line in table.splitlines() if not line.startswith("#")}

    assert codes == COUNTRIES
