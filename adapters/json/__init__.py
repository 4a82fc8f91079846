"""Files in JSON, to be carried from one installation to another."""
