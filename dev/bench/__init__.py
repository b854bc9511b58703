"""Measures the sandbox and ``offline up``: ``python -m dev.bench``."""
