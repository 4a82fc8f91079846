"""How long a test waits for what has to come, however busy the machine is."""

PATIENCE_S = 120.0
"""A bound, so that a run ends one day, and never a measure: nothing is true because of it."""
