"""What a check found as JSON: for programs and for the page."""

from collections import Counter
from dataclasses import asdict
from typing import Any

from assistant.checking.fault import Checked, Fault, Severity
from prompts import Language, say
from prompts import table as data


def as_json(checked: Checked, language: Language) -> dict[str, Any]:
    """The source, the faults, the rules not run, and how many faults there are of each severity."""
    counts = Counter(fault.severity for fault in checked.faults)
    return {
        "source": checked.source,
        "faults": [_fault(fault, language) for fault in checked.faults],
        "not_run": [
            {"rule": rule, "name": rule_name(rule, language), "why": why}
            for rule, why in checked.not_run
        ],
        "counts": {str(severity): counts[severity] for severity in Severity},
    }


def _fault(fault: Fault, language: Language) -> dict[str, Any]:
    named = {"name": rule_name(fault.rule, language), "source": rule_source(fault.rule)}
    return {**asdict(fault), "section": list(fault.section), **named}


def rule_name(rule: str, language: Language) -> str:
    """What people call the rule."""
    return say(f"checking.rule_{rule}", language)


def rule_source(rule: str) -> str:
    """The article the rule stands on."""
    return str(data("checking")["rules"][rule]["source"])
