"""`irman bylaws`: sample bylaws to begin with."""

from __future__ import annotations

import click

from irman_ledger.cli.options import lang_option
from irman_ledger.errors import Lang


@click.command("bylaws")
@click.argument("name")
@lang_option
def command(name: str, lang: Lang) -> None:  # noqa: ARG001  # --lang is the language of a refusal
    """Print the sample bylaws NAME as TOML (contoh anggaran dasar); there is ksp, for a savings-and-loan cooperative.

    Write them to a file, make them those of your cooperative, and give the file to `irman init`: irman bylaws ksp > koperasi.toml
    """
    from irman_ledger.core.bylaws import Bylaws

    click.echo(Bylaws.sample(name).source, nl=False)
