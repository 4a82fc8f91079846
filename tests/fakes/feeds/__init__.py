"""Servers of feeds on 127.0.0.1, which count what they are asked and hold to the rules."""
