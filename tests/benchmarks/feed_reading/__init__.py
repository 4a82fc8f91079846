"""The processes that are measured beside each other: the feeds, our reading, and another."""
