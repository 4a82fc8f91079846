"""Web pages, whose article readability-lxml finds: an extra, in a process of its own."""
