"""tmp"""
DAG = 1
