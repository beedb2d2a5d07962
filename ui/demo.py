"""The sample documents: read into a data folder of their own, so that nothing mixes."""

import sys
import tomllib
from dataclasses import replace
from pathlib import Path

from assistant.settings import Settings
from ingest.document import Shelf
from ingest.errors import CancuError
from prompts import say
from ui.intake import read_in

SAMPLES = Path(__file__).parents[1] / "samples"


def prepare(settings: Settings) -> Settings:
    """The settings of the demo, its documents read where they are missing or changed.

    CancuError where the samples are not there: they come with the source, not with a wheel.
    """
    about = SAMPLES / "demo.toml"
    if not about.is_file():
        raise CancuError("ui.no_samples", path=SAMPLES)
    demo = tomllib.loads(about.read_text("utf-8"))
    settings = replace(settings, data=settings.data / "demo", unit=demo["home_unit"])
    sys.stderr.write(say("ui.demo_reading", settings.language) + "\n")
    read_in([SAMPLES / demo["corpus"]], Shelf.PUBLIC, settings)
    return settings
