"""``localize completion``."""

from __future__ import annotations

import json

import click
from click.shell_completion import get_completion_class

from localize.cli.shared import json_option

__all__ = ["completion"]

_WHERE = {
    "bash": "localize completion bash >> ~/.bashrc",
    "zsh": "localize completion zsh >> ~/.zshrc",
    "fish": "localize completion fish > ~/.config/fish/completions/localize.fish",
}


@click.command(epilog="Example: localize completion bash >> ~/.bashrc")
@click.argument("shell", type=click.Choice(list(_WHERE)))
@json_option
def completion(shell: str, *, as_json: bool) -> None:
    """Print what makes a shell complete commands, options, markets, marketplaces and files with the tabulator key.

    It goes into the file that your shell reads at its start; open a new shell then.
    """
    from localize.cli.main import cli  # late: main imports this module

    found = get_completion_class(shell)
    assert found is not None  # noqa: S101 - click has each of the three
    script = found(cli, {}, "localize", "_LOCALIZE_COMPLETE")
    text = script.source_template % script.source_vars()  # source() would look for the shell, which may be elsewhere
    if as_json:
        click.echo(json.dumps({"shell": shell, "script": text, "install": _WHERE[shell]}))
        return
    click.echo(text)
