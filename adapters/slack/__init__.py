"""Slack, natively: Block Kit out, Socket Mode in."""
