"""Validation: what a marketplace accepts, repairs where it does not, and the proof that nothing was lost.

``vocabulary`` (keywords that JSON Schema lacks) and ``limits`` (a marketplace's schema, compiled once) say what is
allowed; ``fit`` shortens and folds, ``verify`` proves that nothing was lost, ``check`` reports what still breaks a
limit; ``duplicates`` looks across listings. In a run: fit, verify, check, in this order.
"""
