"""What a conversation can be: a vocabulary of eight words, and the machine that plays it."""
