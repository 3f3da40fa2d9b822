"""The caseworkers' console, over HTTP, on the real services and a real PostgreSQL."""
