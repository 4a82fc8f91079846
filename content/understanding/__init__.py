"""Words to questions: what a message asks, of which show and season."""
