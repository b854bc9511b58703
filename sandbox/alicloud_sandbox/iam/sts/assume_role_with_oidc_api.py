"""Requests and answers of AssumeRoleWithOIDC."""

import msgspec

from alicloud_sandbox.core.actions import STS, Answer, Evidence
from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.call import Call, Caller, timestamp
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import NO_AUTHORIZATION
from alicloud_sandbox.iam.authorization import context
from alicloud_sandbox.iam.ram.policy_conditions import OIDC_AUDIENCE, OIDC_ISSUER, OIDC_SUBJECT
from alicloud_sandbox.iam.ram.ram_roles import role_of_arn
from alicloud_sandbox.iam.sts import oidc_issuer, role_sessions, role_trust
from alicloud_sandbox.iam.sts.session_requests import check_duration, check_session, session_answer

_TOKEN_LENGTHS = range(4, 20_001)


class AssumeRoleWithOidc(Params, kw_only=True):
    """Parameters of AssumeRoleWithOIDC."""

    oidc_provider_arn: str = msgspec.field(name="OIDCProviderArn")
    role_arn: str
    oidc_token: str = msgspec.field(name="OIDCToken")
    role_session_name: str
    duration_seconds: int = role_sessions.DEFAULT_SECONDS
    policy: str = ""


@STS.action(
    "AssumeRoleWithOIDC",
    Evidence.DOCUMENTED,
    "the identity provider of every account is `oidc-provider/sandbox-issuer`, whose tokens `alicloud-sandbox token`"
    " signs",
    resources=NO_AUTHORIZATION,
    unsigned=True,
)
def assume_role_with_oidc(call: Call, p: AssumeRoleWithOidc) -> Answer:
    """Return temporary keys of a role to the owner of an OpenID Connect token that the role trusts."""
    check_session(p.role_arn, p.role_session_name, p.policy)
    if len(p.oidc_token) not in _TOKEN_LENGTHS:
        raise oidc_issuer.invalid_token(f"it has {_TOKEN_LENGTHS[0]} to {_TOKEN_LENGTHS[-1]} characters")
    if not oidc_issuer.provider_exists(p.oidc_provider_arn):
        text = f"No such OIDC Provider registered: {p.oidc_provider_arn}."
        raise ApiError(403, "AuthenticationFail.NoPermission", text)
    role = role_of_arn(call, p.role_arn)
    claims = oidc_issuer.verified_claims(call.store, p.oidc_token, call.now)
    federated = Caller("", "", "", p.oidc_provider_arn, "OIDC", principal=p.oidc_provider_arn)
    keys = {OIDC_ISSUER: claims.iss, OIDC_AUDIENCE: claims.aud, OIDC_SUBJECT: claims.sub}
    if why_not := role_trust.refusal(role, federated, context(p) | keys):
        text = f"This operation is forbidden by permission system: {why_not}."
        raise ApiError(403, "AuthenticationFail.NoPermission", text)
    check_duration(p.duration_seconds, role)
    given = role_sessions.start(call, role, p.role_session_name, p.duration_seconds, p.policy)
    return {
        **session_answer(role, given),
        "OIDCTokenInfo": {
            "Issuer": claims.iss,
            "Subject": claims.sub,
            "ClientIds": claims.aud,
            "IssuanceTime": timestamp(claims.iat),
            "ExpirationTime": timestamp(claims.exp),
            "VerificationInfo": "Success",
        },
    }
