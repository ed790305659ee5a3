print("ghiseu")
