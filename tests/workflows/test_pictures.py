"""A lifecycle drawn: nothing is left out, every id stands once, and a modeller can open it."""

import re
from xml.etree import ElementTree as ET

import pytest

from workflows.binding import flows
from workflows.bpmn import DRAWING, LINES, MODEL, bpmn
from workflows.pictures import Walk, main_line, spots, svg

TABLES = [flow.lifecycle for flow in flows()]
NODES = ("startEvent", "endEvent", "task", "userTask", "exclusiveGateway")


def tags(root: ET.Element, space: str, *names: str) -> list[ET.Element]:
    return [element for name in names for element in root.iter(f"{{{space}}}{name}")]


def flat(line):
    for spot in line:
        yield spot
        yield from flat(spot.branches)


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_every_state_and_every_move_is_in_the_bpmn(table):
    root = ET.fromstring(bpmn(table))
    nodes = {element.get("id") for element in tags(root, MODEL, *NODES)}
    assert {f"at_{stay.state}" for stay in table.stays} <= nodes
    arrows = {element.get("id"): element for element in tags(root, MODEL, "sequenceFlow")}
    wanted = {
        f"{move.name}_{source}_{target}" for move in table.moves for source in move.sources for target in move.targets
    }
    assert wanted <= set(arrows)
    assert {arrow.get(end) for arrow in arrows.values() for end in ("sourceRef", "targetRef")} <= nodes


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_ids_stand_once_and_everything_is_drawn(table):
    root = ET.fromstring(bpmn(table))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    process = next(iter(tags(root, MODEL, "process"))).get("id")
    assert [plane.get("bpmnElement") for plane in tags(root, DRAWING, "BPMNPlane")] == [process]
    drawn = {shape.get("bpmnElement") for shape in tags(root, DRAWING, "BPMNShape")}
    assert drawn == {element.get("id") for element in tags(root, MODEL, *NODES)}
    edges = {edge.get("bpmnElement"): tags(edge, LINES, "waypoint") for edge in tags(root, DRAWING, "BPMNEdge")}
    assert set(edges) == {element.get("id") for element in tags(root, MODEL, "sequenceFlow")}
    assert all(len(points) >= 2 for points in edges.values())


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_where_several_moves_lead_on_a_gateway_chooses_one(table):
    root = ET.fromstring(bpmn(table))
    out = [element.get("sourceRef") for element in tags(root, MODEL, "sequenceFlow")]
    gateways = {element.get("id") for element in tags(root, MODEL, "exclusiveGateway")}
    assert {node for node in out if out.count(node) > 1} <= gateways


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_every_state_is_in_the_picture_which_fits_a_phone(table):
    line = spots(table, main_line(table), Walk(here=str(table.first)))
    assert {spot.state for spot in flat(line)} == {str(stay.state) for stay in table.stays}
    drawn = svg(line, "The way")
    assert ET.fromstring(drawn).tag == "svg"
    assert "style=" not in drawn
    assert max(int(x) for x in re.findall(r'<tspan x="(\d+)"', drawn)) <= 78


def test_a_way_really_gone_is_blue_and_the_rest_dotted(thing):
    table = thing().table
    first, second, *rest = main_line(table)
    line = spots(table, (first, second, *rest), Walk(frozenset({(first, second)}), second))
    assert [spot.place for spot in line] == ["gone", "here", *["ahead"] * len(rest)]
