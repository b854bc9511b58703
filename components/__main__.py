"""The plugin that hosts the components for programs in other languages; the engine starts it."""

import sys

import pulumi

try:
    from alicloud_ipv6.plugin.server import serve
except pulumi.RunError as error:
    sys.exit(str(error))

serve()
