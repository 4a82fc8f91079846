"""How well articles are read: `python -m reading`, with tests/ on the path."""
