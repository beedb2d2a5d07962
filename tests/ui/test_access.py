"""Who may do what, of the application's own routes: a new one cannot be forgotten."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.conftest import ROOT
from ui.access.doors import DOORS, PAGE, door_to

Routes = list[tuple[str, str, bool]]


@pytest.fixture(scope="module")
def routes(data: Path) -> Routes:
    """Method, path, and whether Gradio brought it."""
    command = [sys.executable, "-m", "tests.ui.routes", str(data)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def test_every_route_of_ours_has_a_door_of_its_own(routes: Routes) -> None:
    ours = [(method, path) for method, path, is_mounted in routes if not is_mounted]
    assert len(ours) > 15
    assert [route for route in ours if door_to(*route) is PAGE] == []


def test_every_door_leads_to_a_route(routes: Routes) -> None:
    ours = {(method, path) for method, path, is_mounted in routes if not is_mounted}
    listed = {(method, door.path) for door in DOORS for method in door.methods}
    assert listed - ours == set()


def test_what_gradio_brings_is_for_staff(routes: Routes) -> None:
    ours = {(method, path) for method, path, is_mounted in routes if not is_mounted}
    brought = {(method, path) for method, path, is_mounted in routes if is_mounted} - ours
    assert len(brought) > 10
    assert {door_to(*route).role for route in brought} == {PAGE.role}
