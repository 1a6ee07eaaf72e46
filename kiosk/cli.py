"""Every command of the kiosk; each calls one function."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from kiosk import __version__, settings
from kiosk.settings import Settings
from kiosk.settings.file import SettingsError

log = logging.getLogger(__name__)
_FILE = click.Path(path_type=Path)


class _Group(click.Group):
    """Turns what a person can put right into one sentence and exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        from kiosk.app.errors import TOLD

        try:
            return super().invoke(ctx)
        except TOLD as error:
            click.echo(f"kiosk {ctx.invoked_subcommand}: {error}", err=True)
            sys.exit(2)


@click.group(cls=_Group)
@click.version_option(__version__, prog_name="kiosk")
@click.option("--settings", "path", type=_FILE, help="Settings file; default: the user's own.")
@click.option("-v", "--verbose", is_flag=True, help="Say on stderr what happens.")
@click.pass_context
def main(ctx: click.Context, path: Path | None, verbose: bool) -> None:
    """Heard (听见): a voice kiosk for community service stations."""
    from kiosk.app.log import begin

    begin(verbose=verbose)
    if path is not None and not path.is_file():
        raise SettingsError(f"{path}: there is no such settings file; name one that is there.")
    ctx.obj, _ = settings.load(path, strict=ctx.invoked_subcommand not in ("run", "ears", "voice"))


def _language(default: str | None = None) -> Callable[[Any], Any]:
    return click.option(
        "--language", required=default is None, default=default, metavar="L", help="Such as zh-CN or en."
    )


@main.command()
@click.option("--windowed", is_flag=True, help="A window on a desk instead of the full screen.")
@click.option("--trace", type=_FILE, help="Write what is shown and done to this file (for tests).")
@click.pass_obj
def run(given: Settings, windowed: bool, trace: Path | None) -> None:
    """Run the kiosk, full screen."""
    from kiosk.app.run import run as run_kiosk

    if sys.platform != "win32" and os.geteuid() == 0:
        log.warning("the kiosk should not be run by root: give it a user of its own")
    sys.exit(run_kiosk(given, windowed=windowed, trace=trace))


@main.command()
@click.argument("script", type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="Each event and effect as a line, the ticket last.")
@click.option("--out", type=_FILE, help="Keep what was said as WAV files in this folder.")
@click.option("--agree", is_flag=True, help="Go on alone once the script ends.")
@click.pass_obj
def rehearse(given: Settings, script: Path, as_json: bool, out: Path | None, agree: bool) -> None:
    """Play a whole conversation without a screen."""
    from kiosk.app.rehearse import rehearse as play

    sys.exit(play(given, script, as_json=as_json, out=out, agree=agree))


@main.command()
@_language()
@click.option("--engine", type=click.Choice(["vosk", "whisper", "both"]), default=None)
@click.option("--realtime", is_flag=True, help="Hear as fast as one speaks, and measure the wait.")
@click.option("--json", "as_json", is_flag=True, help="A JSON object a line.")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.pass_obj
def transcribe(
    given: Settings,
    language: str,
    engine: str | None,
    realtime: bool,
    as_json: bool,
    files: tuple[Path, ...],
) -> None:
    """Say what was said in WAV files."""
    from kiosk.app.commands import transcribe as hear

    sys.exit(hear(given, files, language=language, engine=engine or "", realtime=realtime, as_json=as_json))


@main.command()
@_language(default="")
@click.option("--out", type=_FILE, help="The WAV file to write.")
@click.option("--rate", default=100, show_default=True, help="Per cent of the language's pace.")
@click.option("--prepare", is_flag=True, help="Render all that is always the same (of L alone), once.")
@click.option("--reading", is_flag=True, help="Print how the text is read, without a sound.")
@click.argument("text", default="")
@click.pass_obj
def speak(
    given: Settings, language: str, out: Path | None, rate: int, prepare: bool, reading: bool, text: str
) -> None:
    """Write what the voice says as a WAV file; or render the kiosk's own sentences before one waits."""
    from kiosk.app import commands

    if prepare:
        sys.exit(commands.prepare_voices(given, [language] if language else given.languages))
    if reading and language and text:
        print(commands.reading(given, text, language))
        return
    if not (language and out and text):
        raise click.UsageError("give --language, --out or --reading, and the text to say; or else --prepare")
    sys.exit(commands.speak(given, text, out, language=language, rate=rate))


