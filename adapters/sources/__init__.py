"""Folders of shows/*.toml, read anew when they change."""
