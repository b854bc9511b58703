"""The command `alicloud-sandbox`."""

from alicloud_sandbox.cli.command_line import main

__all__ = ["main"]
