"""How many projects are on the year's lists, and what money was planned, granted, paid?"""
