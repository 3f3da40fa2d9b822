"""What is true of the ways to talk with us."""
