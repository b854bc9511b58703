"""The resources of actions in RAM's sense: the ARNs that a policy must allow for a request.

Source: the RAM authorization tables of the ECS, VPC and RAM API references (2025).
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Resource:
    """Resources of one type, identified by a request's parameter: `eni` by `NetworkInterfaceId`, for instance.

    `parameter` may join several by `|`; empty stands for all resources of the type (`eni/*`). `optional`: a request
    without the parameter is about all resources of the type. `kind` may be a parameter that has the type
    (`ResourceType`); an empty `kind` means that `parameter` has whole ARNs. `product` is set when it is not the
    action's.
    """

    kind: str
    parameter: str = ""
    optional: bool = False
    product: str = ""

    @property
    def all(self) -> "Resource":
        """All resources of the type."""
        return replace(self, parameter="")

    @property
    def or_all(self) -> "Resource":
        """The resources in the parameter, or all of the type when the request names none."""
        return replace(self, optional=True)

    def by(self, parameter: str) -> "Resource":
        """Return the resource type with its ids in another parameter."""
        return replace(self, parameter=parameter)

    def __str__(self) -> str:
        """Return the form of the authorization tables: `eni/NetworkInterfaceId`, `vpc:vswitch/*`."""
        product = f"{self.product}:" if self.product else ""
        ids = self.parameter.replace("|", ", ") + (", *" if self.optional else "") or "*"
        return f"{product}{self.kind}/{ids}" if self.kind else ids


#: The resources of an action; None: every identity may call it, whatever its policies.
Resources = tuple[Resource, ...] | None
NO_AUTHORIZATION: Resources = None

#: "All Resources" in RAM's tables: only the Resource `*` of a policy covers the action.
ALL_RESOURCES: Resources = ()

COMMAND = Resource("command", "CommandId")
DISK = Resource("disk", "DiskId")
ENI = Resource("eni", "NetworkInterfaceId")
IMAGE = Resource("image", "ImageId")
INSTANCE = Resource("instance", "InstanceId")
KEY_PAIR = Resource("keypair", "KeyPairName")
SECURITY_GROUP = Resource("securitygroup", "SecurityGroupId")
#: The resources whose type is in the parameter `ResourceType`.
TYPED = Resource("ResourceType", "ResourceId")

IPV6_ADDRESS = Resource("ipv6address", "Ipv6AddressId")
IPV6_BANDWIDTH = Resource("ipv6bandwidth", "Ipv6InternetBandwidthId")
IPV6_GATEWAY = Resource("ipv6gateway", "Ipv6GatewayId")
ROUTE_TABLE = Resource("routetable", "RouteTableId")
#: Not `VPC`, which is the product.
VPC_RESOURCE = Resource("vpc", "VpcId")
VSWITCH = Resource("vswitch", "VSwitchId")

GROUP = Resource("group", "GroupName")
POLICY = Resource("policy", "PolicyName")
ROLE = Resource("role", "RoleName")
USER = Resource("user", "UserName")

RESOURCE_GROUP = Resource("resourcegroup", "ResourceGroupId")


def of_vpc(resource: Resource) -> Resource:
    """Return a resource type of the VPC product for an action of another product."""
    return replace(resource, product="vpc")


def of_ram(resource: Resource) -> Resource:
    """Return a resource type of RAM for an action of another product."""
    return replace(resource, product="ram")


def describe(resources: Resources) -> str:
    """Describe the resources of an action as the document of actions shows them."""
    if resources is None:
        return "no authorization"
    return "; ".join(map(str, resources)) or "*"
