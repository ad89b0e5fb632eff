"""A corpus that lasts: reports go in, are coded and stored; families, merged events and stories follow by themselves.

>>> from dateline.corpus import Corpus                                              # doctest: +SKIP
>>> with Corpus.open("news.dateline") as corpus:                                    # doctest: +SKIP
...     corpus.add(["reports/"])
...     print(corpus.status().reports)
"""

from dateline.corpus.adding import Added, Summary
from dateline.corpus.corpus import Corpus
from dateline.corpus.differences import Change
from dateline.corpus.recoding import Recoded
from dateline.corpus.showing import Shown
from dateline.corpus.target import locate

__all__ = ["Added", "Change", "Corpus", "Recoded", "Shown", "Summary", "locate"]
