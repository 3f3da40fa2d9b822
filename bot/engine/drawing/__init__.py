"""Flows as pictures: a chart for whoever changes them, and sheets for whoever checks them."""
