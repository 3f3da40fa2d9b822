"""How fast Haki is: each measure a ratio against something else on the same work in one run."""
