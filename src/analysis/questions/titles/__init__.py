"""Who holds which title, who is new, who waits, whose title ends, and what money goes with it?"""
