"""The ways to talk with us, one folder each: receive, send, render."""
