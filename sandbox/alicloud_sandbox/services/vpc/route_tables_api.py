"""The request that changes route tables; the system route table of a VPC is the only one."""

from alicloud_rules.names import check_vpc_name
from alicloud_sandbox.core.actions import VPC, Answer, Evidence
from alicloud_sandbox.core.answers import check_description, check_name, set_given
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import RouteTable
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import ROUTE_TABLE


class ModifyRouteTableAttributes(Params, kw_only=True):
    """Parameters of ModifyRouteTableAttributes; what is left out stays."""

    route_table_id: str
    route_table_name: str | None = None
    description: str | None = None
    route_propagation_enable: bool | None = None


@VPC.action(
    "ModifyRouteTableAttributes",
    Evidence.SEEN,
    "routes are not modelled, so their propagation is only shown; the codes of its refusals are assumed",
    assumed_resources=(ROUTE_TABLE,),
)
def modify_route_table_attributes(call: Call, p: ModifyRouteTableAttributes) -> Answer:
    """Rename or describe a route table, or switch the propagation of its routes."""
    table = call.get_owned(RouteTable, p.route_table_id, "InvalidRouteTableId.NotFound", "route table")
    check_name("RouteTableName", p.route_table_name or "", "InvalidRouteTableName.Malformed", check_vpc_name)
    check_description("Description", p.description or "", "InvalidDescription.Malformed")
    set_given(table, name=p.route_table_name, description=p.description, propagation=p.route_propagation_enable)
    call.store.put(table)
    return {}
