"""The one exception of ``offline``: the program could not be run."""


class OfflineError(Exception):
    """One sentence: what could not be done, where, and what to do instead."""
