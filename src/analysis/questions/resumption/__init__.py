"""Who is back at work after the Spring Festival, beside the same lunar day of earlier years?"""
