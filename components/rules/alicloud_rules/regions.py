"""The region ids of Alibaba Cloud, and the form of its zone ids."""

import os
import string
from difflib import get_close_matches

from .violation import Violation

REGIONS = frozenset(
    {
        "cn-hangzhou",
        "cn-qingdao",
        "cn-beijing",
        "cn-shenzhen",
        "cn-hongkong",
        "cn-shanghai",
        "cn-zhangjiakou",
        "cn-huhehaote",
        "cn-chengdu",
        "cn-heyuan",
        "cn-wulanchabu",
        "cn-guangzhou",
        "cn-nanjing",
        "cn-fuzhou",
        "cn-zhongwei",
        "us-west-1",
        "us-east-1",
        "us-southeast-1",
        "na-south-1",
        "ap-northeast-1",
        "ap-northeast-2",
        "ap-southeast-1",
        "ap-southeast-2",
        "ap-southeast-3",
        "ap-southeast-5",
        "ap-southeast-6",
        "ap-southeast-7",
        "ap-southeast-8",
        "ap-south-1",
        "me-east-1",
        "me-central-1",
        "eu-central-1",
        "eu-west-1",
        "rus-west-1",
        "cn-north-2-gov-1",
        "cn-shenzhen-finance-1",
        "cn-szfinance",
        "cn-shenzhen-finance",
        "cn-shanghai-finance-1-pub",
        "cn-shanghai-finance-1",
        "cn-hangzhou-finance",
        "cn-hzfinance",
        "cn-hzjbp",
        "cn-beijing-finance-1",
        "cn-beijing-finance-1-pub",
    }
)
"""The regions that the alicloud provider knows (`ValidRegions` at 1.289.0)."""

_PROVIDER_DEFAULT = "cn-beijing"


def check_region(region: str) -> Violation | None:
    """Check that `region` is a known region id; whether it has IPv6 for ENIs is the limit `eni-ipv6-region`."""
    if region in REGIONS:
        return None
    close = get_close_matches(region, sorted(REGIONS), n=1)
    hint = f"did you mean {close[0]}?" if close else f"known are: {', '.join(sorted(REGIONS))}."
    return Violation("region", region, REGIONS, f"There is no region {region!r}; {hint}")


def check_zone(zone: str, region: str) -> Violation | None:
    """Check the form of a zone id of `region`: `cn-beijing-h`, or `ap-southeast-1a` where the region ends in a digit.

    Which letters exist changes over time and is left to the service.
    """
    start = region if region[-1:].isdigit() else f"{region}-"
    letter = zone.removeprefix(start)
    if zone.startswith(start) and letter in tuple(string.ascii_lowercase):
        return None
    message = f"Zone {zone!r} is not in region {region}, whose zones have the form {start}a."
    return Violation("zone", zone, f"{start}a to {start}z", message)


def default_region() -> str:
    """Return the region of a provider without one: an explicit provider does not inherit that of the stack."""
    return os.environ.get("ALIBABA_CLOUD_REGION") or _PROVIDER_DEFAULT
