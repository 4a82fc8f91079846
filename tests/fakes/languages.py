"""Which languages are held complete."""

from typing import Final

COMPLETE: Final = ("de", "es", "fr")
"""The languages in which all is said that a person reads; others are said as far as they go."""
