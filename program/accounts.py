"""The two accounts of example 1: asked who they are before anything else is registered."""

from dataclasses import dataclass

import pulumi
import pulumi_alicloud as alicloud

from alicloud_ipv6 import CrossAccountWay
from alicloud_ipv6.role_provider import role_provider
from alicloud_rules.roles import check_account_id, check_other_account
from program.lookups import looking_up
from program.settings import CrossAccount, Settings


@dataclass(frozen=True)
class Accounts:
    """The stack's own account, and a provider that acts for the user account."""

    own_id: str
    user: alicloud.Provider


def find_accounts(settings: Settings, cross: CrossAccount) -> Accounts:
    """Find out as whom each side acts.

    The program ends when the user account's side cannot be reached or is another account than the role's, and when an
    ENI is to be granted to the account that owns it.
    """
    with looking_up("crossAccount", "the account of the stack's credentials"):
        own = alicloud.get_caller_identity().account_id
    problem = check_other_account(cross.user_account_id, own)
    if problem and cross.way == CrossAccountWay.GRANTED:
        raise pulumi.RunError(f"ipv6-eni:crossAccount.roleArn: {problem}")
    key = "crossAccount.userProfile" if cross.user_profile else "crossAccount.roleArn"
    provider = _user_provider(settings, cross)
    with looking_up(key, "the user account"):
        user = alicloud.get_caller_identity(opts=pulumi.InvokeOptions(provider=provider)).account_id
    # What is no account's id comes from a run that asks nobody, and is not judged.
    if check_account_id(user) is None and user != cross.user_account_id:
        raise pulumi.RunError(f"ipv6-eni:{key}: it acts for account {user}, the role is of {cross.user_account_id}.")
    return Accounts(own, provider)


def _user_provider(settings: Settings, cross: CrossAccount) -> alicloud.Provider:
    if cross.user_profile:
        return alicloud.Provider("user-account", region=settings.region, profile=cross.user_profile)
    return role_provider("user-account", cross.role, settings.region)
