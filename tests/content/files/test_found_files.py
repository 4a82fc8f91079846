"""Which files of a folder are read, and which are named as ones that are not."""

from content.files.found import toml_files_at


def names(found, root):
    files = [str(file.relative_to(root)) for file in found.files]
    faults = {str(fault.path.relative_to(root)): fault.what for fault in found.faults}
    return files, faults


def test_the_files_of_a_folder_are_found_at_any_depth_and_in_order(tmp_path):
    (tmp_path / "b" / "c").mkdir(parents=True)
    for name in ("z.toml", "a.toml", "b/c/d.toml", "b/a.toml", "readme.md"):
        (tmp_path / name).touch()

    files, faults = names(toml_files_at(tmp_path), tmp_path)

    assert (files, faults) == (["a.toml", "b/a.toml", "b/c/d.toml", "z.toml"], {})


def test_what_other_programs_leave_behind_is_no_file_of_ours(tmp_path):
    (tmp_path / ".git").mkdir()
    for name in ("._x.toml", ".#x.toml", ".git/x.toml", "x.toml~", "#x.toml#", "x.toml.swp"):
        (tmp_path / name).write_bytes(b"\x00\xff")
    (tmp_path / ".#y.toml").symlink_to("somebody@somewhere.1234")

    assert names(toml_files_at(tmp_path), tmp_path) == ([], {})


def test_a_name_that_ends_in_large_letters_is_said_to_be_left_out(tmp_path):
    (tmp_path / "x.TOML").touch()

    files, faults = names(toml_files_at(tmp_path), tmp_path)

    assert files == []
    assert "rename it to x.toml" in faults["x.TOML"]


def test_a_link_out_of_the_folder_is_named_and_not_followed(tmp_path):
    folder, elsewhere = tmp_path / "shows", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (elsewhere / "secret.toml").write_text("password = hunter2\n")
    (folder / "file.toml").symlink_to(elsewhere / "secret.toml")
    (folder / "more").symlink_to(elsewhere)

    files, faults = names(toml_files_at(folder), folder)

    assert files == []
    assert faults.keys() == {"file.toml", "more"}
    assert "hunter2" not in str(faults)


def test_a_link_within_the_folder_is_as_good_as_the_file(tmp_path):
    (tmp_path / "..2026_01_01").mkdir()
    (tmp_path / "..2026_01_01" / "x.toml").touch()
    (tmp_path / "..data").symlink_to("..2026_01_01")
    (tmp_path / "x.toml").symlink_to("..data/x.toml")

    assert names(toml_files_at(tmp_path), tmp_path) == (["x.toml"], {})


def test_a_link_to_itself_is_found_so_that_its_reader_can_say_so(tmp_path):
    (tmp_path / "loop.toml").symlink_to("loop.toml")

    assert toml_files_at(tmp_path / "loop.toml").files == (tmp_path / "loop.toml",)
    assert names(toml_files_at(tmp_path), tmp_path)[0] == ["loop.toml"]


def test_a_folder_that_is_not_there_is_a_fault(tmp_path):
    (fault,) = toml_files_at(tmp_path / "nowhere").faults

    assert "make it, or correct the path" in fault.what
