"""What is said of one platform alone: its permissions, its limits, where its settings stand."""
