"""What is true of Haki."""
