"""How many enterprises were trained, in how many sessions, and what events were held?"""
