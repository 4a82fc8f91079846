"""An article's text, read into what it claims: quoted, doubted, and never believed at once."""
