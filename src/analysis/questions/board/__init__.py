"""How do the year's targets stand: on schedule, since last month, and at the end of the year?"""
