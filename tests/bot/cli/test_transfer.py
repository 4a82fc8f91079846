"""Subscriptions carried from one installation to another by the command line."""

import json


def test_what_was_exported_can_be_imported_elsewhere_and_again(violet, tmp_path):
    violet("run", stdin="updates subscribe jessica jones quiet 22-7\nupdates subscribe all\n")
    exported = violet("subscriptions", "export").stdout
    (tmp_path / "violet.db").unlink()
    (tmp_path / "file.json").write_text(exported)

    first = violet("subscriptions", "import", "file.json")
    again = violet("subscriptions", "import", "-", stdin=exported)

    assert first.stdout == "2 subscriptions imported, 2 of them new.\n"
    assert again.stdout == "2 subscriptions imported, 0 of them new.\n"
    assert violet("subscriptions", "export").stdout == exported


def test_a_file_with_a_fault_in_it_changes_nothing(violet, tmp_path):
    violet("run", stdin="updates subscribe jessica jones\nupdates subscribe all\n")
    whole = json.loads(violet("subscriptions", "export").stdout)
    whole["subscriptions"][0]["hour"] = 20
    whole["subscriptions"][1]["hour"] = 99
    (tmp_path / "file.json").write_text(json.dumps(whole))

    done = violet("subscriptions", "import", "file.json")

    after = json.loads(violet("subscriptions", "export").stdout)
    assert done.returncode == 1
    assert "file.json, line 1: hour: 99 is wrong; write a number from 0 to 23" in done.stderr
    assert {one["hour"] for one in after["subscriptions"]} == {9}


def test_only_one_platform_can_be_exported(violet):
    violet("run", stdin="updates subscribe all\n")

    done = violet("subscriptions", "export", "--platform", "slack")

    assert json.loads(done.stdout)["subscriptions"] == []


def test_a_platform_that_is_none_is_said_to_be_and_which_there_are(violet):
    done = violet("subscriptions", "export", "--platform", "slak")

    assert done.returncode == 2
    assert done.stderr == "--platform slak is none that I know: console, discord, slack\n"


def test_a_file_that_is_not_there_is_named(violet):
    done = violet("subscriptions", "import", "nowhere.json")

    assert done.returncode == 2
    assert "nowhere.json" in done.stderr


def test_a_mistyped_database_is_named_and_not_made(violet, tmp_path):
    done = violet("subscriptions", "export", VIOLET_DATABASE_URL="sqlite+aiosqlite:///mistyped.db")

    assert done.returncode == 3
    assert "mistyped.db does not exist yet" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_begins_with_a_mark_of_byte_order_is_imported(violet, tmp_path):
    violet("run", stdin="updates subscribe all\n")
    exported = violet("subscriptions", "export").stdout
    (tmp_path / "file.json").write_text("\ufeff" + exported)

    done = violet("subscriptions", "import", "file.json")

    assert done.stdout == "1 subscriptions imported, 0 of them new.\n"


def test_a_byte_that_is_no_text_is_named_with_its_line(violet, tmp_path):
    (tmp_path / "file.json").write_bytes(b'{"version": 1,\n"subscriptions": [\xff]}')

    done = violet("subscriptions", "import", "file.json")

    assert done.returncode == 1
    assert "file.json, line 2: byte b'\\xff' is no UTF-8" in done.stderr
