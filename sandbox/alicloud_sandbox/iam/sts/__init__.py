"""STS: who calls, and temporary keys for roles."""
