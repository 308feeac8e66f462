"""Which large enterprises fall, stop or do not report, and what does that cost the city?"""
