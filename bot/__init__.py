"""What the bot does, and when."""
