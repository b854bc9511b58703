"""Measures the sandbox and ``offline up``: ``python -m bench``."""
