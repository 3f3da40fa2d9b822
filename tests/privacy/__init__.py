"""What is true of keys, seals, receipts and kept texts."""
