"""What happens by itself: each job is a module, PgQueuer brings them to pass."""
