"""What the bot does; verbs never call verbs, they meet in the outbox."""
