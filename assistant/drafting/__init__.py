"""Drafts of papers: a commission becomes sections whose every line carries its basis."""
