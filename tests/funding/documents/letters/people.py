"""Who and what all letters are about."""

import datetime as dt
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
MADE_AT = dt.datetime(2026, 2, 12, 10, 30, tzinfo=BERLIN)

AUTHORITY = {
    "name": "Landesamt für Gesundheitsförderung Musterland",
    "street": "Am Deich 4",
    "postcode": "99990",
    "city": "Musterstadt",
    "contact": {"name": "Jana Lindner", "phone": "0999 123-45", "mail": "foerderung@musterland.example"},
}
OFFICE = {
    "name": "Koordinationsstelle Gesundheitsregion Seeland",
    "street": "Marktplatz 1",
    "postcode": "99991",
    "city": "Seestadt",
}
COUNTY = {
    "name": "Landkreis Seeland",
    "addition": "Fachdienst Gesundheit",
    "street": "Kreisstraße 12",
    "postcode": "99991",
    "city": "Seestadt",
}
COURT = {
    "type": "action",
    "name": "Verwaltungsgericht Musterstadt",
    "street": "Justizallee 7",
    "postcode": "99990",
    "city": "Musterstadt",
}
LINDNER = {"name": "Jana Lindner", "function": "Sachbearbeitung", "signed_on": dt.date(2026, 2, 11)}
BEHRENS = {"name": "Dr. Thomas Behrens", "function": "Leitung des Referats", "signed_on": dt.date(2026, 2, 12)}
KRUEGER = {"name": "Ayşe Krüger", "function": "Anordnungsbefugnis", "signed_on": dt.date(2026, 5, 8)}

PROJECT = "Pflegelotsen im Quartier"
PROGRAMME = "Richtlinie Gesundheitsregionen 2021"
COMMON = {"invented": True, "made_at": MADE_AT, "date": dt.date(2026, 2, 12), "reference": "GR-2026-0042"}
RESOLUTION = {"body": "Lenkungsgremium", "date": dt.date(2026, 1, 28)}
BASIS = ["§§ 23, 44 LHO und die Verwaltungsvorschriften dazu", "Richtlinie Gesundheitsregionen vom 21.12.2020"]
