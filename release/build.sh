#!/usr/bin/env bash
# Builds a release into dist/: wheel and sdist (twice, compared byte for byte), pinned requirements with hashes, bill of materials.
# Needs network for the two tools it installs. Usage: release/build.sh
set -euo pipefail
cd "$(dirname "$0")/.."
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/tools"
# What builds decides the bytes (the wheel names it): its version is raised on purpose, and who builds again needs the same.
"$work/tools/bin/pip" install -q "hatchling==1.33.0" "pip-tools>=7.4" "cyclonedx-bom>=4"

for turn in first second; do
    "$work/tools/bin/python" -m hatchling build -d "$work/$turn" >/dev/null
done
(cd "$work/first" && sha256sum ./*) >"$work/first.sums"
(cd "$work/second" && sha256sum ./*) >"$work/second.sums"
cmp "$work/first.sums" "$work/second.sums"
echo "built twice, byte for byte the same"

mkdir -p dist
cp "$work"/first/* dist/
"$work/tools/bin/pip" freeze >dist/build-tools.txt
# The lock is made for the Python that runs this; releases are built with the oldest supported one.
"$work/tools/bin/pip-compile" -q --generate-hashes --strip-extras --extra firefox --no-header --no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
    --output-file dist/requirements.lock pyproject.toml
"$work/tools/bin/cyclonedx-py" requirements dist/requirements.lock --pyproject pyproject.toml --output-reproducible -o dist/sbom.json
(cd dist && sha256sum ./*.whl ./*.tar.gz requirements.lock sbom.json build-tools.txt >SHA256SUMS)
cat dist/SHA256SUMS
