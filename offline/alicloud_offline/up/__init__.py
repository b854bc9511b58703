"""Create a program's resources in the sandbox without the Pulumi engine: `alicloud-offline up`.

This package alone needs the extra `up`, the distributions alicloud-sandbox and pulumi-alicloud-ipv6.
"""
