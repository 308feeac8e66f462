"""Every page of a batch in a browser: passive, readable by all, whole on a screen and a phone."""

import pytest

from analysis.reports.notebook import find_notebooks

from .conftest import NOTEBOOKS
from .looked import look

pytestmark = pytest.mark.browser
PAGES = ("index", *(path.stem for path in find_notebooks(NOTEBOOKS, ())))
WIDTHS = (1200, 390)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_passive_whole_and_readable_by_all(reports, chromium, name, width):
    found = [look(chromium, path, width) for path in reports if path.name.startswith(name)]
    assert found
    faults = {page.path.name: [*page.faults()] for page in found}
    assert not any(faults.values()), faults
