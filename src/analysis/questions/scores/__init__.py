"""How does each enterprise use its land, and why did classes change?"""
