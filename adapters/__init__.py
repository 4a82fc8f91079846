"""The outside world, one proper name a folder."""
