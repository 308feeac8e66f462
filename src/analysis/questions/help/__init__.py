"""What do enterprises ask for, is it solved, in time, and to their satisfaction?"""
