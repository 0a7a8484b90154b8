"""Benchmarks: ``python -m benchmarks.NAME`` in the repository's folder. They print figures and assert no times."""
