"""How much support did enterprises of each county receive this year?"""
