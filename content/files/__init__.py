"""Files that people write in TOML: what is wrong in one, on which line, and what to do."""
