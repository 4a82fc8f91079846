"""What is said back to commands, a file a family of them."""
