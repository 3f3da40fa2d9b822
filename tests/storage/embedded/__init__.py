"""The PostgreSQL that Haki brings along: real servers, really killed."""
