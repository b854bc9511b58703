"""Requests of the location service: the API endpoint of a product in a region."""

from alicloud_sandbox.core.actions import LOCATION, Answer, Evidence
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import NO_AUTHORIZATION


class DescribeEndpoints(Params, kw_only=True):
    """Parameters of DescribeEndpoints; `Id` is the region."""

    service_code: str
    id: str
    type: str = "openAPI"


@LOCATION.action(
    "DescribeEndpoints",
    Evidence.SEEN,
    "answers the regional host, whatever the product",
    assumed_resources=NO_AUTHORIZATION,
)
def describe_endpoints(call: Call, p: DescribeEndpoints) -> Answer:
    """Return the host of a product in a region."""
    code = p.service_code.lower()
    endpoint = {
        "Endpoint": f"{code}.{p.id}.aliyuncs.com",
        "Id": p.id,
        "Namespace": "26842",
        "Protocols": {"Protocols": ["HTTP", "HTTPS"]},
        "SerivceCode": code,
        "ServiceCode": code,
        "Type": p.type,
    }
    return {"Endpoints": {"Endpoint": [endpoint]}, "Success": True}
