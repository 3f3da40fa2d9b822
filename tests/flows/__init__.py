"""Flows are held by conversations that a lawyer can read."""
