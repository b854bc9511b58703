import pytest

from alicloud_rules.public_bandwidth import ChargeType, check_bandwidth


@pytest.mark.parametrize(("charge_type", "most"), [(ChargeType.BY_TRAFFIC, 1000), (ChargeType.BY_BANDWIDTH, 2000)])
def test_bandwidth_range_depends_on_the_charge_type(charge_type: ChargeType, most: int) -> None:
    assert [check_bandwidth(mbps, charge_type) for mbps in (1, most)] == [None, None]
    for mbps in (0, most + 1):
        violation = check_bandwidth(mbps, charge_type)
        assert violation is not None
        assert charge_type in str(violation) and str(most) in str(violation) and str(mbps) in str(violation)


def test_an_unknown_charge_type_is_refused() -> None:
    assert "PayByBandwidth, PayByTraffic" in str(check_bandwidth(5, "PayByOld95"))
