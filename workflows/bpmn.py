"""A lifecycle as BPMN 2.0 with its drawing: every state, every move, for any modeller.

A state in which somebody acts is a user task, one that waits for the clock a plain task. Where several moves lead on,
an exclusive gateway follows, since several ways out of a task would all be gone at once. A final state without a way
out is an end event.
"""

from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from workflows.lifecycle import CLOCK, Lifecycle, Move
from workflows.pictures import words_of

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DRAWING = "http://www.omg.org/spec/BPMN/20100524/DI"
SHAPES = "http://www.omg.org/spec/DD/20100524/DC"
LINES = "http://www.omg.org/spec/DD/20100524/DI"
for _prefix, _space in (("bpmn", MODEL), ("bpmndi", DRAWING), ("dc", SHAPES), ("di", LINES)):
    ET.register_namespace(_prefix, _space)

ROW, COLUMN, TOP, LEFT = 150, 230, 80, 160
TASK, EVENT, GATEWAY = (160, 80), (36, 36), (50, 50)
LANE = 14


@dataclass(frozen=True)
class Box:
    id: str
    kind: str
    name: str
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(frozen=True)
class Arrow:
    id: str
    source: Box
    target: Box
    name: str
    points: tuple[tuple[int, int], ...]


@dataclass
class Drawing:
    boxes: dict[str, Box] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)


def bpmn(lifecycle: Lifecycle) -> str:
    """An XML document. Ids are made of the names in the table, so two prints of a table are equal."""
    drawing = _draw(lifecycle)
    root = ET.Element(_tag(MODEL, "definitions"), id=f"{lifecycle.name}_definitions", targetNamespace="urn:foerderweg")
    process_id = f"{lifecycle.name}_{lifecycle.version}"
    process = ET.SubElement(
        root, _tag(MODEL, "process"), id=process_id, name=str(lifecycle.label or lifecycle.name), isExecutable="false"
    )
    for box in drawing.boxes.values():
        _write_node(process, box, drawing)
    for arrow in drawing.arrows:
        flow = ET.SubElement(process, _tag(MODEL, "sequenceFlow"), id=arrow.id)
        flow.attrib |= {"sourceRef": arrow.source.id, "targetRef": arrow.target.id}
        if arrow.name:
            flow.set("name", arrow.name)
    _write_drawing(root, process_id, drawing)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


def _draw(lifecycle: Lifecycle) -> Drawing:
    drawing = Drawing()
    for row, stay in enumerate(lifecycle.stays, start=1):
        state, ways = str(stay.state), lifecycle.leaving[stay.state]
        if stay.final and not ways:
            kind, size = "endEvent", EVENT
        else:
            kind, size = "task" if stay.waits_for in (None, CLOCK) else "userTask", TASK
        drawing.boxes[state] = _box(f"at_{state}", kind, words_of(lifecycle, state), 0, row, size)
        if sum(len(move.targets) for move in ways) > 1:
            drawing.boxes[f"{state} on"] = _box(f"from_{state}", "exclusiveGateway", "", 1, row, GATEWAY)
    drawing.boxes["start"] = _box("start", "startEvent", "", 0, 0, EVENT)
    _connect(drawing, lifecycle)
    return drawing


def _box(number: str, kind: str, name: str, column: int, row: int, size: tuple[int, int]) -> Box:
    width, height = size
    return Box(number, kind, name, LEFT + column * COLUMN - width // 2, TOP + row * ROW - height // 2, width, height)


def _connect(drawing: Drawing, lifecycle: Lifecycle) -> None:
    boxes = drawing.boxes
    first = boxes[str(lifecycle.first)]
    down = (boxes["start"].middle[0], boxes["start"].y + EVENT[1]), (first.middle[0], first.y)
    drawing.arrows.append(Arrow("begin", boxes["start"], first, "", down))
    for stay in lifecycle.stays:
        state = str(stay.state)
        gateway = boxes.get(f"{state} on")
        if gateway:
            across = _right(boxes[state]), (gateway.x, gateway.middle[1])
            drawing.arrows.append(Arrow(f"leave_{state}", boxes[state], gateway, "", across))
        for move in lifecycle.leaving[stay.state]:
            for target in move.targets:
                _add_move(drawing, gateway or boxes[state], boxes[str(target)], move, f"{state}_{target}")


def _add_move(drawing: Drawing, source: Box, target: Box, move: Move, between: str) -> None:
    """Every move has a lane of its own to the right, so that no two lines lie on each other."""
    lane = LEFT + COLUMN + 80 + LANE * len(drawing.arrows)
    x, y = _right(source)
    to_x, to_y = _right(target)
    to_y += 0 if target.kind == "endEvent" else target.height // 4
    points = ((x, y), (lane, y), (lane, to_y), (to_x, to_y))
    drawing.arrows.append(Arrow(f"{move.name}_{between}", source, target, str(move.label), points))


def _right(box: Box) -> tuple[int, int]:
    return box.x + box.width, box.middle[1]


def _write_node(process: ET.Element, box: Box, drawing: Drawing) -> None:
    node = ET.SubElement(process, _tag(MODEL, box.kind), id=box.id)
    if box.name:
        node.set("name", box.name)
    for arrow in drawing.arrows:
        if arrow.target is box:
            ET.SubElement(node, _tag(MODEL, "incoming")).text = arrow.id
    for arrow in drawing.arrows:
        if arrow.source is box:
            ET.SubElement(node, _tag(MODEL, "outgoing")).text = arrow.id


def _write_drawing(root: ET.Element, process_id: str, drawing: Drawing) -> None:
    diagram = ET.SubElement(root, _tag(DRAWING, "BPMNDiagram"), id=f"{process_id}_diagram")
    plane = ET.SubElement(diagram, _tag(DRAWING, "BPMNPlane"), id=f"{process_id}_plane", bpmnElement=process_id)
    for box in drawing.boxes.values():
        shape = ET.SubElement(plane, _tag(DRAWING, "BPMNShape"), id=f"{box.id}_shape", bpmnElement=box.id)
        if box.kind == "exclusiveGateway":
            shape.set("isMarkerVisible", "true")
        bounds = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
        ET.SubElement(shape, _tag(SHAPES, "Bounds"), {name: str(value) for name, value in bounds.items()})
    for arrow in drawing.arrows:
        edge = ET.SubElement(plane, _tag(DRAWING, "BPMNEdge"), id=f"{arrow.id}_edge", bpmnElement=arrow.id)
        for x, y in arrow.points:
            ET.SubElement(edge, _tag(LINES, "waypoint"), x=str(x), y=str(y))


def _tag(space: str, name: str) -> str:
    return f"{{{space}}}{name}"
