"""The alicloud provider of a component's children, its settings, and the region it works in."""

from typing import Any

import pulumi
import pulumi_alicloud as alicloud

from .regions import default_region


def provider_of(component: pulumi.ComponentResource) -> alicloud.Provider | None:
    """Return the caller's explicit provider for the component's children; None when it is the stack's."""
    provider = component.get_provider("alicloud:index/provider:Provider")
    return provider if isinstance(provider, alicloud.Provider) else None


def provider_settings(provider: alicloud.Provider) -> pulumi.Output[dict[str, Any]]:
    """Return the settings of an explicit provider, spelled as on the wire; what is not set is not there.

    The provider's class has no property for its role, and holds what is not set for unknown in a preview. So the engine
    is asked for the provider's state, in the way that it is asked for a resource reference.
    """
    found = pulumi.runtime.invoke_output("pulumi:pulumi:getResource", {"urn": provider.urn})
    return found.apply(lambda known: known.get("state") or {})


def stack_region() -> str:
    """Return the region of the stack's own provider."""
    return alicloud.config.region or default_region()


def region_of(provider: alicloud.Provider | None) -> pulumi.Output[str]:
    """Return the region of an explicit provider, or else of the stack's own one."""
    if provider is None:
        return pulumi.Output.from_input(stack_region())
    return provider_settings(provider).apply(lambda settings: settings.get("region") or default_region())


def provider_region(component: pulumi.ComponentResource) -> pulumi.Output[str]:
    """Return the region of the provider that the component's children get: the caller's, or else the stack's."""
    return region_of(provider_of(component))
