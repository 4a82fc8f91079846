"""Feeds of news, read politely: RSS, Atom and JSON Feed, and lists of them (OPML)."""
