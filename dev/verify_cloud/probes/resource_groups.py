"""Requests to Resource Management that are refused: a deleted resource group would stay for days, so none is made."""

from dev.verify_cloud.lab import Lab
from dev.verify_cloud.probe import FREE, probe


def _create(lab: Lab, name: str, display_name: str) -> str:
    return lab.cloud.attempt("ResourceManager", "CreateResourceGroup", Name=name, DisplayName=display_name)


@probe(FREE, "ResourceManager: refusal EntityAlreadyExists.ResourceGroup")
def existing_group(lab: Lab) -> str:
    """Create a resource group with the name of the default one."""
    return _create(lab, "default", "default")


@probe(FREE, "ResourceManager: refusal InvalidParameter.DisplayName.Length")
def display_name_too_long(lab: Lab) -> str:
    """Create a resource group with a display name of 60 characters."""
    return _create(lab, lab.name("group"), "x" * 60)


@probe(FREE, "ResourceManager: refusal InvalidParameter.Name.Length")
def name_too_long(lab: Lab) -> str:
    """Create a resource group with a name of 60 characters."""
    return _create(lab, "x" * 60, lab.name("group"))


@probe(FREE, "ResourceManager: refusal InvalidParameter.Name.InvalidChars")
def name_with_other_characters(lab: Lab) -> str:
    """Create a resource group with a name that has an exclamation mark."""
    return _create(lab, f"{lab.name('group')}!", lab.name("group"))


@probe(FREE, "ResourceManager: refusal InvalidParameter.Status")
def unknown_status(lab: Lab) -> str:
    """List the resource groups in a state that does not exist."""
    return lab.cloud.attempt("ResourceManager", "ListResourceGroups", Status="None")
