"""What pictures show, before anything is drawn: cards of a countdown, timelines of a date."""
