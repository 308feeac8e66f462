"""Everything that README, guide and CONTRIBUTING ask a reader to type is run."""

import pytest

from tests.docs.snippets import PAGES, ROOT, read, run


@pytest.mark.parametrize(
    "page", [page for page in PAGES if [*read(page)]], ids=lambda p: str(p.relative_to(ROOT))
)
def test_every_snippet_of_a_page_runs(page, project):
    namespace = {"__name__": page.stem}
    for snippet in read(page):
        run(snippet, project, namespace)
