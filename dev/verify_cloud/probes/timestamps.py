"""The time at which a request was signed."""

import os

from alibabacloud_tea_openapi.client import Client  # type: ignore[import-untyped]
from alibabacloud_tea_openapi.exceptions import AlibabaCloudException  # type: ignore[import-untyped]
from alibabacloud_tea_openapi.models import Config, OpenApiRequest, Params  # type: ignore[import-untyped]
from darabonba.runtime import RuntimeOptions  # type: ignore[import-untyped]

from dev.verify_cloud.cloud import ACCEPTED
from dev.verify_cloud.lab import Lab
from dev.verify_cloud.probe import FREE, probe

_RPC_SIGNATURE = "v2"
"""The SDK's name of signature version 1, whose requests have the parameter Timestamp."""


@probe(FREE, "all: refusal InvalidTimeStamp.Expired")
def old_timestamp(lab: Lab) -> str:
    """Sign a request with a time of the year 2020."""
    return _attempt(lab, "2020-01-01T00:00:00Z")


@probe(FREE, "all: refusal InvalidTimeStamp.Format")
def malformed_timestamp(lab: Lab) -> str:
    """Sign a request with a time that is not one."""
    return _attempt(lab, "yesterday")


def _attempt(lab: Lab, timestamp: str) -> str:
    """Ask STS who calls, with the SDK's own signature of version 1 and this time in it."""
    endpoint = f"sts.{lab.cloud.region}.aliyuncs.com"
    client = Client(Config(credential=lab.cloud.credential, endpoint=endpoint, signature_algorithm=_RPC_SIGNATURE))
    action = Params(
        action="GetCallerIdentity",
        version="2015-04-01",
        protocol="HTTPS",
        pathname="/",
        method="POST",
        auth_type="AK",
        style="RPC",
        req_body_type="formData",
        body_type="json",
    )
    runtime = RuntimeOptions(ca=os.environ.get("REQUESTS_CA_BUNDLE"))
    try:
        client.call_api(action, OpenApiRequest(query={"Timestamp": timestamp}), runtime)
    except AlibabaCloudException as error:
        return f"{error.status_code} {error.code}"
    return ACCEPTED
