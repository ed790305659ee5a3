"""What `Benchmarks/paper` is made of: invented people, hands, forms, scanners, and the scores."""
