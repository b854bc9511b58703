from alicloud_rules.violation import Violation

VIOLATION = Violation("eni-attach-quota", 3, 2, "At most 2 ENIs, not 3.")


def test_it_reads_as_its_message() -> None:
    assert str(VIOLATION) == f"{VIOLATION}" == "At most 2 ENIs, not 3."


def test_a_note_follows_the_message_and_leaves_the_rest() -> None:
    noted = VIOLATION.with_note("The instance is i-1.")
    assert str(noted) == "At most 2 ENIs, not 3. The instance is i-1."
    assert (noted.rule, noted.found, noted.allowed) == ("eni-attach-quota", 3, 2)
