"""The tables of tickets.db, as the steps that lead to them. A step that was released is never edited.

The tables of a file are compared to what the steps make.

What a resident said or gave (text, place, contact) lies only in the two sealed columns: ``tickets.sealed``
for the kiosk's own use, ``messages.sealed`` as the bytes to send, frozen when the message was saved. Those of
a ticket are erased once they have arrived everywhere. The other columns are what a list is filtered by.
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
    (
        """CREATE TABLE messages (
            id        INTEGER PRIMARY KEY,
            ticket_id TEXT NOT NULL REFERENCES tickets (id),
            kind      TEXT NOT NULL
                      CHECK (kind IN ('ticket', 'addition', 'reminder', 'withdrawal', 'rating', 'reopening')),
            key       TEXT NOT NULL UNIQUE,
            sealed    BLOB,
            CHECK (kind = 'ticket' OR sealed IS NOT NULL)
        )""",
        "CREATE INDEX messages_by_ticket ON messages (ticket_id, id)",
        "INSERT INTO messages (ticket_id, kind, key, sealed) "
        "SELECT ticket_id, 'ticket', key, max(payload) FROM outbox GROUP BY key ORDER BY min(id)",
        "ALTER TABLE outbox RENAME TO outbox_before",
        """CREATE TABLE outbox (
            id          INTEGER PRIMARY KEY,
            ticket_id   TEXT NOT NULL REFERENCES tickets (id),
            destination TEXT NOT NULL,
            key         TEXT NOT NULL REFERENCES messages (key),
            state       TEXT NOT NULL DEFAULT 'queued'
                        CHECK (state IN ('queued', 'sending', 'sent', 'set-aside')),
            tries       INTEGER NOT NULL DEFAULT 0,
            failures    INTEGER NOT NULL DEFAULT 0,
            due         REAL NOT NULL DEFAULT 0,
            wait_s      REAL NOT NULL DEFAULT 0,
            failed_at   REAL NOT NULL DEFAULT 0,
            token       TEXT NOT NULL DEFAULT '',
            reason      TEXT NOT NULL DEFAULT '',
            reference   TEXT NOT NULL DEFAULT '',
            received_at TEXT NOT NULL DEFAULT '',
            UNIQUE (destination, key)
        )""",
        "INSERT INTO outbox (id, ticket_id, destination, key, state, tries, failures, wait_s, failed_at, "
        "reason, reference, received_at) SELECT id, ticket_id, destination, key, state, 1, attempts, wait_s, "
        "failed_at, reason, reference, received_at FROM outbox_before",
        "DROP TABLE outbox_before",
        "CREATE INDEX outbox_by_due ON outbox (destination, state, due, id)",
        "CREATE INDEX outbox_by_ticket ON outbox (ticket_id, destination, id)",
        "ALTER TABLE pauses ADD COLUMN due REAL NOT NULL DEFAULT 0",
        "CREATE INDEX tickets_by_category ON tickets (category, sequence)",
    ),
    (
        # contact: 1 until a ticket's name and phone number are erased
        "ALTER TABLE tickets ADD COLUMN contact INTEGER NOT NULL DEFAULT 1",
        "CREATE INDEX tickets_with_contact ON tickets (sequence) WHERE contact",
    ),
)
