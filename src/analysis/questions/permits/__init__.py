"""How many passes were issued, so that goods could move and enterprises work?"""
