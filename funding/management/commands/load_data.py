from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from funding.data.loading import load_standing_data


class Command(BaseCommand):
    help = "Load the regions, bodies, programmes, law and published projects that ship with the product."

    def handle(self, *args: object, **options: object) -> None:
        load_standing_data()
        self.stdout.write(_("Standing data is loaded; what was there already has stayed as it is."))
