"""Discord: what is asked there, and what is told there."""
