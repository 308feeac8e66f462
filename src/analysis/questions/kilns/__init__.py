"""Did every kiln stop as long as it had to, and what must be made up?"""
