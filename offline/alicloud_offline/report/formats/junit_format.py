"""JUnit XML: a suite for each pack, a case for each rule without findings and for each finding."""

from collections.abc import Iterator
from xml.etree import ElementTree

from alicloud_offline.report.report_model import MANDATORY, Finding, Report, Rule, describe


def render(report: Report) -> str:
    """Return the XML; a mandatory finding is a failure, an advisory one a skipped case with its message."""
    suites = ElementTree.Element("testsuites", name=f"{report.project}/{report.stack}")
    for pack in dict.fromkeys([*(rule.pack for rule in report.rules), *(one.pack for one in report.findings)]):
        cases = list(_cases(report, pack))
        failures = sum(case.find("failure") is not None for case in cases)
        skipped = sum(case.find("skipped") is not None for case in cases)
        counts = {"tests": len(cases), "failures": failures, "errors": 0, "skipped": skipped}
        suite = ElementTree.SubElement(suites, "testsuite", {name: str(count) for name, count in counts.items()})
        suite.set("name", pack)
        suite.set("time", "0")
        suite.extend(cases)
    ElementTree.indent(suites)
    return ElementTree.tostring(suites, encoding="unicode", xml_declaration=True)


def _cases(report: Report, pack: str) -> Iterator[ElementTree.Element]:
    findings = [one for one in report.findings if one.pack == pack]
    found = {one.rule for one in findings}
    for rule in report.rules:
        if rule.pack == pack and rule.id not in found:
            yield _passed_case(rule)
    for finding in findings:
        yield _finding_case(report, finding)


def _passed_case(rule: Rule) -> ElementTree.Element:
    case = ElementTree.Element("testcase", classname=rule.pack, name=rule.id, time="0")
    if rule.level == "disabled":
        ElementTree.SubElement(case, "skipped", message="The policy is disabled.")
    return case


def _finding_case(report: Report, finding: Finding) -> ElementTree.Element:
    name = f"{finding.rule}: {describe(finding.urn)}"
    case = ElementTree.Element("testcase", classname=finding.pack, name=_printable(name), time="0")
    source = report.source_of(finding)
    if source:
        case.set("file", source.file)
        case.set("line", str(source.line))
    message = _printable(finding.message)
    if finding.level == MANDATORY:
        failure = ElementTree.SubElement(case, "failure", message=message, type=finding.level)
        failure.text = _printable(
            "\n".join(part for part in (message, finding.urn, report.rule_of(finding).url) if part)
        )
    else:
        ElementTree.SubElement(case, "skipped", message=message, type=finding.level)
    return case


def _printable(value: str) -> str:
    """Return the string without control characters, which XML cannot contain."""
    return "".join(one for one in value if one in "\n\t" or ord(one) >= 0x20)
