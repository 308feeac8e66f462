"""How far do cloud, green, electronics and the expo's projects reach, and of what?"""
