"""How the second reader of questions is made: `make learn`."""
