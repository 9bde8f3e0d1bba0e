"""Pictures and files that members put in what they write.

Words: an *upload* is one picture or file that a member brought; a *placement* says that something (a post) uses it. An upload is
*placed* when its owner's words name it, and *unplaced* before that; an unplaced one that no draft names is removed after two days,
and a file without an upload after one.
Who may do what: members bring uploads, so many a day. Who sees what an upload stands in sees the upload, and nobody else; before it
stands anywhere its owner does. Rooms say what they place, and who sees it, with `places.register`.
"""
