"""The kinds of resources that users see, and how many of them each account has."""

from alicloud_sandbox.core.entities import RESOURCES
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.iam.keyring import ACCOUNTS
from alicloud_sandbox.iam.ram.ram_records import RAM_RESOURCES

KINDS = (*RESOURCES, *RAM_RESOURCES)


def count_resources(store: Store) -> dict[str, int]:
    """Return the number of resources in each account, by its name; initial users and keys do not count."""
    counts = store.count_by_account(KINDS)
    return {name: counts.get(identifier, 0) for name, identifier in ACCOUNTS.items()}
