"""The whole product as it really runs, told from outside."""
