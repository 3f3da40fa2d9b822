"""What must never leave: keys, seals, receipts, and texts made safe to keep."""
