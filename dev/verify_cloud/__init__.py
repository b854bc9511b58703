"""Try what the sandbox assumes on the real service, for whoever has an account: `make verify-cloud`."""
