"""Pictures, drawn: SVG by templates, and PNG of that with one font, whatever the machine has."""
