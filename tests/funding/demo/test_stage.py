"""What a story knows of earlier runs."""

import pytest

from funding.demo.stage import Story


@pytest.mark.parametrize(
    ("done", "erased"),
    [
        ([], False),
        (["demo Aue, Bus 1", "demo Aue, Bus 2"], False),
        (["demo Aue, Bus 7"], True),
        (["demo Aue, Bus, call 1"], False),
        (["demo Aue, Busse 7"], False),
    ],
)
def test_a_story_whose_file_was_destroyed_is_known_by_what_its_retention_kept(done, erased):
    story = Story("Aue, Bus", None, dict.fromkeys(done, 1), lambda seconds: None)
    assert story.is_erased is erased
