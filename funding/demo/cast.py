"""Who plays: the parts everywhere, and an invented name for each of them in each invented region."""

# fmt: off
PARTS = (
    "author", "lead", "office", "chair", "applicant", "signatory", "case_worker", "checker", "approver", "cashier",
    "stranger",
)
# A bench and the institution that sends its member; the first seat is the chair's.
STEERING = (
    ("administration", "Kreisverwaltung"), ("municipalities", "Gemeinde"), ("doctors", "Ärzteverein"),
    ("insurers", "Krankenkasse"), ("hospitals", "Klinik"), ("care", "Pflegedienst"), ("other", "Selbsthilfe"),
)
FUNDERS = (
    ("states", "Landesministerium"), ("insurers", "Krankenkasse"), ("chambers", "Ärztekammer"),
    ("doctors", "Ärztevereinigung"), ("insurers", "Betriebskasse"), ("insurers", "Innungskasse"),
    ("insurers", "Ersatzkassenverband"),
)
# In the order of the parts, then the other seats of the steering group, then those of the committee.
NAMES = {
    "Auental": (
        "Jana Brandt", "Dr. Karin Voss", "Petra Lang", "Landrat Uwe Harms", "Timo Busch", "Ines Kramer",
        "Okan Yildiz", "Helga Moor", "Rita Sommer", "Paul Winter", "Nils Fremd",
        "Almut Reimers", "Dr. Birgit Onken", "Claas Wessel", "Doris Ahlers", "Enno Tjarks", "Frauke Lührs",
        "Gesa Thomsen", "Hauke Petersen", "Dr. Insa Behrens", "Dr. Jörg Meinen", "Kerstin Albers", "Lutz Coners",
        "Maike Dirks",
    ),
    "Mainwiesen": (
        "Anna Hofer", "Dr. Bernd Kandler", "Christa Lutz", "Landrat Dieter Wolf", "Eva Schmitt", "Franz Keller",
        "Gabi Roth", "Hans Zeller", "Ilse Baumann", "Josef Hartl", "Kurt Weit",
        "Lena Huber", "Dr. Max Rieder", "Nora Fuchs", "Otto Kern", "Paula Seitz", "Quirin Bauer",
        "Rosa Haas", "Stefan Vogt", "Dr. Tina Amann", "Dr. Udo Lechner", "Vera Pfister", "Werner Maurer", "Xaver Unger",
    ),
    "Neckarbogen": (
        "Mira Staab", "Dr. Nele Rausch", "Oliver Debus", "Landrat Peter Kolb", "Ruth Emmerich", "Sven Diehl",
        "Tarek Amin", "Ulla Momberg", "Volker Reitz", "Wiebke Jost", "Yves Fern",
        "Anke Lotz", "Dr. Bodo Wicker", "Carmen Heil", "Dirk Schäfer", "Elke Nau", "Fritz Damm",
        "Gitta Seibel", "Holger Bott", "Dr. Ira Kuhl", "Dr. Jens Ruppel", "Karla Euler", "Leo Marx", "Meike Born",
    ),
}
# fmt: on


def names_in(region: str) -> tuple[str, ...]:
    return NAMES.get(region, NAMES["Auental"])
