"""What is true of the Telegram channel."""
