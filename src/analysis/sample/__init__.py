"""Synthetic cities in the raw layouts that Chinese bureaus export.

A question adds its part by one file, `questions/<name>/sample.py`, found by its folder:

    def sample(world: World, rng: np.random.Generator) -> Sample:
        rows = …                                    # typed rows of a table, from `world` and `rng`
        rows, notes = plant(rng, PROJECTS, rows, FAULTS, each=3)
        return Sample(
            [raw_file(PROJECTS, rows, Layout("项目库", "2022-12-12", groups=…), world)],
            planted=[Planted("planted_investment.csv", notes, "…", "…")],
        )

`world.World` is the invented city, `layout.Layout` how a bureau lays out the rows, `planting.plant`
puts in faults and lists them. `rng` comes from the seed and the question's name: no other
question's files change with it.
"""

from analysis.sample.city import write_city

__all__ = ["write_city"]
