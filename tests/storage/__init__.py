"""How it is kept: on a real PostgreSQL that the tests start themselves."""
