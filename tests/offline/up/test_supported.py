"""Refusal of unsupported names."""

import pytest

from alicloud_offline.offline_error import OfflineError
from alicloud_offline.up.supported import check_supported


def test_an_unsupported_name_is_one_sentence() -> None:
    check_supported(["a"], {"b", "a"}, "the provider owner")
    with pytest.raises(OfflineError) as error:
        check_supported(["a", "c"], {"b", "a"}, "the provider owner")
    expected = "`alicloud-offline up` does not support 'c' of the provider owner; supported are a, b."
    assert str(error.value) == expected
