"""The rules and the content: what is so, without a clock or a database."""
