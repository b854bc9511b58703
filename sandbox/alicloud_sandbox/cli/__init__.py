"""The command `alicloud-sandbox`."""

from alicloud_sandbox.cli.sandbox_command import main

__all__ = ["main"]
