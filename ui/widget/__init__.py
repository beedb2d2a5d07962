"""The chat widget: a script for any web site, and the doors that its visitors come through."""
