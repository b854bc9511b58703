"""The version and the Pulumi name of this package: of the Python distribution and of the Pulumi plugin alike."""

PACKAGE = "alicloud-ipv6"
"""The Pulumi package: the first part of every component's type."""
VERSION = "0.1.0"
