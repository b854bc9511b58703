"""The settings of the plugin's provider: those of the alicloud provider that concern credentials.

`pulumi config set --secret alicloud-ipv6:accessKey ...`, or the arguments of an explicit provider. A setting that is
left out comes from the environment, then from the default credential chain, as for the alicloud provider.
"""

from collections.abc import Mapping
from typing import Any

CONFIGURATION: dict[str, dict[str, Any]] = {
    "accessKey": {
        "type": "string",
        "secret": True,
        "description": "An access key's id; default: ALICLOUD_ACCESS_KEY or ALIBABA_CLOUD_ACCESS_KEY_ID.",
    },
    "secretKey": {
        "type": "string",
        "secret": True,
        "description": "The access key's secret; default: ALICLOUD_SECRET_KEY or ALIBABA_CLOUD_ACCESS_KEY_SECRET.",
    },
    "securityToken": {
        "type": "string",
        "secret": True,
        "description": "The token of a temporary access key; default: ALICLOUD_SECURITY_TOKEN.",
    },
    "profile": {
        "type": "string",
        "description": "A profile of the Alibaba Cloud CLI's configuration; default: ALICLOUD_PROFILE.",
    },
    "region": {
        "type": "string",
        "description": "The region of an imported ENI; default: ALIBABA_CLOUD_REGION.",
    },
}


def as_stack_config(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings under the keys of the alicloud provider in the stack's configuration."""
    return {f"alicloud:{name}": value for name, value in settings.items() if name in CONFIGURATION}
