"""The public images that configure the IPv6 addresses of all ENIs by themselves.

Source: the page "Automatically configure IPv6 addresses"; images later than the page are assumed to be like the
earlier ones of their distribution.
"""

import re

_CONFIGURES_IPV6 = re.compile(r"aliyun_(2_1903_x64|3_x64)_")
_PUBLIC = re.compile(r".*_alibase_\d{8}\.vhd")


def configures_ipv6(image_id: str) -> bool | None:
    """Return whether an image configures IPv6 by itself; None for an image that is not a public one."""
    if not _PUBLIC.fullmatch(image_id):
        return None
    return _CONFIGURES_IPV6.match(image_id) is not None