@main.command()
@_language()
@click.option("--screen", default="", metavar="NAME", help="What an answer does on this screen instead.")
@click.option("--json", "as_json", is_flag=True, required=True, help="A JSON object a line.")
@click.pass_obj
def understand(given: Settings, language: str, screen: str, as_json: bool) -> None:
    """Understand requests: a line each on stdin, a JSON object each on stdout."""
    from kiosk.conversation.trial import run as answer_lines
    from kiosk.understanding.command import run as understand_lines

    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # real files here
    places = given.station.places
    if not screen:
        sys.exit(understand_lines(sys.stdin, sys.stdout, given.pack(language), places))
    packs = [given.pack(tag) for tag in dict.fromkeys((language, *given.languages))]
    sys.exit(answer_lines(sys.stdin, sys.stdout, packs, screen, places))


@main.group()
def tickets() -> None:
    """List, show, send again and export tickets."""


def _number(**options: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A ticket's number: displayed in groups, it may come in groups."""
    return click.argument("number", nargs=-1, callback=lambda _c, _p, groups: " ".join(groups), **options)


def _filter(command: Callable[..., Any]) -> Callable[..., Any]:
    day = click.DateTime(["%Y-%m-%d"])
    for option in (
        click.option("--personal", is_flag=True, help="Show names and phone numbers too."),
        click.option("--text", default="", help="Only those with this text."),
        click.option("--until", type=day, help="Only those up to this day."),
        click.option("--since", type=day, help="Only those from this day on."),
        click.option("--state", type=click.Choice(["queued", "sending", "sent", "set-aside"])),
    ):
        command = option(command)
    return command


def _wanted(state: str | None, since: datetime | None, until: datetime | None, text: str) -> Any:
    from kiosk.tickets.listing import Filter
    from kiosk.tickets.outbox import State

    return Filter(
        state=State(state) if state else None,
        since=since.date() if since else None,
        until=until.date() if until else None,
        text=text,
    )


@tickets.command("list")
@click.option("--last", default=500, show_default=True, help="How many, the newest.")
@_filter
@click.pass_obj
def list_tickets(given: Settings, /, personal: bool, last: int, **wanted: Any) -> None:
    """A line for each ticket, the oldest first."""
    from kiosk.tickets import commands

    click.echo(commands.list_tickets(given, _wanted(**wanted), personal=personal, last=last))


@tickets.command("show")
@_number(required=True)
@click.option("--personal", is_flag=True, help="Show name and phone number too.")
@click.pass_obj
def show_ticket(given: Settings, number: str, personal: bool) -> None:
    """Everything about one ticket."""
    from kiosk.tickets import commands

    click.echo(commands.show_ticket(given, number, personal=personal))


@tickets.command("retry")
@_number()
@click.pass_obj
def retry_tickets(given: Settings, number: str) -> None:
    """Put one ticket, or all that wait or were set aside, back to the queue."""
    from kiosk.tickets import commands

    click.echo(commands.retry_tickets(given, number))


@tickets.command("erase")
@_number(required=True)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def erase_ticket(given: Settings, number: str, yes: bool) -> None:
    """Erase one ticket here, with all that followed it."""
    from kiosk.tickets import rights

    click.echo(rights.erase_ticket(given, number, agrees=lambda question: yes or click.confirm(question)))


@tickets.command("audit")
@click.pass_obj
def audit(given: Settings) -> None:
    """Who looked at, exported or erased what and when, and whether that log is as it was written."""
    from kiosk.tickets import rights

    for line in rights.audit(given):
        click.echo(line)


@tickets.command("export")
@_number()
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.option("--out", type=_FILE, help="The file to write; default: standard output.")
@_filter
@click.pass_obj
def export_tickets(
    given: Settings, /, number: str, form: Any, out: Path | None, personal: bool, **wanted: Any
) -> None:
    """Tickets as CSV or JSON, personal data masked unless asked for; of NUMBER all that is kept, as JSON."""
    from kiosk.tickets import commands, rights

    if number and out is None:
        sys.stdout.buffer.write(rights.export_ticket(given, number))
    elif number and out is not None:
        click.echo(commands.written(out, [rights.export_ticket(given, number)]))
    elif out is None:
        content = commands.export_tickets(given, form, _wanted(**wanted), personal=personal)
        sys.stdout.buffer.writelines(content)
    else:
        click.echo(commands.export_to_file(given, form, out, _wanted(**wanted), personal=personal))


@main.command("slip")
@_number(required=True)
@click.option("--out", type=_FILE, help="Write the slip there as a picture (PNG).")
@click.option("--print", "on_paper", is_flag=True, help="Print it on the printer of the settings.")
@click.pass_obj
def make_slip(given: Settings, number: str, out: Path | None, on_paper: bool) -> None:
    """The slip of paper of a ticket: number, date, category, how to ask."""
    if out is None and not on_paper:
        raise click.UsageError("give --out FILE.png, or --print")
    from kiosk.app.slip import slip

    click.echo(slip(given, number, out=out, on_paper=on_paper))


@main.group()
def models() -> None:
    """List, install and verify speech models."""


@models.command("list")
@click.option("--json", "as_json", is_flag=True, help="A JSON object a line.")
@click.pass_obj
def list_models(given: Settings, as_json: bool) -> None:
    """The catalogue, and what of it is installed."""
    from kiosk.app import commands

    sys.exit(commands.models(given, "list", as_json=as_json))


@models.command("install")
@click.argument("names", nargs=-1)
@click.option("--from", "brought", type=_FILE, help="A zip, wheel or folder, such as on a USB stick.")
@click.option("--language", "languages", multiple=True, help="Those that this language wants.")
@click.pass_obj
def install_models(
    given: Settings, names: tuple[str, ...], brought: Path | None, languages: tuple[str, ...]
) -> None:
    """Install the named models, or those that the station's languages want."""
    from kiosk.app import commands

    sys.exit(commands.models(given, "install", names, languages=languages, brought=brought))


@models.command("verify")
@click.argument("names", nargs=-1)
@click.pass_obj
def verify_models(given: Settings, names: tuple[str, ...]) -> None:
    """Compare every file of the installed models with what was installed."""
    from kiosk.app import commands

    sys.exit(commands.models(given, "verify", names))


@main.command()
@click.option("--access", is_flag=True, help="Measure every screen against the access table instead.")
@click.option("--screen-inches", type=click.FloatRange(5, 120), help="Another diagonal than the settings'.")
@click.option("--json", "as_json", is_flag=True, help="The table as a JSON object.")
@click.option("--out", type=_FILE, help="Write the table there too: .md, .html or .json.")
@click.pass_context
def doctor(
    ctx: click.Context, access: bool, screen_inches: float | None, as_json: bool, out: Path | None
) -> None:
    """Check every part, and say what is wrong and what to do about it."""
    if access:
        from kiosk.app.access import access as measure

        sys.exit(measure(ctx.obj, inches=screen_inches, as_json=as_json, out=out))
    if screen_inches or as_json or out:
        raise click.UsageError("--screen-inches, --json and --out go with --access.")
    from kiosk.app.doctor import doctor as examine

    sys.exit(examine(ctx.obj, ctx.find_root().params["path"]))


@main.command()
def ears() -> None:
    """Be the ears: JSON lines on stdin and stdout (docs/protocol.md)."""
    from kiosk.app import commands

    commands.child("ears")


@main.command()
@click.option("--headphones", metavar="NAME", hidden=True, help="Only look whether this output is there.")
@click.option("--render", is_flag=True, hidden=True, help="Only write one utterance of pyttsx3's to a file.")
def voice(headphones: str | None, render: bool) -> None:
    """Be the voice: JSON lines on stdin and stdout (docs/protocol.md)."""
    from kiosk.app import commands

    if headphones is not None:
        sys.exit(commands.headphones(headphones))
    if render:
        sys.exit(commands.render())
    commands.child("voice")


if __name__ == "__main__":
    main()
