"""Print how well articles are read: our own, those beside this checkout, or those in a file."""

import sys
from pathlib import Path

from reading.scoring import (
    OWN,
    SHARED,
    TRADE_PRESS,
    TRADE_PRESS_AGAIN,
    TUNING,
    articles_in,
    score_of,
)
from reading.shows import shows_of_articles


def main(paths: list[Path]) -> None:
    """Print a score for each file, and what went wrong."""
    catalogue = shows_of_articles()
    for path in paths or [
        path for path in (SHARED, OWN, TUNING, TRADE_PRESS, TRADE_PRESS_AGAIN) if path.exists()
    ]:
        score = score_of(articles_in(path), catalogue)
        print(f"{path.name} of {path.parent.name}: {score}")
        for name in ("false_confirmed", "trapped", "unquoted", "wrong", "missed"):
            for line in getattr(score, name):
                print(f"  {name}: {line}")


if __name__ == "__main__":
    main([Path(arg) for arg in sys.argv[1:]])
