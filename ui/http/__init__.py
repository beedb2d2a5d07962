"""The same assistant over HTTP, on this machine only."""
