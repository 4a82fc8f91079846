"""Show files in TOML, read into checked claims; every fault named with file, line and cure."""
