"""The components as a Pulumi plugin: their schema, and a server that makes them for programs in other languages."""

from .server import serve

__all__ = ["serve"]
