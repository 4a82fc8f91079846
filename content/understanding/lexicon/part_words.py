"""Words of what is less than a season, or beside it: an episode, a part, a finale, a special."""

from typing import Final

from content.understanding.lexicon.languages import phrases, word_set

EPISODE: Final = word_set("episode_words")
"""What a number stands behind that counts an episode."""
PART: Final = word_set("part_words")
"""What a number stands behind that counts a part of a season."""
FINALE: Final = word_set("finale_words")
"""The last episode, in one word."""
FINALE_OF: Final = phrases("last_episode")
"""The last episode, in several words."""
HALF: Final = phrases("later_half")
"""The later part of a season, where it has no number."""
LETTERS: Final = {"a": 1, "b": 2}
"""How parts are counted as well: "part b"."""

SPECIAL: Final = word_set("special_words")
"""What is made beside the seasons of a show."""
BEFORE_A_SPECIAL: Final = word_set("before_a_special")
"""What may stand before it, besides a name; a thing is "something special" otherwise."""
NO_SPECIAL: Final = word_set("behind_no_special")
"""What it goes with where it is no more than an adjective."""
ZERO: Final = word_set("season_zero")
"""The season that specials are filed under."""
FILM: Final = word_set("film_words")
"""A film of the name."""
