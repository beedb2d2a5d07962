"""The machine a number was measured on."""

import os
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evals.summary import number
from prompts import Language, say

_CPU_INFO = Path("/proc/cpuinfo")


def machine() -> dict[str, str | int | float | None]:
    """Processor, usable cores, memory in GB (None where the system does not tell), Python."""
    return {
        "cpu": _cpu(),
        "cores": _cores(),
        "memory_gb": _memory_gb(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def machine_line(facts: Mapping[str, Any], language: Language) -> str:
    """The machine as a sentence."""
    memory = facts["memory_gb"]
    told = "?" if memory is None else number(memory, language)
    return say("evals.machine_line", language, **{**facts, "memory_gb": told})


def _cpu() -> str:
    """The model by name: `platform.processor()` is blank on most Linux systems."""
    if _CPU_INFO.is_file():
        for line in _CPU_INFO.read_text("utf-8", "replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _cores() -> int:
    """The cores this process may use, which in a container are fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory_gb() -> float | None:
    if not hasattr(os, "sysconf") or "SC_PHYS_PAGES" not in os.sysconf_names:
        return None
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1)
