"""`00_start_here` and `10_own_data`, from their first cell to their last."""

import nbformat
import papermill


def executed(name, project):
    """The code cells of a notebook that was run in the project."""
    folder = project / "notebooks"
    path = folder / f"{name}.ipynb"
    papermill.execute_notebook(path, path, kernel_name="python3", cwd=folder, progress_bar=False)
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def shown(cell, kind):
    return [output.data[kind] for output in cell.outputs if kind in output.get("data", {})]


def test_ten_cells_lead_from_a_city_to_its_reports(project):
    cells = executed("00_start_here", project)
    assert len(cells) == 10
    assert all(cell.outputs for cell in cells)
    assert shown(cells[3], "image/png")
    assert "hi95" in shown(cells[5], "text/html")[0]
    (page,) = (project / "outputs").rglob("05a_titles.zh.html")
    assert page.relative_to(project).as_posix() in shown(cells[8], "text/html")[0]
    assert "待做 stale" in cells[9].outputs[0].text


def test_data_that_are_no_city_are_forecast_compared_scored_and_drawn(project):
    cells = executed("10_own_data", project)
    assert all(cell.outputs for cell in cells)
    assert any(shown(cell, "image/png") for cell in cells)
    assert "last_year" in cells[-1].outputs[0].text
