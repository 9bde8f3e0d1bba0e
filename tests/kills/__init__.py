"""The server is killed while members write; afterwards everything it said yes to is there, once.

`house` starts and kills it, `people` write through the real forms and note every yes, `witness` is a reader that would show a line
read twice, `letterbox` a mail server that takes its time, and `reckoning` counts in the end.
"""
