"""The conversations, as data: each file with a `flow` is one of them."""
