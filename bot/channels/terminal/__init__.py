"""A terminal: for whoever writes flows, plays them, or wants to see what a worker sees."""
