"""Pins: a person's value for one field of one listing in one market; no stage but the check goes behind it."""

from localize.pins.files import PINS_FOLDER, pins_file, pins_folder, read_pins, write_pins
from localize.pins.pin import Pin, source_hash
from localize.pins.stage import Pins, load_pins

__all__ = [
    "PINS_FOLDER",
    "Pin",
    "Pins",
    "load_pins",
    "pins_file",
    "pins_folder",
    "read_pins",
    "source_hash",
    "write_pins",
]
