"""How it is kept: PostgreSQL, behind repositories that take and return frozen objects."""
