from __future__ import annotations

import hashlib
import json
import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from localize.errors import MissingDataError, UsageError
from localize.translation import model_fetch
from localize.translation.models import find_model, import_model, install_model, installed_models

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("home")


class Server:
    """What a web server on loopback has; ``truncated`` paths end early, ``asked`` are the paths in order."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.files: dict[str, bytes] = {}
        self.truncated: set[str] = set()
        self.asked: list[str] = []

    def add(self, path: str, content: Any) -> str:
        """Serve bytes, or a value as JSON; its URL."""
        self.files[path] = content if isinstance(content, bytes) else json.dumps(content).encode()
        return f"{self.url}{path}"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A web server on loopback, reached without a proxy."""
    monkeypatch.setenv("no_proxy", "*")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append(self.path)
            content = state.files.get(self.path)
            self.send_response(200 if content is not None else 404)
            content = content or b""
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[: len(content) // 2] if self.path in state.truncated else content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        state = Server(f"http://127.0.0.1:{http.server_address[1]}")
        thread = Thread(target=http.serve_forever, args=(0.01,))
        thread.start()
        yield state
        http.shutdown()
        thread.join()


def entry(source: str, target: str, *links: str, **more: Any) -> dict[str, Any]:
    """A package's metadata as Argos' index has it."""
    about = {"package_version": "1.0", "argos_version": "1.9", "from_code": source, "to_code": target}
    return {**about, "from_name": source, "to_name": target, "links": list(links), **more}


def test_package_is_fetched_and_installed(server: Server, make_package: Any) -> None:
    """The index names a link, the package comes in with progress, and serves its pair."""
    content = make_package("en", "pt").read_bytes()
    link = server.add("/v1/en_pt.argosmodel", content)
    index = server.add("/index.json", [entry("en", "de"), entry("en", "pt", link), "noise", {"type": "sbd"}])
    seen: list[tuple[int, int | None]] = []
    model = install_model("en-US", "pt-BR", "argos", index, lambda received, total: seen.append((received, total)))
    assert (model.source, model.target, model.origin) == ("en", "pt", "installed")
    assert find_model("argos", "en", "pt-BR") == model
    assert seen[-1] == (len(content), len(content))


def test_folder_url_relative_links_and_region(server: Server, make_package: Any) -> None:
    """An index may be given by its folder, links may be relative, and the region's own package is preferred."""
    server.add("/argos/pb.argosmodel", make_package("en", "pb").read_bytes())
    server.add("/argos/index.json", [entry("en", "pt", "pt.argosmodel"), entry("en", "pb", "pb.argosmodel")])
    assert install_model("en", "pt-BR", "argos", f"{server.url}/argos/").target == "pt-BR"


def test_newest_version_and_a_link_that_works(server: Server, make_package: Any) -> None:
    """The newest package is taken, from the first link that delivers; links that are not http are passed over."""
    link = server.add("/new", make_package(version="1.10").read_bytes())
    index = server.add(
        "/index.json",
        [
            entry("en", "pt", f"{server.url}/old", package_version="1.9"),
            entry("en", "pt", "ipfs://Qm", f"{server.url}/gone", link, package_version="1.10"),
        ],
    )
    assert install_model("en", "pt", index_url=index).version == "1.10"
    assert server.asked == ["/index.json", "/gone", "/new"]


@pytest.mark.parametrize("good", [True, False])
def test_checksum_is_verified(server: Server, make_package: Any, *, good: bool) -> None:
    """A checksum in the index must match what arrives."""
    content = make_package().read_bytes()
    link = server.add("/p", content)
    checksum = hashlib.sha256(content if good else b"other").hexdigest()
    index = server.add("/index.json", [entry("en", "pt", link, sha256=checksum)])
    if good:
        assert install_model("en", "pt", index_url=index).target == "pt"
        return
    with pytest.raises(MissingDataError, match="SHA-256 differs"):
        install_model("en", "pt", index_url=index)
    assert installed_models() == []


def test_pair_that_the_index_lacks(server: Server) -> None:
    """The message says what there is from that language, and how a file is imported."""
    index = server.add("/index.json", [entry("en", "de", "x"), entry("en", "pb", "y"), entry("fr", "en", "z")])
    with pytest.raises(MissingDataError, match=r"no model en→pl; from en it has: de, pt-BR\..*import FILE"):
        install_model("en", "pl", index_url=index)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"<html>", "it is not JSON"), (b"{}", "it must hold a list"), (b"\xff", "it is not JSON")],
)
def test_what_is_no_index(server: Server, content: bytes, reason: str) -> None:
    """A page that is no index is missing data (exit code 4) and names the URL."""
    index = server.add("/index.json", content)
    with pytest.raises(MissingDataError, match=reason) as caught:
        install_model("en", "pt", index_url=index)
    assert index in str(caught.value)
    assert caught.value.exit_code == 4


