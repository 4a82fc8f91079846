"""The one way to whatever is fetched from outside by its address, and all that guards it."""
