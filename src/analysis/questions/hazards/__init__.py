"""Which hazards were found at units with explosives, are they closed, who was inspected?"""
