"""The alicloud provider of a component's children, and the region it works in."""

import os

import pulumi
import pulumi_alicloud as alicloud

PROVIDER_DEFAULT = "cn-beijing"
"""Where the alicloud provider works when nobody says otherwise."""


def provider_of(component: pulumi.ComponentResource) -> alicloud.Provider | None:
    """Return the caller's explicit provider for the component's children; None when it is the stack's."""
    provider = component.get_provider("alicloud:index/provider:Provider")
    return provider if isinstance(provider, alicloud.Provider) else None


def stack_region() -> str:
    """Return the region of the stack's own provider."""
    return alicloud.config.region or os.environ.get("ALIBABA_CLOUD_REGION") or PROVIDER_DEFAULT


def region_of(provider: alicloud.Provider | None) -> pulumi.Output[str]:
    """Return the region of an explicit provider, or else the stack's."""
    stacks = stack_region()
    return pulumi.Output.from_input(provider.region if provider else None).apply(lambda found: found or stacks)


def provider_region(component: pulumi.ComponentResource) -> pulumi.Output[str]:
    """Return the region of the provider that the component's children get: the caller's, or else the stack's."""
    return region_of(provider_of(component))
