"""The plugin that hosts the components for programs in other languages; the engine starts it."""

from alicloud_ipv6.plugin import serve

serve()
