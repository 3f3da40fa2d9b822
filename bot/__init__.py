"""Haki: a messaging service for migrant workers."""
