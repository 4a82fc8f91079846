"""What stands on the pages that anybody may read: shows, and what is believed of each."""
