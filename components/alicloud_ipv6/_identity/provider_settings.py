"""The alicloud provider of a component's children, its settings, and the region it works in."""

from typing import Any

import pulumi
import pulumi_alicloud as alicloud

from alicloud_rules.regions import default_region

from .._pulumi_internals import Unknown, invoke_output


def provider_of(component: pulumi.ComponentResource) -> alicloud.Provider | None:
    """Return the caller's explicit provider for the component's children; None if it is the stack's."""
    provider = component.get_provider("alicloud:index/provider:Provider")
    return provider if isinstance(provider, alicloud.Provider) else None


def provider_settings(provider: alicloud.Provider) -> pulumi.Output[dict[str, Any]]:
    """Return the settings of an explicit provider by their names in the state; unset ones are absent.

    The provider's class has no property for its role, and takes what is not set for unknown in a preview. So this
    queries the engine for the provider's state, as the SDK does for a resource reference.
    """
    # The URN is passed without dependencies: a first preview leaves queries of resources to be created unanswered.
    urn: pulumi.Output[str | None] = pulumi.Output.from_input(provider.urn.future())
    answer = invoke_output("pulumi:pulumi:getResource", {"urn": urn})
    # The answer also has the provider's id, which a first preview does not know.
    found: pulumi.Output[dict[str, Any]] = answer.apply(_state, run_with_unknowns=True)
    # What uses the provider's identity still depends on the provider.
    return pulumi.Output.all(found, provider.urn).apply(lambda both: both[0])


def _state(answer: Any) -> pulumi.Output[dict[str, Any]]:  # noqa: ANN401
    return pulumi.Output.from_input(answer if isinstance(answer, Unknown) else answer.get("state") or {})


def stack_region() -> str:
    """Return the region of the stack's own provider."""
    return alicloud.config.region or default_region()


def region_of(provider: alicloud.Provider | None) -> pulumi.Output[str]:
    """Return the region of an explicit provider, or else of the stack's own one."""
    if provider is None:
        return pulumi.Output.from_input(stack_region())
    region = provider_settings(provider).apply(lambda settings: str(settings.get("region") or default_region()))
    # Keys among the settings make all of them secret.
    return pulumi.Output.unsecret(region)


def provider_region(component: pulumi.ComponentResource) -> pulumi.Output[str]:
    """Return the region of the provider of the component's children: the caller's, or else the stack's."""
    return region_of(provider_of(component))
