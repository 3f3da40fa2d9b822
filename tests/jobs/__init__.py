"""What happens by itself, seen to happen on a real PostgreSQL."""
