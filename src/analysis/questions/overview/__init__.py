"""What changed since last month, which targets are in danger, and what needs doing?"""
