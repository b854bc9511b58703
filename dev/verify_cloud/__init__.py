"""Try what the sandbox assumes on the real service, which needs an account: `make verify-cloud`."""
