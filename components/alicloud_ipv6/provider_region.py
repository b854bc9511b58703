"""The region that the alicloud provider of a component works in."""

import os

import pulumi
import pulumi_alicloud as alicloud

PROVIDER_DEFAULT = "cn-beijing"
"""Where the alicloud provider works when nobody says otherwise."""


def provider_region(component: pulumi.ComponentResource) -> pulumi.Output[str]:
    """Return the region of the provider that the component's children get: the caller's, or else the stack's."""
    provider = component.get_provider("alicloud:index/provider:Provider")
    region = provider.region if isinstance(provider, alicloud.Provider) else None
    stack_region = alicloud.config.region or os.environ.get("ALIBABA_CLOUD_REGION") or PROVIDER_DEFAULT
    return pulumi.Output.from_input(region).apply(lambda found: found or stack_region)
