"""The one exception type of this package."""


class OfflineError(Exception):
    """A command cannot go on; the message is one sentence: what is wrong, where, and what to do instead."""
