"""The wheel: data travels in it, and a copy away from the repository finds it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content in a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def localize(unpacked: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the unpacked copy from another folder, without the repository on the path."""
    code = f"import sys; sys.path.insert(0, {str(unpacked)!r}); from localize.cli.main import main; sys.exit(main(sys.argv[1:]))"
    environment = {**os.environ, "LOCALIZE_HOME": str(folder / "home")}
    command = [sys.executable, "-P", "-c", code, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_wheel_is_reproducible(tmp_path: Path) -> None:
    """Built twice from the same sources it is the same, byte for byte."""
    wheels: list[Path] = []
    for turn in ("first", "second"):
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / turn)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        wheels += (tmp_path / turn).glob("*.whl")
    first, second = (wheel.read_bytes() for wheel in wheels)
    assert first == second


@pytest.mark.parametrize("name", ["dictionaries", "size_tables", "currency", "samples"])
def test_data_travels_in_the_wheel(unpacked: Path, name: str) -> None:
    """Every data folder is in it, whole."""
    inside = {
        p.relative_to(unpacked / "localize" / "_data" / name)
        for p in (unpacked / "localize" / "_data" / name).rglob("*")
    }
    outside = {p.relative_to(ROOT / name) for p in (ROOT / name).rglob("*")}
    assert inside == outside


def test_types_and_schemas_travel(unpacked: Path) -> None:
    """``py.typed``, schemas and templates are package data."""
    for name in ("py.typed", "localize.schema.json", "marketplaces/shopify/schema.json", "report/templates"):
        assert (unpacked / "localize" / name).exists()


def test_the_wheel_installs_no_package_called_tests(unpacked: Path) -> None:
    """Only ours."""
    assert {p.name for p in unpacked.iterdir() if not p.name.endswith(".dist-info")} == {"localize"}


def test_the_demo_runs_from_any_folder(unpacked: Path, tmp_path: Path) -> None:
    """Without the repository, from an empty folder."""
    done = localize(unpacked, tmp_path, "demo")
    assert done.returncode == 0, done.stderr
    assert "Open the report" in done.stdout
    assert (tmp_path / "localize-demo" / "shopify-us-store.pt-BR.csv").is_file()
