"""Questions with known answers measure the assistant."""
