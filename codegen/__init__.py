"""Turns `schemas/*.json` into `openrouter/models/`; see docs/schemas.md."""
