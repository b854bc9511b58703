"""The two examples that `__main__.py` builds."""
