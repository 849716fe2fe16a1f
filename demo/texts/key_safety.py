"""Key processes and chemicals of the made-up enterprises by line of business, and what their people have learnt."""

from enterprises.states import EnterpriseKind as Kind
from safety.states import CertificateKind, Education, Major, Post, Title

PROCESSES = {
    Kind.PHARMACEUTICAL: (("KP08", "二车间"), ("KP12", "三车间")),
    Kind.PESTICIDE: (("KP03", "氯化车间"),),
    Kind.DYE: (("KP13", "磺化车间"), ("KP04", "硝化车间")),
    Kind.COAL: (("KP16", "气化装置"), ("KP05", "合成装置")),
    Kind.CHLOR_ALKALI: (("KP02", "电解车间"),),
    Kind.PHOSPHORUS: (("KP03", "氯化岗位"),),
    Kind.FINE: (("KP14", "聚合车间"), ("KP15", "烷基化装置")),
}
CHEMICALS = {
    Kind.PHARMACEUTICAL: (("KC19", "甲类罐区", 420), ("KC13", "甲类罐区", 300)),
    Kind.PESTICIDE: (("KC01", "液氯库", 30), ("KC22", "甲类罐区", 25)),
    Kind.DYE: (("KC02", "液氨罐区", 60),),
    Kind.COAL: (("KC02", "液氨球罐区", 1200), ("KC13", "甲醇罐区", 6000), ("KC12", "合成装置", 30)),
    Kind.CHLOR_ALKALI: (("KC01", "液氯储罐区", 300), ("KC08", "电解车间", 2)),
    Kind.PHOSPHORUS: (("KC12", "黄磷炉区", 6),),
    Kind.FINE: (("KC15", "环氧乙烷罐区", 90), ("KC19", "溶剂罐区", 800)),
    Kind.STORAGE: (("KC07", "一号罐组", 4000), ("KC13", "一号罐组", 3000)),
    Kind.ENVIRONMENT: (("KC05", "天然气调压站", 6),),
}
SCALES = ("年产500吨", "年产2000吨", "年产1万吨")
POSTS = (
    Post.PRINCIPAL,
    Post.SAFETY_STAFF,
    Post.DEPUTY_PRODUCTION,
    Post.DEPUTY_EQUIPMENT,
    Post.DEPUTY_TECHNOLOGY,
    Post.DEPUTY_SAFETY,
    Post.SAFETY_STAFF,
    Post.OPERATOR,
    Post.OPERATOR,
    Post.OPERATOR,
    Post.SPECIAL_WORKER,
    Post.SPECIAL_WORKER,
)
"""The first is the principal of the file, the second its safety manager."""
LEARNT = (
    # education, subject, in words, title
    (Education.BACHELOR, Major.CHEMICAL, "化学工程与工艺", Title.CHEMICAL_MIDDLE),
    (Education.COLLEGE, Major.SAFETY, "安全技术与管理", ""),
    (Education.COLLEGE, Major.CHEMICAL, "应用化工技术", ""),
    (Education.MASTER, Major.CHEMICAL, "应用化学", Title.CHEMICAL_SENIOR),
    (Education.BACHELOR, Major.OTHER, "工商管理", ""),
    (Education.BACHELOR, Major.SAFETY, "安全工程", ""),
)
"""Of those who lead; the fifth has neither a fitting subject nor a title."""
OPERATORS = (
    (Education.SENIOR, "", "", ""),
    (Education.VOCATIONAL, Major.CHEMICAL, "化学工艺", ""),
    (Education.COLLEGE, Major.CHEMICAL, "应用化工技术", ""),
    (Education.SENIOR, "", "", ""),
    (Education.JUNIOR, "", "", ""),
)
CERTIFICATES = {
    Post.PRINCIPAL: (CertificateKind.MANAGEMENT, ""),
    Post.SAFETY_STAFF: (CertificateKind.MANAGEMENT, ""),
    Post.DEPUTY_SAFETY: (CertificateKind.SAFETY_ENGINEER, ""),
    Post.SPECIAL_WORKER: (CertificateKind.SPECIAL_WORK, "化工自动化控制仪表作业"),
}
