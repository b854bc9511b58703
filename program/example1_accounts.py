"""The two accounts of example 1. Before creating anything, the program resolves both caller identities."""

from dataclasses import dataclass

import pulumi
import pulumi_alicloud as alicloud

from alicloud_ipv6 import CrossAccountWay, role_provider
from alicloud_ipv6.lookup import retry_lookup
from alicloud_rules.roles import check_account_id, check_other_account
from program.settings import CrossAccount, Settings
from program.stack_lookups import concise_errors


@dataclass(frozen=True)
class Accounts:
    """The id of the stack's own account, and a provider that acts for the user account."""

    own_id: str
    user: alicloud.Provider


def find_accounts(settings: Settings, cross: CrossAccount) -> Accounts:
    """Resolve both caller identities.

    Raise `pulumi.RunError` when the program cannot act for the user account, when `userProfile` and `roleArn` belong to
    different accounts, and when an ENI would be granted to the account that owns it.
    """
    with concise_errors("crossAccount", "cannot read the account of the stack's credentials"):
        own = retry_lookup(alicloud.get_caller_identity).account_id
    problem = check_other_account(cross.user_account_id, own)
    if problem and cross.way == CrossAccountWay.GRANTED:
        raise pulumi.RunError(f"ipv6-eni:crossAccount.roleArn: {problem}")
    key = "crossAccount.userProfile" if cross.user_profile else "crossAccount.roleArn"
    provider = _user_provider(settings, cross)
    with concise_errors(key, "cannot act for the user account"):
        options = pulumi.InvokeOptions(provider=provider)
        user = retry_lookup(lambda: alicloud.get_caller_identity(opts=options)).account_id
    # An offline check returns a placeholder instead of an account id.
    if check_account_id(user) is None and user != cross.user_account_id:
        raise pulumi.RunError(
            f"ipv6-eni:{key}: the credentials are of account {user}, but the role is of {cross.user_account_id}."
        )
    return Accounts(own, provider)


def _user_provider(settings: Settings, cross: CrossAccount) -> alicloud.Provider:
    if cross.user_profile:
        return alicloud.Provider("user-account", region=settings.region, profile=cross.user_profile)
    return role_provider("user-account", cross.role, settings.region)
