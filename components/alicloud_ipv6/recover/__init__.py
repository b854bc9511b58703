"""Complete a stack whose `pulumi up` was killed: find what its interrupted creates made, and hand it to the engine.

Run `python -m alicloud_ipv6.recover --help`.
"""
