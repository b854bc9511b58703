"""Whether this process is the plugin that hosts the components for programs in other languages."""

_hosted = False


def host() -> None:
    """Mark this process as the plugin; only the plugin's start calls it."""
    global _hosted  # noqa: PLW0603 - a process is a plugin or it is not
    _hosted = True


def is_hosted() -> bool:
    """Return whether the plugin serves the package's own resources, instead of dynamic providers."""
    return _hosted
