"""What a program without a key does. Run by test_oidc_over_the_wire, inside `sandbox run`.

Assumes the role of the first argument by the official credentials client, with the provider of the second and the token
file of the third. Prints the identity that the service sees, as JSON.
"""

import json
import sys

from alibabacloud_credentials.client import Client as Credential  # type: ignore[import-untyped]
from alibabacloud_credentials.provider import OIDCRoleArnCredentialsProvider  # type: ignore[import-untyped]
from alibabacloud_sts20150401.client import Client as Sts  # type: ignore[import-untyped]
from alibabacloud_tea_openapi.models import Config  # type: ignore[import-untyped]

if __name__ == "__main__":
    role, provider, token_file = sys.argv[1:]
    credential = Credential(
        provider=OIDCRoleArnCredentialsProvider(
            role_arn=role, oidc_provider_arn=provider, oidc_token_file_path=token_file, role_session_name="ci"
        )
    )
    sts = Sts(Config(credential=credential, region_id="cn-beijing"))
    print(json.dumps(sts.get_caller_identity().body.to_map()))
