"""Whether this process is the plugin that hosts the components for programs in other languages."""

PACKAGE = "alicloud-ipv6"
"""The Pulumi package: the first part of every component's type."""

_hosted = False


def host() -> None:
    """From now on this process hosts; only the plugin's own start says so."""
    global _hosted  # noqa: PLW0603 - a process is a plugin or it is not
    _hosted = True


def is_hosted() -> bool:
    """Tell whether the package's own resources are served by the plugin, not as dynamic resources."""
    return _hosted
