"""No Docker here: the compose file against its published schema, and both files against each other and the sources."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = ("migrate", "web", "worker", "beat")
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def test_the_compose_file_obeys_the_compose_specification():
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"]
    done = subprocess.run(check, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_services_are_those_of_production_and_a_mail_catcher_for_developers():
    assert sorted(SERVICES) == ["beat", "database", "mail", "migrate", "redis", "web", "worker"]
    assert {name: service["profiles"] for name, service in SERVICES.items() if "profiles" in service} == {
        "mail": ["dev"]
    }


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate"}))
def test_is_watched_by_a_health_check(name):
    assert SERVICES[name]["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}


@pytest.mark.parametrize("name", OURS)
def test_ours_waits_for_what_it_needs_and_has_no_privilege(name):
    service = SERVICES[name]
    waits = {other: how["condition"] for other, how in service["depends_on"].items()}
    expected = {"database": "service_healthy"}
    if name != "migrate":
        expected |= {"redis": "service_healthy", "migrate": "service_completed_successfully"}

    assert waits == expected
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_no_secret_stands_in_the_file_and_none_has_a_default():
    text = (ROOT / "docker-compose.yml").read_text()
    secret = re.findall(r"\$\{(\w*(?:KEY|PASSWORD)\w*)([:?-]*)", text)

    assert {name for name, how in secret if how == ":?"} == {"SECRET_KEY", "DATABASE_PASSWORD", "OWNER_PASSWORD"}
    optional = {name for name, how in secret if how != ":?"}
    assert optional == {"EMAIL_HOST_PASSWORD", "SECRET_KEY_FALLBACKS"}, "a relay may need none, a first key has none"


def test_whatever_the_settings_read_is_passed_on():
    sources = [(ROOT / f"funding/settings/{name}.py").read_text() for name in ("base", "database", "production")]
    read = {name for text in sources for name in re.findall(r'(?:environ\.get|required)\("(\w+)"', text)}

    assert set(COMPOSE["x-environment"]) == read


def test_only_this_machine_reaches_a_port():
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert [port.split(":")[0] for port in ports] == ["127.0.0.1"] * 2


def test_redis_refuses_rather_than_forgets_and_keeps_nothing():
    command = SERVICES["redis"]["command"]
    assert dict(zip(command[1::2], command[2::2], strict=True)) == {
        "--maxmemory": "128mb",
        "--maxmemory-policy": "noeviction",
        "--save": "",
        "--appendonly": "no",
    }


def test_the_application_does_not_own_its_tables():
    assert SERVICES["web"]["environment"]["DATABASE_URL"].startswith("postgresql://foerderweg:")
    assert SERVICES["migrate"]["environment"]["DATABASE_URL"].startswith("postgresql://owner:")


def test_the_image_holds_what_it_copies_and_no_tool_of_development():
    copied = [source for line in re.findall(r"^COPY (.*)", DOCKERFILE, re.MULTILINE) for source in line.split()[:-1]]
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}

    assert set(copied) == allowed
    assert [source for source in copied if not (ROOT / source).exists()] == []
    assert "requirements-dev" not in DOCKERFILE


def test_the_image_runs_as_nobody_in_particular():
    assert re.findall(r"^USER (.*)", DOCKERFILE, re.MULTILINE) == ["10001:10001"]
