"""What people type behind a verb, and what is said back."""
