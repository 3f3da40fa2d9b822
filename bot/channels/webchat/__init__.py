"""The web chat: a page in the worker's browser, with and without JavaScript, and its JSON API."""
