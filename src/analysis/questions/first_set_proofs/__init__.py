"""Which products that apply as first sets of equipment lack which proof?"""
