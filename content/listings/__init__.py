"""What a listing says of a show, and what of that is claimed."""
