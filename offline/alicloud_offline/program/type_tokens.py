"""Type tokens: those of Pulumi itself, and the parts of any."""

STACK = "pulumi:pulumi:Stack"
PROVIDER = "pulumi:providers:"
"""Prefix of the type of every provider."""
DYNAMIC = "pulumi-python:dynamic"
"""Prefix of the type of every dynamic resource in Python."""


def token_parts(token: str) -> tuple[str, str, str]:
    """Return the Python package, module (empty for the package itself) and name of a resource type or data source."""
    if token.startswith(PROVIDER):
        return f"pulumi_{token.removeprefix(PROVIDER).replace('-', '_')}", "", "Provider"
    package, _, rest = token.partition(":")
    module, _, name = rest.rpartition(":")
    module = module.partition("/")[0]
    return f"pulumi_{package.replace('-', '_')}", "" if module == "index" else module.replace("-", ""), name
