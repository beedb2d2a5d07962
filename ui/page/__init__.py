"""The chat page: an answer, and beside it what it stands on."""
