"""The description of the API holds: schemathesis asks whatever it lets one ask, and more.

`make fuzz` asks for longer, with other requests each time.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import httpx
import pytest

from tests.ui.conftest import serving
from tests.ui.office import Office
from ui.access.doors import DOORS
from ui.access.visitor import AccessRole

CONFIG = Path(__file__).with_name("schemathesis.toml")


@pytest.fixture(scope="module")
def apart(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The office over a copy of its data: what is asked there deletes documents too."""
    data = tmp_path_factory.mktemp("openapi") / "data"
    copytree(office.data, data)
    with serving(data) as server:
        yield office._replace(server=server, data=data)


def fuzz(office: Office, *words: str) -> "subprocess.CompletedProcess[str]":
    """A run of schemathesis with the key of an editor, all its checks on."""
    key = office.by_key(AccessRole.EDITOR)["authorization"]
    command = [
        *(str(Path(sys.executable).parent / "schemathesis"), "--config-file", str(CONFIG), "run"),
        *(f"{office.server}/openapi.json", "--header", f"Authorization: {key}", "--no-color"),
        *("--request-timeout", "60", "--continue-on-failure", "--warnings", "off", *words),
    ]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=2_800, cwd=office.data.parent
    )


def test_the_server_does_as_it_says(apart: Office) -> None:
    done = fuzz(apart, "--phases", "examples,coverage", "--generation-deterministic")
    assert done.returncode == 0, done.stdout[-8_000:]


@pytest.mark.skipif("CANCU_FUZZ" not in os.environ, reason="takes minutes: make fuzz")
def test_the_server_does_as_it_says_whatever_else_it_is_asked(apart: Office) -> None:
    done = fuzz(apart, "--phases", "fuzzing,stateful", "--max-examples", os.environ["CANCU_FUZZ"])
    assert done.returncode == 0, done.stdout[-8_000:]


def test_every_address_of_the_api_is_described_with_who_may_and_what_may_go_wrong(
    office: Office,
) -> None:
    headers = office.by_key(AccessRole.PUBLIC)
    described = httpx.get(f"{office.server}/openapi.json", headers=headers).json()
    for door in DOORS:
        if not door.path.startswith("/v1/"):
            continue
        for method in door.methods:
            operation = described["paths"][door.path][method.lower()]
            assert operation["description"]
            assert {"401", "403", "429", "500"} <= set(operation["responses"])
            assert operation["security"] == [{"key": []}, {"login": []}]
    assert "HTTPValidationError" not in json.dumps(described)
    assert not any(path.startswith("/gradio_api") for path in described["paths"])
