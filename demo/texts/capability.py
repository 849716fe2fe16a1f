"""What the made-up units say of their supervisors and instruments."""

from capability.states import EquipmentKind

# fmt: off
TEAMS = (
    # unit          people  of them qualified   parks  rounds  permits
    ("emergency",    12,     8,                  True,  True,   True),
    ("ecology",       8,     6,                  False, True,   False),
    ("industry",      3,     1,                  False, False,  False),
    ("market",        4,     3,                  False, False,  False),
    ("fire",          5,     4,                  False, True,   False),
    ("qingshi",       0,     0,                  False, False,  False),
)
# fmt: on
OF_A_COMMITTEE = (6, 4)
POSTS = ("危化科科长", "危化科科员", "执法中队中队长", "执法队员", "执法队员", "安全监管专员")
MAJORS = ("化学工程与工艺", "安全工程", "应用化学", "过程装备与控制工程", "环境工程", "精细化工")
OTHER_MAJORS = ("行政管理", "法学", "汉语言文学", "")
EVIDENCE = ("单位出具的工作经历证明", "劳动合同及社保记录", "原任职化工企业证明")
TRAININGS = (
    ("危险化学品安全法专题培训", 16),
    ("重大事故隐患判定标准培训", 12),
    ("化工园区安全风险评估与执法实务", 16),
    ("HAZOP分析与安全仪表系统培训", 24),
    ("行政执法资格续证培训", 8),
)
ORGANISERS = ("市应急管理局", "省应急管理厅培训中心", "县司法局")
THINGS = (
    (EquipmentKind.GAS_DETECTOR, "四合一便携式气体检测仪 PGM-2500", 12),
    (EquipmentKind.GAS_DETECTOR, "复合式气体检测仪 MX4", 12),
    (EquipmentKind.RECORDER, "执法记录仪 DSJ-A9", 0),
    (EquipmentKind.RECORDER, "执法记录仪 DSJ-A9", 0),
    (EquipmentKind.INFRARED, "红外热成像仪 E8", 12),
    (EquipmentKind.VOC, "便携式VOC检测仪 PID", 12),
    (EquipmentKind.RANGEFINDER, "激光测距仪 D510", 24),
    (EquipmentKind.CAMERA, "防爆数码相机 ZHS2580", 0),
    (EquipmentKind.TERMINAL, "移动执法终端", 0),
)
"""Kind, name, and every how many months it is calibrated."""
BODIES = ("市计量测试研究院", "省计量科学研究院")
LENT_TO = "柳湾镇人民政府"
LEFT = "孟庆山"
"""Who was the only supervisor of a unit that has nobody any more."""
