"""What the made-up plans say: measures, opinions of experts, problems fed back."""

from plans.states import Adoption

MEASURES = (
    # measure, due from today in days, funds in 10,000 yuan
    ("罐区增设紧急切断阀并接入独立安全仪表系统。", 26, 180),
    ("废气处理装置更换蓄热体，取消旁路或加装铅封和在线监测。", 75, 260),
    ("老旧管线全面检测，腐蚀段全部更换。", 130, 95),
)
OPINIONS = (
    (
        "李明远",
        "省化工设计院 工艺安全",
        "切断阀联锁逻辑应重新做LOPA分析。",
        Adoption.ADOPTED,
        "已委托原设计单位开展分析。",
    ),
    (
        "周静",
        "市环境科学研究院 大气治理",
        "建议增设活性炭应急吸附。",
        Adoption.DECLINED,
        "蓄热体更换后已满足排放限值，不再增设。",
    ),
)
UPGRADES = (
    ("建成三级防控公共事故应急池。", "ecology", 85),
    ("特勤消防站配齐编制并执勤。", "", 45),
    ("封闭化管理卡口与智能化管控平台联网。", "", 30),
)
FEEDBACK = (
    ("雨污管网未完全分流，初期雨水未全部收集。", 60),
    ("事故应急池有效容积低于评估要求。", 90),
    ("地下水监测井点位不足。", 120),
)
