"""Requests of the billing service, with which the provider detects the type of the account."""

from alicloud_sandbox.core.actions import BILLING, Answer, Evidence
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import ALL_RESOURCES


class QueryAvailableInstances(Params, kw_only=True):
    """Parameters of QueryAvailableInstances."""

    page_num: int = 1
    page_size: int = 20
    product_code: str = ""
    product_type: str = ""
    subscription_type: str = ""


@BILLING.action(
    "QueryAvailableInstances",
    Evidence.SEEN,
    "an empty list: the sandbox bills nothing",
    assumed_resources=ALL_RESOURCES,
)
def query_available_instances(call: Call, p: QueryAvailableInstances) -> Answer:
    """Return no instances; success is what marks a domestic account."""
    data = {"PageNum": p.page_num, "PageSize": p.page_size, "TotalCount": 0, "InstanceList": []}
    return {"Code": "Success", "Message": "Successful!", "Success": True, "Data": data}
