"""What only services decide, on a real PostgreSQL: only senders, the clock and chance are ours."""
