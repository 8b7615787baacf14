"""The server: the only part that remembers. Django lives here and nowhere else.

One folder per concern: `adgang` who may what · `spor` what was done · `leverance` the store and receiving ·
`opgave` work in the background · `fund` findings through time · `godkendelse` approval · `api` for machines.
A view is only a page; every write that touches several models is one function in `actions.py`, in one
transaction, with keyword `by` and one row in the trail. Source: 2-arkitektur.
"""
