"""The production role reads and writes rows; the tables, and the triggers on them, belong to another role."""

import os

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from psycopg import sql


class Command(BaseCommand):
    help = "Give the role DATABASE_ROLE (password DATABASE_PASSWORD) all rows and no table. Run as the tables' owner."

    @transaction.atomic
    def handle(self, *args: object, **options: object) -> None:
        role, password = os.environ.get("DATABASE_ROLE", ""), os.environ.get("DATABASE_PASSWORD", "")
        if not role or not password:
            raise CommandError("Set DATABASE_ROLE and DATABASE_PASSWORD.")
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user = %s, to_regrole(quote_ident(%s)) IS NULL", [role, role])
            owner, missing = cursor.fetchone()
            if owner:
                raise CommandError(f"{role} owns the tables; the application needs a role of its own.")
            name = sql.Identifier(role)
            if missing:
                cursor.execute(sql.SQL("CREATE ROLE {}").format(name))
            cursor.execute(sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(name, sql.Literal(password)))
            cursor.execute(
                sql.SQL(
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {0};"
                    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {0}"
                ).format(name)
            )