def test_package_that_is_not_one_or_of_another_pair(server: Server, make_package: Any) -> None:
    """A login page, or another pair's package, behind the link is missing data, and nothing is installed."""
    page = server.add("/page", b"<html>please log in</html>")
    other = server.add("/other", make_package("en", "de").read_bytes())
    for link, reason in ((page, "is no Argos package"), (other, "translates en→de, not en→pt")):
        index = server.add("/index.json", [entry("en", "pt", link)])
        with pytest.raises(MissingDataError, match=reason) as caught:
            install_model("en", "pt", index_url=index)
        assert link in str(caught.value)
    assert installed_models() == []


def test_connection_that_ends_early(server: Server, make_package: Any) -> None:
    """Half a package is never installed, and an installed model stays as it was."""
    import_model(make_package(version="0.9"))
    link = server.add("/p", make_package().read_bytes())
    server.truncated.add("/p")
    index = server.add("/index.json", [entry("en", "pt", link)])
    with pytest.raises(MissingDataError, match="cannot be fetched"):
        install_model("en", "pt", index_url=index)
    assert [m.version for m in installed_models()] == ["0.9"]


def test_too_large_an_answer_is_cut_off(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index beyond the limit is not read to its end."""
    index = server.add("/index.json", [entry("en", "pt")] * 50)
    monkeypatch.setattr(model_fetch, "limits", lambda: {"index_bytes": 100, "timeout_seconds": 5})
    with pytest.raises(MissingDataError, match="larger than 100 bytes"):
        install_model("en", "pt", index_url=index)


def test_server_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A silent server is given up after the stated seconds; the hint says how to do without it."""
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(model_fetch, "limits", lambda: {"index_bytes": 100, "timeout_seconds": 0.1})
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/index.json"
        with pytest.raises(MissingDataError, match=r"cannot be fetched .*localize models import FILE"):
            install_model("en", "pt", index_url=url)


def test_nobody_listens(server: Server) -> None:
    """A missing page names the URL and the server's answer."""
    with pytest.raises(MissingDataError, match=r"index\.json: cannot be fetched .*404"):
        install_model("en", "pt", index_url=f"{server.url}/index.json")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "index.json", "http:///x", "http://[", "ftp://x/y"])
def test_other_urls_are_refused(url: str) -> None:
    """Only http and https are fetched."""
    with pytest.raises(UsageError, match="no http or https URL"):
        install_model("en", "pt", index_url=url)


@pytest.mark.parametrize(("source", "engine"), [("english", "argos"), ("en", "argus")])
def test_mistyped_language_or_engine(server: Server, source: str, engine: str) -> None:
    """A wrong call is a usage error."""
    index = server.add("/index.json", [])
    with pytest.raises(UsageError):
        install_model(source, "pt", engine, index)


def firefox_index(server: Server, pair: str = "ende", **files: Any) -> str:
    """A ``models.json`` with one model, its files beside it."""
    parts = []
    for name, content in ((f"model.{pair}.x.bin", b"weights"), (f"vocab.{pair}.spm", b"pieces")):
        server.add(f"/fx/{pair}/{name}", content)
        parts.append({"name": name, "sha256": hashlib.sha256(content).hexdigest()})
    about = {"name": pair, "from": "en", "to": "de", "version": "2.1", "files": parts}
    return server.add("/fx/models.json", [{**about, **files}])


def test_firefox_model_from_a_models_json(server: Server) -> None:
    """Every file is fetched and checked; name, version and pair are the index's."""
    model = install_model("en", "de-AT", "firefox", firefox_index(server))
    assert (model.source, model.target, model.name, model.version) == ("en", "de", "ende", "2.1")
    assert install_model("en", "de", "firefox", f"{server.url}/fx/") == model
    assert [m.engine for m in installed_models()] == ["firefox"]


