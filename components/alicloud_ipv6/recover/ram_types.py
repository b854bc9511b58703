"""How the types of RAM are found. Their names are their IDs: each is unique in an account."""

from types import MappingProxyType

from .candidates import Inputs, Item, Listing

_NO_ROLE, _NO_POLICY = "EntityNotExist.Role", "EntityNotExist.Policy"


def _attachment_id(item: Item, inputs: Inputs) -> str:
    name, kind = inputs.get("policyName"), inputs.get("policyType")
    if (item.get("PolicyName"), item.get("PolicyType")) != (name, kind):
        return ""
    return f"role:{name}:{kind}:{inputs.get('roleName')}"


RAM_TYPES = MappingProxyType(
    {
        "alicloud:ram/role:Role": Listing(
            "Ram",
            "GetRole",
            ("Role",),
            lambda inputs: {"RoleName": inputs.get("roleName") or inputs.get("name")},
            lambda item, _inputs: str(item["RoleName"]),
            {
                "assumeRolePolicyDocument": "AssumeRolePolicyDocument",
                "description": "Description",
                "maxSessionDuration": "MaxSessionDuration",
            },
            created="CreateDate",
            identified_by=("roleName", "name"),
            paged=False,
            absent=(_NO_ROLE,),
        ),
        "alicloud:ram/policy:Policy": Listing(
            "Ram",
            "GetPolicy",
            (),
            lambda inputs: {"PolicyName": inputs.get("policyName") or inputs.get("name"), "PolicyType": "Custom"},
            lambda item, _inputs: str(item["Policy"]["PolicyName"]),
            {
                "description": lambda item: item["Policy"].get("Description"),
                "policyDocument": lambda item: item["DefaultPolicyVersion"]["PolicyDocument"],
            },
            created=lambda item: item["Policy"].get("CreateDate"),
            identified_by=("policyName", "name"),
            paged=False,
            absent=(_NO_POLICY,),
        ),
        "alicloud:ram/rolePolicyAttachment:RolePolicyAttachment": Listing(
            "Ram",
            "ListPoliciesForRole",
            ("Policies", "Policy"),
            lambda inputs: {"RoleName": inputs.get("roleName")},
            _attachment_id,
            identified_by=("policyName", "policyType", "roleName"),
            paged=False,
            absent=(_NO_ROLE,),
        ),
    }
)
"""Resource type -> how it is found."""
