"""The dev stack as the sandbox shows it."""

DEV_STACK = {
    "vpc": 2,
    "vswitch": 2,
    "ipv6-gateway": 2,
    "security-group": 2,
    "instance": 2,
    "eni": 4,
    "ipv6-address": 2,
    "command": 2,
}
"""The number of resources by kind."""
