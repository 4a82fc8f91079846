"""What a destination wants to hear and how, and how a delivery to it stands."""
