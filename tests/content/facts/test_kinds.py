"""The table of kinds: whoever adds a kind is told by name what it still lacks."""

from content.facts.kinds import KINDS, Kind, Shape


def test_every_kind_has_a_row() -> None:
    missing = [kind.name for kind in Kind if kind not in KINDS]

    assert not missing, f"no row in content/facts/kinds.py: {missing}"


def test_what_is_argued_about_and_when_it_comes_out_are_days() -> None:
    wrong = [
        kind.name
        for kind, row in KINDS.items()
        if (row.is_argued or row.is_premiere) and row.shape not in {Shape.DATE, Shape.EVENT}
    ]

    assert not wrong


def test_names_of_people_stand_in_texts() -> None:
    wrong = [
        kind.name for kind, row in KINDS.items() if row.names_people and row.shape is not Shape.TEXT
    ]

    assert not wrong
