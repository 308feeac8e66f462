"""Where does output end the year, and is the target reached?"""
