"""Telegram: its updates read, its messages sent, its token kept out of sight."""
