from alicloud_offline.reach.reach_text import summary_lines
from alicloud_policies.flows.flow_summary import Reach

ALL = ("icmpv6", "tcp/1-65535", "udp/1-65535")


def test_targets_with_the_same_answer_share_a_line_and_the_internet_is_last() -> None:
    reaches = [Reach("a", "internet", ALL), Reach("a", "b", ALL), Reach("a", "c", ("tcp/22",))]
    assert list(summary_lines(reaches)) == ["a -> b, internet: everything", "a -> c: tcp/22"]


def test_of_many_targets_the_first_ones_are_named() -> None:
    (line,) = summary_lines([Reach("internet", f"web-{number}", ("tcp/22",)) for number in range(12)])
    assert line.endswith("web-8, web-9 and 2 more: tcp/22")


def test_the_answers_in_words() -> None:
    reaches = [
        Reach("a", "b", missing=("IPv6 gateway", "public bandwidth")),
        Reach("a", "c", ("icmpv6",), depends_on=("image of Instance c",)),
    ]
    assert list(summary_lines(reaches)) == [
        "a -> b: nothing, a ping lacks: IPv6 gateway, public bandwidth",
        "a -> c: icmpv6; not known yet, depends on image of Instance c",
    ]
