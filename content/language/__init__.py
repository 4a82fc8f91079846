"""Every sentence to a person, in that person's language."""
