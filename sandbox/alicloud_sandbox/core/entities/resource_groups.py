"""Records of Resource Management: resource groups."""

from alicloud_sandbox.core.entities.entity import Entity


class ResourceGroup(Entity, kw_only=True):
    """A resource group of an account, in all regions; `name` is its identifier."""

    KIND = "resource-group"
    display_name: str
