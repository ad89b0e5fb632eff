"""Pages: the report, its dates, its characters, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.articles import furniture
from dateline.articles.html import characters, extract, fragment
from dateline.errors import DataError, InputError


def test_furniture_is_left_out(html: Callable[..., bytes], sentences: tuple[str, ...]) -> None:
    body = """
    <figure><img src="a.jpg"><figcaption>Troops march past. Photograph: Example Images</figcaption></figure>
    <p class="wp-caption-text">Rebels attack in an old picture</p>
    <div class="article-newsletter-signup"><p>Sign up for war news</p></div>
    <p><b>READ MORE:</b> Rebels attack village</p><p>Advertisement</p>
    <div id="mostRead"><ol><li>Army attacks town</li></ol></div>
    <aside><p>Police arrest a suspect elsewhere</p></aside><p>A soldier stands guard. REUTERS/A. Photographer</p>
    <div class="social-share"><span>Share this</span></div>
    <ul class="related-links"><li><a href="/x">Shelling kills 3</a></li></ul>
    """
    page = extract(html(body=body))
    assert page.text == "\n\n".join(sentences)


def test_paragraphs_after_a_box_are_kept(html: Callable[..., bytes], sentences: tuple[str, ...]) -> None:
    page = extract(
        html(body="<div class='promo'>Join us</div><p>The mayor asked both sides to come back next week.</p>")
    )
    assert page.text == "\n\n".join([*sentences, "The mayor asked both sides to come back next week."])


@pytest.mark.parametrize(
    "name", ["paywall", "has-related", "article social-enabled", "shareholder-report", "content popular"]
)
def test_a_wrapper_with_a_suspicious_name_is_kept(
    html: Callable[..., bytes], sentences: tuple[str, ...], name: str
) -> None:
    data = (
        html()
        .replace(b"<article>", f'<article><div class="{name}">'.encode())
        .replace(b"</article>", b"</div></article>")
    )
    assert all(s in extract(data).text for s in sentences)


def test_times_of_a_live_blog_are_kept_where_they_stand(html: Callable[..., bytes]) -> None:
    said = "Officials of both sides said that the meeting at the harbour office went on after nightfall, number {}."
    body = "".join(f'<div class="update"><header><time datetime="2025-11-07T1{n}:45">1{n}:45 GMT</time></header>'
                   f"<h3>Update {n}</h3>"
                   f"<p>{said.format(n)}</p></div>" for n in range(3))  # fmt: skip
    lines = extract(html(body=body)).text.split("\n\n")
    assert lines[-9:] == [line for n in range(3) for line in (f"1{n}:45 GMT", f"Update {n}", said.format(n))]


def test_a_single_time_is_the_byline_s(html: Callable[..., bytes]) -> None:
    assert "10:45" not in extract(html(body="<p><time>10:45 GMT</time></p>")).text


LD = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (LD.format('{"@type":"NewsArticle","datePublished":"2025-11-05T10:00:00Z"}')
         + '<meta property="article:published_time" content="2025-11-06">', ("json-ld", "2025-11-05T10:00:00Z")),
        (LD.format('{"@graph":[{"@type":"WebPage","datePublished":"2025-01-01"},{"@type":["NewsArticle"],"datePublished":"2025-11-05"}]}'),
         ("json-ld", "2025-11-05")),
        (LD.format('{broken "datePublished"') + '<meta itemprop="datePublished" content="2025-11-06">',
         ("meta", "2025-11-06")),
        ('<meta name="DC.date.issued" content="2025-11-06"><meta name="parsely-pub-date" content="2025-11-01">',
         ("meta", "2025-11-06")),
    ],
)  # fmt: skip
def test_the_page_s_own_witnesses_come_in_order_of_trust(
    html: Callable[..., bytes], head: str, expected: tuple[str, str]
) -> None:
    assert extract(html(head=head)).dates[0] == expected


def test_time_elements_count_when_marked_or_alone(html: Callable[..., bytes]) -> None:
    marked = "<time datetime='2025-11-01'>1</time><time itemprop='datePublished' datetime='2025-11-06'>6</time>"
    assert extract(html(body=marked)).dates == (("time", "2025-11-06"),)
    assert extract(html(body="<time datetime='2025-11-06T10:00'>6</time>")).dates == (("time", "2025-11-06T10:00"),)
    several = "<time datetime='2025-11-01'>1</time><time datetime='2025-11-06'>6</time>"
    assert not [d for d in extract(html(body=several)).dates if d[0] == "time"]


SAID = "Gespräche in Göteborg – “später mehr”, sagte der Außenminister."


@pytest.mark.parametrize(
    ("data", "server"),
    [
        (SAID.encode(), None), (SAID.encode("cp1252"), "iso-8859-1"), (SAID.encode("cp1252"), "utf-8"),
        (SAID.encode(), "no-such-charset"), (SAID.encode(), "hex"),
        (SAID.encode(), "idna"), (SAID.encode(), "a\0"),
        (b"\xef\xbb\xbf" + SAID.encode(), "iso-8859-1"),
        (SAID.encode("utf-16"), None),
        (b"<meta charset='windows-1252'>" + SAID.encode("cp1252"), None),
        (b"<meta charset='windows-1252'>" + SAID.encode(), "utf-8"),
        (b"<meta charset='utf-8'>" + SAID.encode("cp1252"), None),
    ],
)  # fmt: skip
def test_characters_are_right_whatever_is_declared(data: bytes, server: str | None) -> None:
    assert characters(data, server).endswith(SAID)


@pytest.mark.parametrize(
    "data", [b"", b"<html></html>", b"<html><body><script>x</script></body></html>", b"\0\0\0", b"%PDF-1.7"]
)
def test_pages_without_a_report_are_errors(data: bytes) -> None:
    with pytest.raises(InputError):
        extract(data)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain words, 3 < 4", "plain words, 3 < 4"),
        ("<p>One.</p><p>Two &amp; three.<br>Four.</p>", "One.\n\nTwo & three.\n\nFour."),
        ("Lead.<ul><li>a</li><li>b</li></ul>Tail<script>x()</script> end.", "Lead.\n\na\n\nb\n\nTail end."),
        ("<p>Kept</p><figure><img><figcaption>Gone</figcaption></figure><p>Read more: gone</p>", "Kept"),
        ("<a href='x'>linked</a> <!-- note --> words", "linked words"),
    ],
)
def test_fragments_become_paragraphs(markup: str, text: str) -> None:
    assert fragment(markup) == text


@given(st.text(max_size=200), st.sampled_from(["", "<p>", "<div><br>"]))
def test_any_fragment_becomes_text(text: str, head: str) -> None:
    assert isinstance(fragment(head + text), str)


def test_a_deeply_nested_fragment_is_read() -> None:
    assert "deep" in fragment("<div>" * 200 + "deep")


@pytest.mark.parametrize(
    "line",
    ["Read more: Talks stall", "ALSO READ | Talks stall", "Advertisement", "— Related articles —",
     "Sign up for our newsletter", "A ship at sea. [File: A. Photographer/AFP]"],
)  # fmt: skip
def test_lines_that_are_furniture(line: str) -> None:
    assert furniture.is_line(line)


@pytest.mark.parametrize(
    "line",
    ["Readers more than doubled in a year.", "Save the children, the envoy said.", "Print media were banned.",
     "Read more widely, the minister told students " + "and be patient " * 10,
     "Getty Images said it had removed the picture.", "Related talks failed in May.",
     "Copyright law was changed on Friday.", "Get our soldiers home, the mayor told the envoy."],
)  # fmt: skip
def test_sentences_are_not(line: str) -> None:
    assert not furniture.is_line(line)


@pytest.mark.parametrize("text", ["box\tx\n", "form\twords\nbox\n", "form\twords\nbocks\tx\n"])
def test_a_broken_table_is_told_with_its_line(text: str) -> None:
    with pytest.raises(DataError, match=r"furniture\.tsv:\d"):
        furniture.load(text)
