"""Calls out that nobody asked for, switched off before a library is imported."""

import os

# What each library reads, once, when it is imported: usage statistics, tracing, a newer version
# or a missing model looked up on a hub. LangSmith traces whole questions as soon as one variable
# is set anywhere, so it is set to "no" here whatever the machine says.
_OFF = {
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "OTEL_SDK_DISABLED": "true",
    "TRANSFORMERS_OFFLINE": "1",
}


def silence() -> None:
    """Telemetry, tracing and downloads are off for everything imported after this call."""
    os.environ.update(_OFF)
