"""How it is kept: PostgreSQL, behind functions that take and return domain objects."""
