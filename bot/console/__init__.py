"""The caseworkers' web console: pages made on the server, which work without JavaScript."""
