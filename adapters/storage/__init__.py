"""What Violet remembers, in SQLite or PostgreSQL."""
