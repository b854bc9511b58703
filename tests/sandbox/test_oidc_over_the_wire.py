"""A token of `alicloud-sandbox token`, exchanged for a role's keys by the official credentials client."""

import json
import sys
from contextlib import closing
from pathlib import Path

from alicloud_sandbox.iam.sts import oidc_issuer
from tests.sandbox import serving
from tests.sandbox.conftest import REGION
from tests.sandbox.iam.ram.ram_fixtures import RESOURCE, document, federated
from tests.sandbox.serving import Served, Wire
from tests.sandbox.signing import acs3

PROGRAM = Path(__file__).with_name("sdk_assume_role_with_oidc.py")
PROVIDER = oidc_issuer.provider_arn(RESOURCE)


def make_role(served: Served) -> str:
    condition = {"StringEquals": {"oidc:aud": "sts.aliyuncs.com"}, "StringLike": {"oidc:sub": "repo:shop/*"}}
    trust = document(federated(PROVIDER, Condition=condition))
    host, parameters = "ram.aliyuncs.com", {"RoleName": "ci", "AssumeRolePolicyDocument": trust, "RegionId": REGION}
    with closing(Wire(served, host)) as wire:
        request = acs3(served.key("resource"), ("2015-05-01", "CreateRole"), parameters, host=host)
        status, answer = wire.send(request)
    assert status == 200, answer
    return str(answer["Role"]["Arn"])


def test_a_token_of_the_command_becomes_the_keys_of_a_role(tmp_path: Path) -> None:
    token_file = tmp_path / "token.jwt"
    with serving.serve(tmp_path) as served:
        role = make_role(served)
        for subject, code in (("repo:shop/web", 0), ("repo:other/web", 1)):
            signed = serving.sandbox(served.state_file, "token", "--subject", subject)
            token_file.write_text(signed.stdout)
            command = [sys.executable, str(PROGRAM), role, PROVIDER, str(token_file)]
            done = serving.sandbox(served.state_file, "run", "--", *command)
            assert done.returncode == code, done.stderr
            if code == 0:
                assert json.loads(done.stdout)["Arn"] == f"acs:ram::{RESOURCE}:assumed-role/ci/ci"
            else:
                assert "AuthenticationFail.NoPermission" in done.stderr
        log = "\n".join(served.log())
    assert "action=Sts.AssumeRoleWithOIDC" in log
    assert token_file.read_text().strip() not in log
