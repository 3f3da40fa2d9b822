"""The engine is held by a small tea shop: flows with every word in them, and nothing of ours."""
