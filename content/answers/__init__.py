"""A question and the claims become a reply: nothing is said that no claim says."""
