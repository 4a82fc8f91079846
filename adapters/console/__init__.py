"""The platform that needs no account: this terminal."""
