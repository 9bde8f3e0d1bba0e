"""Care of the site: what the community is, who keeps what, who is here, and how the house fares.

Words: the *console* is for who keeps something for the community; the *register* is the list of members, without a number about
any of them; a *figure* is a table about people as the privacy gate let it through, once a quarter; a reader or a delivery that is in
trouble is shown with its reason and can be tried again.
Who may do what: administrators see and keep everything here; facilitators and moderators see who keeps what.
"""
