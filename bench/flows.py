from bench import lifecycle
from bench.models import Project
from workflows.binding import bind

ProjectV1 = bind(lifecycle.PROJECT, Project, __name__)
