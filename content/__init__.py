"""What is known and can be said: no I/O but reading its own TOML, no clock, no platform."""
