"""Which departments of a county work in the line of an authority that the catalogue of permits names (主管条线).

The catalogue says 应急 or 生态环境 (`authority_zh`), a unit is called 县应急管理局 or 生态环境局某某分局,
and before a reform of bodies otherwise: a unit is of the line in whose name one of its words stands.
"""

LINES = {
    "应急": ("应急管理", "应急局", "安监", "安全生产监督"),
    "生态环境": ("生态环境", "环境保护", "环保"),
    "市场监管": ("市场监督", "市场监管", "质量技术监督", "质监"),
    "水利": ("水利", "水务"),
    "气象": ("气象",),
}
"""Word with which the authority of a kind of permit begins → words in the names of the units of its line."""
