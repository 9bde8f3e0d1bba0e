"""`bin/bench`: how fast the real server is, and what a page costs it.

The server is `zwerm run` as people run it, on generated data; the load comes over HTTP from `wrk`. Words used here: a row is
one kind of page and the requests that ask for it; a round is one short run of `wrk` on one row; every round of a row stands
beside a round of the empty view, so that what the machine does meanwhile weighs on both. `docs/benchmarks.md` says how to
read what comes out.
"""
