"""Are the year's projects started, invested and in statistics, and which counties lag?"""
