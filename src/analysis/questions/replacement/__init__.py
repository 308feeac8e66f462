"""Is a plan of capacity replacement lawful, and if not, what does it lack?"""
