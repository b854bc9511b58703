"""The two services that clients ask on the side: where an endpoint is, and what kind of account this is."""

from alicloud_sandbox.actions import BILLING, LOCATION, Answer, Evidence
from alicloud_sandbox.call import Call
from alicloud_sandbox.params import Params


class DescribeEndpoints(Params, kw_only=True):
    """``Id`` is the region asked about."""

    service_code: str
    id: str
    type: str = "openAPI"


@LOCATION.action("DescribeEndpoints", Evidence.SEEN, "answers the regional host, whatever the product")
def describe_endpoints(call: Call, p: DescribeEndpoints) -> Answer:
    """The host of a product in a region."""
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


class QueryAvailableInstances(Params, kw_only=True):
    """The provider's probe of the account type."""

    page_num: int = 1
    page_size: int = 20
    product_code: str = ""
    product_type: str = ""
    subscription_type: str = ""


@BILLING.action("QueryAvailableInstances", Evidence.SEEN, "an empty list: the sandbox bills nothing")
def query_available_instances(call: Call, p: QueryAvailableInstances) -> Answer:
    """No billed instances; that the call succeeds marks a domestic account."""
    data = {"PageNum": p.page_num, "PageSize": p.page_size, "TotalCount": 0, "InstanceList": []}
    return {"Code": "Success", "Message": "Successful!", "Success": True, "Data": data}
