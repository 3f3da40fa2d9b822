"""What is true of the terminal."""
