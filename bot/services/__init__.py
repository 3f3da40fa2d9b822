"""What the product does: one use case is one transaction."""
