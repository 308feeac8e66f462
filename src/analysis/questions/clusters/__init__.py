"""Which clusters really grow, which ride their industry, who reaches the target?"""
