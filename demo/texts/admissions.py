"""What reviewers of applications for admission write, and their scores."""

from collections.abc import Iterator

OPINIONS = (
    "工艺路线成熟，自动化水平符合要求，同意准入。",
    "三废治理措施可行，须落实挥发性有机物收集处理。",
    "与园区产业链衔接，投资和产出符合规定。",
)
REASON = "采用连续流微通道反应器，全流程自动化控制，溶剂回收率不低于99%。"
MINUTES = "专家组听取了投资方汇报，查阅了可研和安全、环保专篇，逐项质询后形成一致意见。"
REASONS = (
    ("产业规划符合性", "属于园区主导产业链延伸"),
    ("安全风险", "危险工艺控制措施齐全"),
    ("环境影响", "三废均有去向"),
    ("资源能源消耗", "单位产品能耗优于行业限额"),
    ("投资与产出", "投资强度和亩均产值达标"),
)


def scores(number: int) -> Iterator[dict[str, str | int]]:
    for place, (criterion, reason) in enumerate(REASONS):
        yield {"criterion": criterion, "score": 74 + (number * 5 + place * 3) % 17, "reason": reason}
