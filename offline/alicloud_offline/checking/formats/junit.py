"""JUnit XML: a suite for each pack, a case for each rule that holds and for each finding."""

from collections.abc import Iterator
from xml.etree import ElementTree

from alicloud_offline.checking.outcome import MANDATORY, Finding, Outcome, Rule, called


def written(outcome: Outcome) -> str:
    """A mandatory finding is a failure, an advisory one a skipped case with its message."""
    suites = ElementTree.Element("testsuites", name=f"{outcome.project}/{outcome.stack}")
    for pack in dict.fromkeys([*(rule.pack for rule in outcome.rules), *(one.pack for one in outcome.findings)]):
        cases = list(_cases(outcome, pack))
        failures = sum(case.find("failure") is not None for case in cases)
        skipped = sum(case.find("skipped") is not None for case in cases)
        counts = {"tests": len(cases), "failures": failures, "errors": 0, "skipped": skipped}
        suite = ElementTree.SubElement(suites, "testsuite", {name: str(count) for name, count in counts.items()})
        suite.set("name", pack)
        suite.set("time", "0")
        suite.extend(cases)
    ElementTree.indent(suites)
    return ElementTree.tostring(suites, encoding="unicode", xml_declaration=True)


def _cases(outcome: Outcome, pack: str) -> Iterator[ElementTree.Element]:
    findings = [one for one in outcome.findings if one.pack == pack]
    found = {one.rule for one in findings}
    for rule in outcome.rules:
        if rule.pack == pack and rule.id not in found:
            yield _quiet(rule)
    for finding in findings:
        yield _loud(outcome, finding)


def _quiet(rule: Rule) -> ElementTree.Element:
    case = ElementTree.Element("testcase", classname=rule.pack, name=rule.id, time="0")
    if rule.level == "disabled":
        ElementTree.SubElement(case, "skipped", message="The policy is disabled.")
    return case


def _loud(outcome: Outcome, finding: Finding) -> ElementTree.Element:
    name = f"{finding.rule}: {called(finding.urn)}"
    case = ElementTree.Element("testcase", classname=finding.pack, name=_printable(name), time="0")
    source = outcome.where(finding)
    if source:
        case.set("file", source.file)
        case.set("line", str(source.line))
    message = _printable(finding.message)
    if finding.level == MANDATORY:
        failure = ElementTree.SubElement(case, "failure", message=message, type=finding.level)
        failure.text = _printable("\n".join(part for part in (message, finding.urn, outcome.rule(finding).url) if part))
    else:
        ElementTree.SubElement(case, "skipped", message=message, type=finding.level)
    return case


def _printable(text: str) -> str:
    """Without the control characters that XML has no way to write."""
    return "".join(one for one in text if one in "\n\t" or ord(one) >= 0x20)
