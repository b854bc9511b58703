"""What `__main__.py` is composed of."""
