"""The tables of tickets.db, as the steps that lead to them. A step that was released is never edited.

Steps make tables and indexes or add columns: the tables of a file are compared to what they make.

What a resident said or gave (text, place, contact) lies only in the two sealed columns: ``tickets.sealed``
for the kiosk's own use, ``outbox.payload`` as the bytes to send, frozen when the ticket was saved and erased
once they have arrived. The other columns are what a list is filtered by.
"""

from __future__ import annotations

from kiosk.tickets.migrating import Migration

MIGRATIONS: tuple[Migration, ...] = (
    (
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value NOT NULL)",
        """CREATE TABLE tickets (
            sequence INTEGER PRIMARY KEY,
            id       TEXT NOT NULL UNIQUE,
            number   TEXT NOT NULL UNIQUE,
            made_at  TEXT NOT NULL,
            category TEXT NOT NULL,
            urgency  TEXT NOT NULL,
            kind     TEXT NOT NULL,
            sealed   BLOB NOT NULL
        )""",
        """CREATE TABLE outbox (
            id          INTEGER PRIMARY KEY,
            ticket_id   TEXT NOT NULL REFERENCES tickets (id),
            destination TEXT NOT NULL,
            key         TEXT NOT NULL,
            payload     BLOB,
            state       TEXT NOT NULL DEFAULT 'queued'
                        CHECK (state IN ('queued', 'sending', 'sent', 'set-aside')),
            attempts    INTEGER NOT NULL DEFAULT 0,
            wait_s      REAL NOT NULL DEFAULT 0,
            failed_at   REAL NOT NULL DEFAULT 0,
            reason      TEXT NOT NULL DEFAULT '',
            reference   TEXT NOT NULL DEFAULT '',
            received_at TEXT NOT NULL DEFAULT '',
            UNIQUE (destination, key),
            CHECK (state = 'sent' OR payload IS NOT NULL)
        )""",
        "CREATE INDEX outbox_by_state ON outbox (destination, state, id)",
        "CREATE INDEX outbox_by_ticket ON outbox (ticket_id, destination, id)",
        """CREATE TABLE pauses (
            destination TEXT PRIMARY KEY,
            attempts    INTEGER NOT NULL,
            wait_s      REAL NOT NULL,
            failed_at   REAL NOT NULL,
            reason      TEXT NOT NULL
        )""",
    ),
)
