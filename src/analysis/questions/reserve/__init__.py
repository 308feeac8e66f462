"""Is the medical reserve at its plan, how long does it last, and what expires next?"""
