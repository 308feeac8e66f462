"""Where does the city stand in its province, by what the province has published?"""
