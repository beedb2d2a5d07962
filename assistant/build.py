"""Settings → Assistant: the one place that chooses engines."""

from collections.abc import Callable
from datetime import date

from assistant.answer import Assistant
from assistant.settings import Settings
from vectorstore.store import Store


def open_assistant(settings: Settings, today: Callable[[], date] = date.today) -> Assistant:
    """The assistant over the data folder of the settings.

    CancuError where there is no data yet, or where the index was made by another embedder.
    """
    return Assistant(Store.open(settings.data, settings.embeddings), today, settings.unit)