def test_firefox_file_names_cannot_leave_the_folder(server: Server) -> None:
    """An entry with a path for a file name is passed over."""
    index = firefox_index(server, files=[{"name": "../model.ende.x.bin"}])
    with pytest.raises(MissingDataError, match="no model en→de"):
        install_model("en", "de", "firefox", index)


def test_firefox_model_with_a_missing_part(server: Server) -> None:
    """A model whose index forgot the vocabulary is not installed."""
    index = firefox_index(server, files=[{"name": "model.ende.x.bin"}])
    with pytest.raises(MissingDataError, match=r"no usable model: .*has no vocab"):
        install_model("en", "de", "firefox", index)
    assert installed_models() == []


def zstd(content: bytes) -> bytes:
    """A zstd frame (RFC 8878) with one raw block; for fewer than 256 bytes."""
    block = ((len(content) << 3) | 1).to_bytes(3, "little")
    return b"\x28\xb5\x2f\xfd\x20" + bytes([len(content)]) + block + content


def record(server: Server, version: str, name: str, kind: str, content: bytes, sha256: str = "") -> dict[str, Any]:
    """A file as Mozilla's collection has it."""
    server.add(f"/cdn/{version}/{name}.zst", zstd(content))
    return {
        "name": name,
        "fileType": kind,
        "sourceLanguage": "en",
        "targetLanguage": "de",
        "version": version,
        "architecture": "tiny",
        "decompressedHash": sha256 or hashlib.sha256(content).hexdigest(),
        "attachment": {"location": f"{version}/{name}.zst", "hash": "", "size": 1},
    }


def mozilla(server: Server, records: list[dict[str, Any]]) -> str:
    """A Remote Settings server with this collection."""
    server.add("/v1/", {"capabilities": {"attachments": {"base_url": f"{server.url}/cdn/"}}})
    return server.add("/v1/buckets/main/collections/translations-models-v2/records", {"data": records})


@pytest.mark.skipif(find_spec("fxtranslate") is None, reason="fxtranslate is not installed")
def test_firefox_model_from_mozillas_collection(server: Server) -> None:
    """The newest released version is fetched and unpacked; test versions are left alone."""
    files = [("model.ende.x.bin", "model"), ("vocab.ende.spm", "vocab"), ("quality.bin", "qualityModel")]
    versions = ("2.9", "2.10", "3.0a1")
    records = [record(server, v, name, kind, f"{kind} {v}".encode()) for v in versions for name, kind in files]
    model = install_model("en", "de", "firefox", mozilla(server, records))
    assert (model.version, model.name) == ("2.10", "en → de tiny")
    assert model.files.model.read_bytes() == b"model 2.10"
    assert "/cdn/2.10/quality.bin.zst" not in server.asked


@pytest.mark.skipif(find_spec("fxtranslate") is None, reason="fxtranslate is not installed")
@pytest.mark.parametrize(
    ("fault", "reason"),
    [("checksum", "hash mismatch"), ("not packed", "not what the index promises"), ("no root", "attachments")],
)
def test_mozillas_collection_with_faults(server: Server, fault: str, reason: str) -> None:
    """A wrong checksum, a file that is not packed, a root that says nothing: missing data, nothing installed."""
    index = mozilla(server, [record(server, "1.0", "model.ende.x.bin", "model", b"w", "00" * (fault == "checksum"))])
    if fault == "not packed":
        server.add("/cdn/1.0/model.ende.x.bin.zst", b"plain")
    if fault == "no root":
        server.add("/v1/", {})
    with pytest.raises(MissingDataError, match=reason) as caught:
        install_model("en", "de", "firefox", index)
    assert caught.value.exit_code == 4
    assert installed_models() == []


def test_index_file_left_nothing_behind(server: Server, make_package: Any, home: Path) -> None:
    """After an installation only the model is in the models' folder."""
    link = server.add("/p", make_package().read_bytes())
    install_model("en", "pt", index_url=server.add("/index.json", [entry("en", "pt", link)]))
    assert [path.name for path in (home / "models" / "argos").iterdir()] == ["translate-en_pt"]
