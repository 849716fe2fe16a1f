# ruff: noqa: E501 - the trades read as one table
"""What the made-up enterprises make: kinds with products, media, units of plant and projects."""

from dataclasses import dataclass

from enterprises.states import EnterpriseKind as Kind


@dataclass(frozen=True)
class Trade:
    """A line of business: how it is called in a name, what it makes, stores and builds."""

    kind: Kind
    word: str
    products: str
    media: tuple[str, ...]
    plants: tuple[str, ...]
    projects: tuple[str, ...]


# fmt: off
TRADES = (
    Trade(Kind.PHARMACEUTICAL, "医药化工", "2-氯烟酸、对氨基苯酚、环丙胺", ("甲苯", "盐酸", "二氯甲烷", "乙醇"), ("一车间", "二车间加氢岗位", "溶剂回收装置", "甲类仓库", "三车间离心岗位"), ("年产500吨环丙胺技改项目", "溶剂回收提标改造项目")),
    Trade(Kind.PESTICIDE, "农化", "吡虫啉中间体、2,4-二氯苯氧乙酸", ("氯气", "苯酚", "三氯化磷", "液碱"), ("氯化车间", "缩合车间", "原药库", "甲类罐区", "尾气吸收岗位"), ("年产2000吨吡啶衍生物项目", "废盐资源化利用项目")),
    Trade(Kind.DYE, "染料化工", "H酸、对位酯、分散蓝", ("发烟硫酸", "硝酸", "苯胺", "液氨"), ("磺化车间", "硝化车间", "压滤岗位", "酸罐区", "干燥车间"), ("年产3000吨对位酯项目", "硝化连续流改造项目")),
    Trade(Kind.COAL, "煤化工", "合成氨、甲醇、尿素", ("甲醇", "液氨", "一氧化碳", "粗苯"), ("气化装置", "合成装置", "甲醇罐区", "硫回收装置", "循环水站"), ("年产20万吨甲醇改扩建项目", "气化炉渣综合利用项目")),
    Trade(Kind.CHLOR_ALKALI, "氯碱", "烧碱、液氯、盐酸", ("液氯", "氢气", "盐酸", "液碱"), ("电解车间", "液氯充装岗位", "氯气钢瓶库", "盐酸合成岗位", "整流所"), ("年产10万吨离子膜烧碱搬迁项目", "液氯储存本质安全改造项目")),
    Trade(Kind.PHOSPHORUS, "磷化工", "黄磷、磷酸、三聚磷酸钠", ("黄磷", "磷酸", "一氧化碳", "硫酸"), ("黄磷炉区", "磷酸车间", "泥磷回收岗位", "尾气净化装置", "渣场"), ("湿法磷酸净化项目", "黄磷尾气综合利用项目")),
    Trade(Kind.FINE, "新材料", "聚氨酯助剂、有机硅单体", ("环氧乙烷", "异丙醇", "氯甲烷", "甲苯"), ("聚合车间", "精馏装置", "丙类库房", "环氧乙烷罐区", "包装车间"), ("年产1万吨聚醚多元醇项目", "有机硅副产综合利用项目")),
    Trade(Kind.STORAGE, "仓储物流", "危险化学品储存、装卸", ("汽油", "甲醇", "二甲苯", "丙酮"), ("一号罐组", "二号罐组", "汽车装卸台", "甲类仓库", "泡沫站"), ("3万立方米储罐扩建项目",)),
    Trade(Kind.ENVIRONMENT, "环保科技", "危险废物焚烧处置、废溶剂再生", ("废溶剂", "液碱", "天然气", "废矿物油"), ("焚烧车间", "危废预处理车间", "废液罐区", "固化车间", "危废暂存库"), ("危废焚烧二期项目",)),
)
# fmt: on
