"""One file that holds a whole community, and a community made from such a file again.

Words: a *backup* is the file; *taking* makes one while everybody goes on, *building* makes a database and a folder of files from one
and compares them with what was taken, *restoring* puts what was built in the place of what is there. A backup is of neither
database: rows are written as lines of JSON, so that it can be restored on either (docs/decisions/0010).
"""
