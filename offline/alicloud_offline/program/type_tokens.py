"""Type tokens of Pulumi itself."""

STACK = "pulumi:pulumi:Stack"
PROVIDER = "pulumi:providers:"
"""Prefix of the type of every provider."""
DYNAMIC = "pulumi-python:dynamic"
"""Prefix of the type of every dynamic resource in Python."""
