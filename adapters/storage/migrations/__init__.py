"""How an earlier Violet's database becomes this one's: forwards only, a step a file."""
