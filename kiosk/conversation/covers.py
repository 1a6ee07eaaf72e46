"""What can lie over a step, as a View: comfort, help, the relay, the covered screen, the last warning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.conversation import relay, screenplay
from kiosk.conversation.comfort import panel
from kiosk.conversation.session import Overlay, Session, Side
from kiosk.conversation.sheets import Say, Station
from kiosk.conversation.view import Act, Lamp, LampState, Note, Row, View
from kiosk.conversation.wording import join


def _how_to(base: View, session: Session, station: Station, say: Say) -> View:
    parts = tuple(Note("speaker-high", say(f"how_to.{part}")) for part in screenplay.HOW_TO)
    return replace(
        base,
        question=(say("how_to.label"),),
        notes=parts,
        acts=(Act("go-on", say("how_to.go_on"), icon="arrow-right", main=True),),
    )


def _help(base: View, session: Session, station: Station, say: Say) -> View:
    return replace(
        base,
        question=(say("help.title"), say("help.body")),
        acts=(
            Act("go-on", say("help.go_on"), icon="arrow-right", main=True),
            Act("how-to", say("how_to.label"), icon="question"),
            Act("relay", say("relay.open"), say("relay.open_hint"), icon="chats-circle"),
            Act("start-over", say("help.start_over"), icon="arrow-counter-clockwise"),
        ),
    )


def _start_over(base: View, session: Session, station: Station, say: Say) -> View:
    return replace(
        base,
        question=(say("start_over.question"), say("start_over.body")),
        acts=(
            Act("no", say("start_over.no"), icon="arrow-right", main=True),
            Act("yes", say("start_over.yes"), icon="arrow-counter-clockwise", warn=True),
        ),
    )


def _still_there(base: View, session: Session, station: Station, say: Say) -> View:
    return replace(
        base,
        question=(say("still.question"), say("still.body")),
        acts=(Act("yes", say("still.here"), icon="hand-waving", main=True),),
    )


def _hidden(base: View, session: Session, station: Station, say: Say) -> View:
    return replace(
        base,
        question=(say("hidden.title"), say("hidden.body")),
        acts=(Act("show", say("hidden.show"), say("hidden.show_hint"), icon="eye", main=True),),
    )


def _relay(base: View, session: Session, station: Station, say: Say) -> View:
    now = session.relay

    def row(side: Side) -> Row:
        line = relay.last(now, side) if side is not now.writer else None
        said = say(f"relay.reply_{line.reply}") if line and line.reply else line.text if line else ""
        if side is Side.VOLUNTEER and now.dictating:
            said = join([word.text for word in session.caption], session.language)
        return Row(say(f"relay.{side.value}"), said)

    base = replace(base, rows=(row(Side.VOLUNTEER), row(Side.RESIDENT)))
    if now.writer:
        return replace(
            base,
            screen="relay-write",
            question=(say(f"relay.{now.writer.value}_writes"),),
            label=say(f"relay.{now.writer.value}"),
            acts=(Act("typed", say("relay.show"), icon="check-circle", main=True),),
        )
    words = {
        "finish": Act("finish", say("speak.finish"), icon="check-circle", main=True),
        "write-resident": Act("write-resident", say("relay.write_resident"), icon="keyboard", main=True),
        "write-volunteer": Act("write-volunteer", say("relay.write_volunteer"), icon="identification-badge"),
        "dictate": Act("dictate", say("relay.dictate"), icon="microphone"),
        "use-words": Act("use-words", say("relay.use"), icon="paper-plane-tilt"),
        "close": Act("close", say("relay.close"), icon="arrow-left"),
    }
    codes = screenplay.offered(session)
    replies = tuple(f"reply-{reply}" for reply in screenplay.RELAY_REPLIES)
    return replace(
        base,
        question=(say("relay.volunteer_speaks" if now.dictating else "relay.title"),),
        hint="" if now.lines else join((say("relay.body"), say("notice.kept")), session.language),
        lamp=base.lamp if session.speaking or now.dictating else Lamp(LampState.IDLE, ""),
        acts=tuple(words[code] for code in codes if code in words),
        keypad=tuple(Act(code, say(f"relay.{code.replace('-', '_')}")) for code in replies if code in codes),
    )


def _comfort(base: View, session: Session, station: Station, say: Say) -> View:
    return panel(base, session, station.packs, say)


OVERLAYS: dict[Overlay, Callable[[View, Session, Station, Say], View]] = {
    Overlay.COMFORT: _comfort,
    Overlay.HELP: _help,
    Overlay.START_OVER: _start_over,
    Overlay.STILL_THERE: _still_there,
    Overlay.HIDDEN: _hidden,
    Overlay.RELAY: _relay,
    Overlay.HOW_TO: _how_to,
}
