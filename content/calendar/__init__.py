"""What is known of dates, as the entries of a calendar."""
