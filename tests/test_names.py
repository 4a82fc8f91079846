"""One word a thing: no public name stands twice, but for what platforms do alike."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
TWINS = ("adapters/console/", "adapters/discord/", "adapters/slack/", "content/language/platforms/")
"""Where one name on every platform is meant: whoever knows one of them knows the others."""
CALLED_BY_NAME = ("adapters/storage/migrations/versions/",)
"""Where a library looks for fixed names."""


def public_names() -> dict[str, list[str]]:
    """The functions and classes of each module, by name, with the files that they stand in."""
    found = defaultdict(list)
    for storey in ("bot", "adapters", "content"):
        for path in sorted((ROOT / storey).rglob("*.py")):
            file = path.relative_to(ROOT).as_posix()
            if file.startswith(CALLED_BY_NAME):
                continue
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
                if isinstance(node, kinds) and not node.name.startswith("_"):
                    found[node.name].append(file)
    return found


def test_no_public_function_or_class_has_the_name_of_another():
    twice = {
        name: files
        for name, files in public_names().items()
        if sum(not file.startswith(TWINS) for file in files)
        + any(file.startswith(TWINS) for file in files)
        > 1
    }

    assert twice == {}


def test_what_platforms_do_alike_they_do_in_files_of_one_name():
    apart = {
        name: files
        for name, files in public_names().items()
        if len(files) > 1 and len({Path(file).name for file in files}) > 1
    }

    assert {
        name: files
        for name, files in apart.items()
        if not all(file.startswith("content/language/platforms/") for file in files)
    } == {}
