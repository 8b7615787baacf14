"""From older practice to FFB: a mapping table, decisions, a plan, and what is lost on the way.

Opinion taken: nothing is guessed. A term becomes what the table or a person says it becomes, and everything
else is told as *kræver afgørelse* or *tabt*; every post has one outcome, so the figures add up. The same
posts, table and decisions give the same answer, so it can be run again. Source: 6-sag (Conversion), S4.
"""
