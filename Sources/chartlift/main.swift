print("chartlift")
