"""What is true of the web chat."""
