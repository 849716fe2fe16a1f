"""What a part of a page says, as blocks of a document."""

from documents.blocks import Heading, Paragraph, Table
from documents.page_blocks import blocks_of, links_of

PERMITS = """
<section class="card"><div class="head-row"><h2>许可证照</h2><a class="btn" href="/x/">登记</a></div>
<table><thead><tr><th>类型</th><th class="tick">选</th><th>有效期至</th></tr></thead><tbody>
<tr><td><a href="/permits/1/">安全生产许可证</a></td><td><input></td>
<td>2026-12-24 <span class="sign"><span aria-hidden="true">▲!</span> 还剩 24 天</span></td></tr></tbody></table>
<form><button>删除</button></form><p class="d-print-none">屏幕</p></section>
"""


def test_a_table_keeps_its_heads_and_its_words_and_loses_what_acts():
    heading, table = blocks_of(PERMITS)

    assert heading == Heading("许可证照", 2)
    assert isinstance(table, Table)
    assert [column.heading for column in table.columns] == ["类型", "选", "有效期至"]
    assert table.rows == (("安全生产许可证", "", "2026-12-24 还剩 24 天"),)


def test_a_column_without_head_and_words_is_left_out():
    [table] = blocks_of(
        "<table><thead><tr><th>名称</th><th></th></tr></thead><tr><td>甲</td><td><input></td></tr></table>"
    )

    assert isinstance(table, Table)
    assert [column.heading for column in table.columns] == ["名称"]


def test_facts_become_a_table_of_names_and_what_is_on_file():
    [table] = blocks_of("<dl><dt>地址</dt><dd>一路 <b>1</b> 号</dd><dt>电话</dt><dd></dd></dl>")

    assert isinstance(table, Table)
    assert table.rows == (("地址", "一路 1 号"), ("电话", ""))


def test_texts_that_run_on_are_one_paragraph_and_what_is_set_apart_its_own():
    blocks = blocks_of("<ul><li>安全风险 <strong>C</strong></li><li>第二</li></ul>尾")

    assert blocks == [Paragraph(("安全风险 C",)), Paragraph(("第二",)), Paragraph(("尾",))]


def test_a_heading_that_nothing_follows_is_left_out():
    assert blocks_of("<h2>空</h2><h2>有</h2><p>字</p>") == [Heading("有", 2), Paragraph(("字",))]


def test_long_columns_share_what_short_ones_leave():
    long, row = "很长的内容" * 20, "<td>2026-11-30</td>"
    [table] = blocks_of(
        f"<table><thead><tr><th>日期</th><th>内容</th></tr></thead><tr>{row}<td>{long}</td></tr></table>"
    )

    assert isinstance(table, Table)
    assert table.columns[1].width > 4 * table.columns[0].width


def test_pictures_and_links_say_where_they_lead():
    assert links_of('<a href="/files/1/"><img src="/files/2/?thumb=1"></a>') == ["/files/1/", "/files/2/?thumb=1"]
