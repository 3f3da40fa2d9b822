"""How the database came to be what it is: expand, deploy, contract; there is no way down."""
