"""What is known: claims, what is believed because of them, and how that changes."""
